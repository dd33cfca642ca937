package chainrule.codec;

import chainrule.graph.Node;
import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import chainrule.graph.Operation;
import chainrule.graph.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How operations are written so that they are read back: as texts show them where that says all,
/// which is tried, and else by label and settings, `sum(x, axes=[0], keepDims=true)`.
final class Phrases {
    private final Meanings meanings;
    private final Map<Use, Form> forms = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    /// An operation and what it is applied to.
    private record Use(Operation operation, ImmutableList<Type> operands) {}

    /// @param meanings what functions are known where the text is read
    Phrases(Meanings meanings) {
        this.meanings = meanings;
    }

    /// The words that phrases are made of: a node with such a name would take their meaning.
    Set<String> words() {
        return words;
    }

    /// The form of an operation's node.
    ///
    /// @throws CodecException if it is not in the vocabulary
    Form of(Node node, Operation operation) {
        Use use =
                new Use(
                        operation,
                        node.inputs().stream()
                                .map(Node::type)
                                .collect(ImmutableList.toImmutableList()));
        return forms.computeIfAbsent(use, this::form);
    }

    private Form form(Use use) {
        Map<String, Node> standIns = new LinkedHashMap<>();
        for (Type type : use.operands) {
            String name = "□" + standIns.size();
            standIns.put(name, Node.input(name, type));
        }
        Form form =
                shown(use.operation, standIns)
                        .orElseGet(() -> call(use.operation, use.operands.size()));
        Cursor in = new Cursor(1, form.parts().get(0));
        in.word().ifPresent(words::add);
        return form;
    }

    /// The form that texts show, if it is read as this operation.
    private Optional<Form> shown(Operation operation, Map<String, Node> standIns) {
        ImmutableList<Node> x = ImmutableList.copyOf(standIns.values());
        try {
            return Optional.of(operation.notation(Node.apply(operation, x)).text())
                    .filter(form -> reads(form, operation, standIns));
        } catch (RuntimeException _) { // it is not read, or a user's operation throws anything
            return Optional.empty();
        }
    }

    /// Whether a form, filled in, is read as that operation of these operands.
    private boolean reads(Form form, Operation operation, Map<String, Node> x) {
        if (form.operands().size() != x.size()) {
            return false;
        }
        StringBuilder text = new StringBuilder("(").append(form.parts().get(0));
        int i = 0;
        for (String name : x.keySet()) {
            text.append(Words.quoted(name)).append(form.parts().get(++i));
        }
        Cursor in = new Cursor(1, text.append(')').toString());
        Expression expression = new FormulaParser(in, meanings.with(x)).formula();
        Node read = ExpressionBuilder.ofLine(in).node(expression);
        return in.isAtEnd()
                && read.op().equals(operation)
                && read.inputs().equals(x.values().stream().toList());
    }

    private Form call(Operation operation, int operands) {
        ImmutableMap<String, Setting> settings =
                operation instanceof TextFunction function && meanings.isFunction(function)
                        ? ImmutableMap.of()
                        : settings(operation);
        StringBuilder end = new StringBuilder();
        settings.forEach((name, setting) -> {
            words.add(name);
            boolean first = operands == 0 && end.isEmpty();
            end.append(first ? "" : ", ")
                    .append(Words.word(name))
                    .append('=')
                    .append(Words.text(setting));
        });
        String start = Words.word(operation.label()) + "(";
        end.append(')');
        if (operands == 0) {
            return new Form(ImmutableList.of(start + end), Binding.ATOM, ImmutableList.of());
        }
        ImmutableList.Builder<String> parts = ImmutableList.<String>builder().add(start);
        parts.addAll(Collections.nCopies(operands - 1, ", ")).add(end.toString());
        return new Form(
                parts.build(),
                Binding.ATOM,
                ImmutableList.copyOf(Collections.nCopies(operands, Binding.LOOSE)));
    }

    private ImmutableMap<String, Setting> settings(Operation operation) {
        String label = operation.label();
        Settings known =
                meanings.vocabulary()
                        .settings(label)
                        .orElseThrow(() ->
                                new CodecException(
                                        "operation '%s' is not in the vocabulary, so that it could not be read back; add it: Vocabulary.standard().and(…)"
                                                .formatted(Words.plain(label))));
        known.requireToStandFor(operation);
        return known.write(operation);
    }
}
