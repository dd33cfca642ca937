package chainrule.codec;

import chainrule.codec.Expression.Link;
import chainrule.graph.Operation;
import java.util.HashSet;
import java.util.Set;

/// Writes the functions that texts defined, those that others are made of first.
final class FunctionWriter {
    private final Meanings meanings;
    private final Set<TextFunction> written = new HashSet<>();
    private final StringBuilder lines = new StringBuilder();

    /// @param meanings what functions are known, to which those that are written are added
    FunctionWriter(Meanings meanings) {
        this.meanings = meanings;
    }

    String lines() {
        return lines.toString();
    }

    /// Writes the function that an operation is, unless it is none, or in the vocabulary.
    ///
    /// @throws CodecException if it would not be read back as itself
    void define(Operation operation) {
        if (!(operation instanceof TextFunction function)
                || isInVocabulary(function)
                || !written.add(function)) {
            return;
        }
        uses(function.body());
        String line = "%s = %s".formatted(function.usage(), function.text());
        TextFunction read;
        try {
            read = new FunctionReader(new Cursor(1, line), meanings).read();
        } catch (CodecException refusal) {
            throw new CodecException(
                    "the function '%s' is not read back as itself here: %s"
                            .formatted(Words.plain(function.label()), refusal.getMessage()),
                    refusal);
        }
        if (!read.equals(function)) {
            throw new CodecException(
                    "the function '%s' is not read back as itself here, since another function has a name that it uses; rename one"
                            .formatted(Words.plain(function.label())));
        }
        meanings.define(function);
        lines.append(line).append('\n');
    }

    private boolean isInVocabulary(TextFunction function) {
        return meanings.vocabulary()
                .settings(function.label())
                .filter(settings -> settings.prototype().equals(function))
                .isPresent();
    }

    private void uses(Expression expression) {
        switch (expression) {
            case Expression.Constant _,
                    Expression.Given _,
                    Expression.Argument _,
                    Expression.Size _ -> {}
            case Expression.Apply(_, var operation, var operands) -> {
                define(operation);
                operands.forEach(this::uses);
            }
            case Expression.Call(_, _, _, var operands) -> operands.forEach(this::uses);
            case Expression.Part(_, var of, _) -> uses(of);
            case Expression.Chain(var links) ->
                    links.stream().map(Link::operand).forEach(this::uses);
        }
    }
}
