package chainrule.codec;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A function that a line defines: `f(z) = 1 / (1 + exp(−z))`.
final class FunctionReader {
    private final Cursor in;
    private final Meanings meanings;

    FunctionReader(Cursor in, Meanings meanings) {
        this.in = in;
        this.meanings = meanings;
    }

    /// Whether a name, names in brackets and a sign of equality are next.
    static boolean isNext(Cursor in) {
        int start = in.at();
        boolean function = in.word().isPresent() && in.take('(') && names(in).isPresent();
        boolean equality = function && in.take(')') && in.peek() == '=' && !in.take("==");
        in.back(start);
        return equality;
    }

    private static Optional<List<String>> names(Cursor in) {
        List<String> names = new ArrayList<>();
        do {
            Optional<String> name = in.word();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name.get());
        } while (in.take(','));
        return Optional.of(names);
    }

    TextFunction read() {
        int at = in.at();
        String label = in.word().orElseThrow();
        in.take('(');
        int parametersAt = in.at();
        ImmutableList<String> parameters = ImmutableList.copyOf(names(in).orElseThrow());
        in.take(')');
        in.take('=');
        if (label.isBlank() || meanings.isDefined(label) || meanings.isFunction(label)) {
            throw in.fault(
                    at,
                    "'%s' has a meaning already; choose another word"
                            .formatted(Words.plain(label)));
        }
        if (new HashSet<>(parameters).size() < parameters.size()) {
            throw in.fault(parametersAt, "two parameters have the same name");
        }
        int from = in.at();
        Meanings inside = meanings.within(label, parameters);
        Expression placed = new FormulaParser(in, inside).formula();
        Measure measure = Measure.of(placed);
        measure.check(in, from, 0);
        String text = in.between(from, in.passed());
        Expression body = new FormulaParser(new Cursor(1, text), inside).formula();
        return new TextFunction(label, parameters, text, body, measure.size(), measure.depth());
    }
}
