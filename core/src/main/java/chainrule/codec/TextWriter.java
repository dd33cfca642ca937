package chainrule.codec;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A listing as text.
final class TextWriter {
    private final StringBuilder out = new StringBuilder();
    private final List<String> ids = new ArrayList<>();
    private final Set<String> taken = new HashSet<>(Set.of(Words.RETURN));
    private int unnamed;

    private TextWriter() {}

    static String text(Listing listing) {
        TextWriter writer = new TextWriter();
        listing.statements().forEach(writer::statement);
        writer.out.append(Words.RETURN);
        String outputs = listing.outputs().stream().map(writer.ids::get).collect(joining(", "));
        return writer.out.append(outputs.isEmpty() ? "" : " " + outputs).append('\n').toString();
    }

    /// A name that is a plain word is the id, where it is the first.
    private void statement(Statement statement) {
        Optional<String> word = statement.name().filter(n -> Words.isBare(n) && taken.add(n));
        String id = word.orElseGet(() -> "%" + ++unnamed);
        out.append(id).append(" = ");
        switch (statement.term()) {
            case Term.Source(var op) -> source(op);
            case Term.Call call -> call(call);
        }
        out.append(" : ").append(Words.text(statement.type()));
        if (word.isEmpty()) {
            mark("", statement.name());
        }
        mark(Words.IN + " ", Optional.of(statement.scope()).filter(s -> !s.isEmpty()));
        mark(Words.AT + " ", statement.line());
        out.append('\n');
        ids.add(id);
    }

    private void mark(String before, Optional<String> text) {
        text.ifPresent(t -> out.append(' ').append(before).append(Words.quoted(t)));
    }

    private void source(Op.Source op) {
        switch (op) {
            case Op.Input _ -> out.append(Words.INPUT);
            case Op.Parameter _ -> out.append(Words.PARAMETER);
            case Op.Constant(var value) -> constant(value);
            case Op.Size(var dim) -> out.append('|').append(Words.text(dim)).append('|');
        }
    }

    private void constant(Tensor value) {
        boolean scalar = value.shape().isScalar();
        out.append(value.isFloat() ? Words.FLOAT + " " : "").append(scalar ? "" : "[");
        for (int i = 0; i < value.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(entry(value, value.get(i)));
        }
        out.append(scalar ? "" : "]");
    }

    private static String entry(Tensor value, double entry) {
        return switch (value.kind()) {
            case REAL -> value.isFloat() ? Words.number((float) entry) : Words.number(entry);
            case INDEX -> Integer.toString((int) entry);
            case BOOL -> Boolean.toString(entry != 0);
        };
    }

    private void call(Term.Call call) {
        List<String> arguments = new ArrayList<>();
        call.operands().forEach(operand -> arguments.add(ids.get(operand)));
        call.settings()
                .forEach((name, setting) ->
                        arguments.add(Words.word(name) + "=" + Words.text(setting)));
        out.append(Words.word(call.label())).append('(');
        out.append(String.join(", ", arguments)).append(')');
    }
}
