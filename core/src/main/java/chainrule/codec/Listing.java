package chainrule.codec;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A graph as plain data: its nodes one after another, operands before their consumers, each named
/// by its position. What is read of a listing is the same graph again: operations, operands,
/// sharing, names, scopes and source lines.
///
/// @param statements the nodes
/// @param outputs the positions of the results
public record Listing(ImmutableList<Statement> statements, ImmutableList<Integer> outputs) {
    /// The listing of all nodes that some results are made of.
    ///
    /// @throws CodecException if an operation holds settings that cannot be written, or two are
    ///   called the same, the built-in ones included
    public static Listing of(List<Node> outputs) {
        IdentityHashMap<Node, Integer> positions = new IdentityHashMap<>();
        Map<String, Settings> settings = new HashMap<>();
        ImmutableList.Builder<Statement> statements = ImmutableList.builder();
        for (Node node : Walk.order(outputs)) {
            Term term =
                    switch (node.op()) {
                        case Op.Source source -> new Term.Source(source);
                        case Operation operation ->
                                new Term.Call(
                                        operation.label(),
                                        settings(operation, settings),
                                        positions(node.inputs(), positions));
                    };
            statements.add(
                    new Statement(term, node.type(), node.name(), node.scope(), node.line()));
            positions.put(node, positions.size());
        }
        return new Listing(statements.build(), positions(outputs, positions));
    }

    private static ImmutableMap<String, Setting> settings(
            Operation operation, Map<String, Settings> known) {
        Settings named =
                known.computeIfAbsent(
                        operation.label(),
                        label ->
                                Vocabulary.standard()
                                        .settings(label)
                                        .orElseGet(() -> Settings.of(operation)));
        named.requireToStandFor(operation);
        return named.write(operation);
    }

    private static ImmutableList<Integer> positions(
            List<Node> nodes, IdentityHashMap<Node, Integer> positions) {
        return nodes.stream().map(positions::get).collect(ImmutableList.toImmutableList());
    }

    /// The results as nodes again.
    ///
    /// @throws CodecException if a statement does not fit: its operation is not in the vocabulary,
    ///   or does not give the type that is stated
    public ImmutableList<Node> read(Vocabulary vocabulary) {
        return read(
                vocabulary,
                (i, misfit) ->
                        new CodecException("node %d: %s".formatted(i, misfit.message()), misfit));
    }

    /// Who knows where a statement was written.
    interface Places {
        /// The exception for what is wrong with the statement at a position.
        CodecException at(int statement, Misfit misfit);
    }

    ImmutableList<Node> read(Vocabulary vocabulary, Places places) {
        List<Node> nodes = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            try {
                nodes.add(node(statement, vocabulary, nodes));
            } catch (Misfit misfit) {
                throw places.at(nodes.size(), misfit);
            }
        }
        ImmutableList.Builder<Node> results = ImmutableList.builder();
        for (int output : outputs) {
            if (output < 0 || output >= nodes.size()) {
                throw new CodecException(
                        "output %d is no node; there are %d, numbered from 0"
                                .formatted(output, nodes.size()));
            }
            results.add(nodes.get(output));
        }
        return results.build();
    }

    private static Node node(Statement statement, Vocabulary vocabulary, List<Node> nodes) {
        Node node =
                Origin.at(
                        statement.scope(),
                        statement.line(),
                        () ->
                                switch (statement.term()) {
                                    case Term.Source(var op) -> source(op, statement);
                                    case Term.Call call -> apply(call, vocabulary, nodes);
                                });
        if (!node.type().equals(statement.type())) {
            throw Misfit.in(
                    Misfit.Part.TYPE,
                    "this is %s, and what stands before it gives %s"
                            .formatted(Words.text(statement.type()), Words.text(node.type())));
        }
        if (statement.name().equals(node.name())) {
            return node;
        }
        String name = statement.name().orElseThrow();
        if (name.isBlank()) {
            throw Misfit.in(Misfit.Part.NAME, "the name is blank; leave it out");
        }
        return node.named(name);
    }

    private static Node source(Op.Source op, Statement statement) {
        return switch (op) {
            case Op.Input(var type) -> Node.input(name(statement), type);
            case Op.Parameter(var type) -> {
                if (type.kind() != Kind.REAL) {
                    throw Misfit.in(Misfit.Part.TYPE, "a parameter is REAL");
                }
                yield Node.parameter(name(statement), type.shape());
            }
            case Op.Constant(var value) -> Node.constant(value);
            case Op.Size(var dim) -> {
                if (dim.isKnown()) {
                    throw Misfit.in(
                            Misfit.Part.TERM,
                            "this size is a number; write it as one: " + dim.size());
                }
                yield Node.size(dim);
            }
        };
    }

    private static String name(Statement statement) {
        String name = statement.name().orElse("");
        if (name.isBlank()) {
            throw Misfit.in(Misfit.Part.TERM, "inputs and parameters need a name");
        }
        return name;
    }

    private static Node apply(Term.Call call, Vocabulary vocabulary, List<Node> nodes) {
        Operation operation = vocabulary.operation(call.label(), call.settings());
        ImmutableList.Builder<Node> x = ImmutableList.builder();
        for (int operand : call.operands()) {
            if (operand < 0 || operand >= nodes.size()) {
                throw Misfit.in(
                        Misfit.Part.TERM,
                        "operand %d is no earlier node; there are %d before it, numbered from 0"
                                .formatted(operand, nodes.size()));
            }
            x.add(nodes.get(operand));
        }
        try {
            return Node.apply(operation, x.build());
        } catch (RuntimeException refusal) { // a user's operation may throw anything
            String message = refusal.getMessage();
            throw Misfit.in(Misfit.Part.TERM, message == null ? "refused: " + refusal : message)
                    .because(refusal);
        }
    }
}
