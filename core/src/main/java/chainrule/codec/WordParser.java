package chainrule.codec;

import chainrule.codec.Expression.Constant;
import chainrule.codec.Expression.Given;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what begins with a word: a name, a function with its operands, or several names in a row.
final class WordParser {
    /// The word before the size of a dimension: `size(m)`.
    static final String SIZE = "size";

    private final Cursor in;
    private final Meanings meanings;
    private final FormulaParser parser;
    private final CallParser calls;

    WordParser(Cursor in, Meanings meanings, FormulaParser parser) {
        this.in = in;
        this.meanings = meanings;
        this.parser = parser;
        this.calls = new CallParser(in, meanings, parser);
    }

    /// What a word at a place begins.
    Expression read(int at) {
        boolean quoted = in.peek() == '"';
        String word = in.word().orElseThrow(() -> expected(at));
        Optional<Expression> value = quoted ? meanings.node(word, at) : value(word, at);
        if (value.isPresent()) {
            return value.get();
        }
        Optional<Callee> callee = meanings.callee(word);
        if (callee.isPresent()) {
            return calls.read(at, word, callee.get());
        }
        if (!quoted
                && TensorReader.WORDS.contains(word)
                && (in.peek() == '(' || in.peek() == '[')) {
            return new Constant(at, TensorReader.after(word, in));
        }
        if (!quoted && word.equals(SIZE) && in.take('(')) {
            Dim dim = openDim();
            in.expect(')', "it ends the size of a dimension");
            return new Expression.Size(at, dim);
        }
        return (quoted ? free(at, word) : parts(at, word)).orElseThrow(() -> unknown(at, word));
    }

    private CodecException expected(int at) {
        return in.fault(
                at,
                "a name, a number, a function or a bracket is missing here; %s"
                        .formatted(in.found()));
    }

    /// What a word without quotes stands for: a name cannot take the meaning of `NaN` and `true`.
    private Optional<Expression> value(String word, int at) {
        return literal(word, at).or(() -> meanings.node(word, at));
    }

    private static Optional<Expression> literal(String word, int at) {
        return switch (word) {
            case Words.TRUE, Words.FALSE ->
                    Optional.of(
                            new Constant(at, Tensor.bools(Shape.SCALAR, word.equals(Words.TRUE))));
            case Words.NAN -> Optional.of(new Constant(at, Tensor.scalar(Double.NaN)));
            case Words.INFINITY ->
                    Optional.of(new Constant(at, Tensor.scalar(Double.POSITIVE_INFINITY)));
            default -> Optional.empty();
        };
    }

    /// A word as a name with signs behind it, `Xᵀ`, or as several of these, `wx²`.
    private Optional<Expression> parts(int at, String word) {
        return signed(at, word)
                .or(() -> {
                    int end = Postfix.start(word);
                    return free(at, word.substring(0, end))
                            .map(x -> Postfix.of(in, at + end, x, word.substring(end)));
                })
                .or(() -> factors(at, word));
    }

    /// A name with signs behind it, as few as may be.
    private Optional<Expression> signed(int at, String word) {
        int end = meanings.end(word);
        return whole(word.substring(0, end), at)
                .map(x -> Postfix.of(in, at + end, x, word.substring(end)));
    }

    private Optional<Expression> whole(String word, int at) {
        return value(word, at).or(() -> meanings.dim(word, at));
    }

    private Optional<Expression> free(int at, String word) {
        return meanings.isFree() && !word.isBlank() && in.peek() != '('
                ? Optional.of(new Given(at, meanings.defineInput(word, in, at)))
                : Optional.empty();
    }

    /// The last of the names that a word is made of; the others are left to the product around it.
    private Optional<Expression> factors(int at, String word) {
        Optional<Meanings.Split> split = meanings.split(word);
        if (split.isEmpty()) {
            return Optional.empty();
        }
        if (!split.get().isOnly()) {
            throw in.fault(
                    at,
                    "'%s' can be read as names in a row in several ways, one of them %s; put signs between them"
                            .formatted(Words.plain(word), String.join(" · ", split.get().words())));
        }
        List<Expression> factors = new ArrayList<>();
        int from = at;
        for (String name : split.get().words()) {
            int place = from;
            factors.add(signed(place, name).orElseThrow());
            from += name.length();
        }
        Expression last = factors.removeLast();
        parser.split(factors);
        return Optional.of(last);
    }

    private CodecException unknown(int at, String word) {
        return in.peek() == '('
                ? meanings.undefined(word, in, at)
                : meanings.undeclared(word, in, at);
    }

    /// The size of a dimension, if this is what stands between bars: `|m|`, `|2·m|`.
    ///
    /// @param at of the first bar
    Optional<Expression> size(int at) {
        int start = in.at();
        String digits = in.digits();
        boolean factor = !digits.isEmpty() && in.take('·');
        Optional<String> word = digits.isEmpty() || factor ? in.word() : Optional.empty();
        if (word.filter(w -> meanings.isDim(w) && !meanings.isDefined(w)).isPresent()
                && in.take('|')) {
            int end = in.at();
            in.back(start);
            Dim dim = openDim();
            in.back(end);
            return Optional.of(new Expression.Size(at, dim));
        }
        in.back(start);
        return Optional.empty();
    }

    private Dim openDim() {
        int at = in.at();
        Dim dim = ShapeReader.ofFormula(in).dim();
        if (dim.isKnown()) {
            throw in.fault(at, "this size is a number; write it as one");
        }
        return dim;
    }

    /// The operand of a function that is a sign.
    Expression operand(String sign) {
        return calls.operand(sign);
    }
}
