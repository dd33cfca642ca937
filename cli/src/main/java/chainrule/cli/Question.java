package chainrule.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import chainrule.codec.CodecException;
import chainrule.codec.Formula;
import chainrule.codec.Symbols;
import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is to be explained: a formula, what it is differentiated by, and the values it is taken at.
///
/// @param error the formula; it has a name
/// @param by the nodes it is differentiated by
/// @param feed the values, if there are any
record Question(Node error, ImmutableList<Node> by, Optional<Feed> feed) {
    /// What declares a name.
    private static final Pattern DECLARATION = Pattern.compile(":\\s*(input|parameter)\\b");

    /// Reads a formula. Where it declares no names, those that have values are inputs of their
    /// shapes, and without values all names are numbers.
    ///
    /// @param wrt names of what it is differentiated by; if empty, these are its parameters, and
    ///   all that is fed where there are none
    /// @throws IllegalArgumentException if the formula cannot be read, a value is missing or not
    ///   used, or a name is not there
    static Question of(String text, Given given, List<String> wrt) {
        boolean declares = DECLARATION.matcher(text).find();
        Formula formula = declares ? Formula.read(text) : undeclared(text, given, wrt);
        if (formula.results().size() != 1) {
            throw new IllegalArgumentException(
                    "one formula is explained, and the text has %d results"
                            .formatted(formula.results().size()));
        }
        Node error = named(formula.result());
        if (error.kind() != Kind.REAL || !error.shape().isScalar()) {
            throw new IllegalArgumentException(
                    "what is explained is one real number, and this is %s %s:\n  %s\n%s"
                            .formatted(
                                    error.kind(),
                                    error.shape(),
                                    Text.formula(error, 80),
                                    error.kind() == Kind.REAL
                                            ? "take its mean(…) or Σ(…), or one of its entries"
                                            : "explain one of the numbers that it is made of"));
        }
        List<Node> order = Walk.order(error);
        Optional<Feed> feed =
                given.isEmpty() ? Optional.empty() : Optional.of(Feeding.feed(order, given));
        return new Question(error, by(formula, order, wrt), feed);
    }

    private static Formula undeclared(String text, Given given, List<String> wrt) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        given.values().forEach((name, value) -> nodes.put(name, node(name, value, wrt)));
        try {
            return Formula.read(text, Symbols.of(nodes.values().toArray(Node[]::new)));
        } catch (CodecException refusal) {
            for (String name : nodes.keySet()) {
                if (String.valueOf(refusal.getMessage()).contains("'" + name + "' has a meaning")) {
                    throw new IllegalArgumentException(
                            "--at gives '%s' a value, and the formula says what it is; leave it out of --at"
                                    .formatted(Pieces.shown(name)),
                            refusal);
                }
            }
            ofNumbers(text).ifPresent(numbers -> Feeding.requireAll(Walk.order(numbers), given));
            boolean isUnknown = String.valueOf(refusal.getMessage()).contains("unknown name '");
            throw isUnknown
                    ? new CodecException(
                            refusal.getMessage() + "; or give it a value by --at", refusal)
                    : refusal;
        }
    }

    /// The same formula if all its names are numbers, where it can be read so.
    private static Optional<Node> ofNumbers(String text) {
        try {
            return Optional.of(Formula.read(text).result());
        } catch (CodecException neither) {
            return Optional.empty();
        }
    }

    private static Node node(String name, Tensor value, List<String> wrt) {
        return wrt.contains(name) && value.kind() == Kind.REAL
                ? Node.parameter(name, value.shape())
                : Node.input(name, new Type(value.kind(), value.shape()));
    }

    /// An error without a name is E, or C or L where that is taken.
    private static Node named(Node error) {
        if (error.name().isPresent()) {
            return error;
        }
        Set<String> taken =
                Walk.order(error).stream().flatMap(node -> node.name().stream()).collect(toSet());
        return List.of("E", "C", "L").stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .map(error::named)
                .orElse(error);
    }

    private static ImmutableList<Node> by(Formula formula, List<Node> order, List<String> wrt) {
        List<Node> real =
                order.stream()
                        .filter(node -> node.op() instanceof Op.Fed && node.kind() == Kind.REAL)
                        .toList();
        List<Node> parameters =
                real.stream().filter(node -> node.op() instanceof Op.Parameter).toList();
        if (wrt.isEmpty()) {
            if (real.isEmpty()) {
                throw new IllegalArgumentException(
                        "there is nothing to differentiate by: the formula has no names of real numbers");
            }
            return ImmutableList.copyOf(parameters.isEmpty() ? real : parameters);
        }
        return wrt.stream()
                .map(name -> node(formula, order, name))
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    private static Node node(Formula formula, List<Node> order, String name) {
        Optional<Node> node = Optional.empty();
        try {
            node = Optional.of(formula.node(name)).filter(order::contains);
        } catch (CodecException unknown) {
            // the message below knows more
        }
        return node.orElseThrow(() ->
                new IllegalArgumentException(
                        "--wrt names '%s', and the formula has %s"
                                .formatted(Pieces.shown(name), Feeding.names(order))));
    }

    /// The same with a formula that is equal, and finite where this one overflows: what `Simplify`
    /// makes of it.
    Question simplified() {
        Node simple = Simplify.of(error);
        Node root = simple.name().isPresent() ? simple : simple.named(error.name().orElse("E"));
        List<Node> order = Walk.order(root);
        List<Node> left = by.stream().filter(node -> !order.contains(node)).toList();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "--simplify leaves %s, without %s; give --wrt names that are left, or explain the formula as it is"
                            .formatted(
                                    Text.of(simple),
                                    left.stream().map(Text::of).collect(joining(", "))));
        }
        return new Question(root, by, feed.map(values -> fed(values, order)));
    }

    private static Feed fed(Feed values, List<Node> order) {
        Map<Node, Tensor> left = new HashMap<>();
        for (Node node : values.nodes()) {
            if (order.contains(node)) {
                left.put(node, values.value(node));
            }
        }
        return Feed.of(left);
    }
}
