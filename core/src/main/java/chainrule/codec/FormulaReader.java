package chainrule.codec;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the lines of a text of formulas one after another.
final class FormulaReader {
    /// How many characters a text may have.
    static final int LONGEST = 1_000_000;

    private final Meanings meanings;
    private Optional<ImmutableList<Node>> results = Optional.empty();
    private Optional<Node> last = Optional.empty();
    private Optional<CodecException> unnamed = Optional.empty();
    private int operations;

    FormulaReader(Meanings meanings) {
        this.meanings = meanings;
    }

    /// The results of a text.
    ImmutableList<Node> read(String text) {
        if (text.length() > LONGEST) {
            throw new CodecException(
                    "a text of formulas has at most %,d characters, and this has %,d; graphs of any size are read by GraphText"
                            .formatted(LONGEST, text.length()));
        }
        int number = 0;
        Cursor in = new Cursor(1, "");
        for (String line : (Iterable<String>) text.lines()::iterator) {
            in = new Cursor(++number, line);
            line(in);
        }
        Cursor end = in;
        return results.or(() -> last.map(ImmutableList::of))
                .orElseThrow(() ->
                        end.fault(
                                end.end(),
                                "the text ends here without a formula; the last line is the result, or return and the results"));
    }

    /// Statements between semicolons.
    private void line(Cursor in) {
        do {
            if (!in.isAtEnd() && in.peek() != ';') {
                statement(in);
            }
        } while (in.take(';'));
        if (!in.isAtEnd()) {
            throw in.fault(in.at(), rest(in));
        }
    }

    private static String rest(Cursor in) {
        return in.peek() == '='
                ? "a definition has one name before the sign, as in h = x + 1; a comparison stands in brackets, (a = b)"
                : "a sign such as + or the end of the line is missing here; " + in.found();
    }

    private void statement(Cursor in) {
        int start = in.at();
        if (results.isPresent()) {
            throw in.fault(start, "nothing follows the line 'return'");
        }
        if (unnamed.isPresent()) {
            throw unnamed.get();
        }
        Optional<String> word = word(in);
        Optional<String> name = word.isPresent() && in.peek() == '"' ? in.word() : word;
        if (word.isPresent() && in.take(":=")) {
            Node node = node(in);
            define(
                    in,
                    start,
                    word.get(),
                    named(node, name.filter(_ -> !name.equals(word)), in, start));
        } else if (word.isPresent() && in.take(':')) {
            define(in, start, word.get(), declared(in, name.orElseThrow()));
            last = Optional.empty();
        } else if (word.isPresent() && in.peek() == '=' && !in.take("==")) {
            in.take('=');
            Node node = node(in);
            define(in, start, word.get(), named(node, name, in, start));
        } else {
            in.back(start);
            formula(in, start);
        }
    }

    /// The word that is next, unless it has a meaning of its own.
    private static Optional<String> word(Cursor in) {
        boolean reserved =
                in.isAtWord(Words.RETURN) || Words.VALUES.stream().anyMatch(in::isAtWord);
        return reserved ? Optional.empty() : in.word();
    }

    /// A line without a name: a function, results, or a formula.
    private void formula(Cursor in, int start) {
        if (in.takeWord(Words.RETURN)) {
            results = Optional.of(results(in));
        } else if (FunctionReader.isNext(in)) {
            meanings.define(new FunctionReader(in, meanings).read());
            last = Optional.empty();
        } else {
            last = Optional.of(node(in));
            unnamed =
                    Optional.of(
                            in.fault(
                                    start,
                                    "only the last line may be a formula without a name; give it one: h = …"));
        }
    }

    private ImmutableList<Node> results(Cursor in) {
        List<Node> all = new ArrayList<>();
        if (!in.isAtEnd() && in.peek() != ';') {
            do {
                all.add(node(in));
            } while (in.take(','));
        }
        return ImmutableList.copyOf(all);
    }

    private Node node(Cursor in) {
        int at = in.at();
        Expression expression = new FormulaParser(in, meanings).formula();
        if (!in.isAtEnd() && in.peek() != ';' && in.peek() != ',') {
            throw in.fault(in.at(), rest(in));
        }
        Measure measure = Measure.of(expression);
        measure.check(in, at, operations);
        operations += measure.size();
        return ExpressionBuilder.ofLine(in).node(expression);
    }

    private void define(Cursor in, int at, String word, Node node) {
        if (meanings.isDefined(word) || meanings.isFunction(word)) {
            throw in.fault(
                    at,
                    "'%s' has a meaning already; choose another word".formatted(Words.plain(word)));
        }
        meanings.define(word, node);
        last = Optional.of(node);
    }

    /// A node under a name; one that has a name, or is what another word stands for, would be there
    /// twice.
    private Node named(Node node, Optional<String> name, Cursor in, int at) {
        if (name.isEmpty()) {
            return node;
        }
        if (name.get().isBlank()) {
            throw in.fault(at, "the name is blank");
        }
        if (meanings.isNode(node)) {
            throw in.fault(
                    at,
                    "this is %s again, and does not get a second name; for another word with the same meaning write :="
                            .formatted(
                                    node.name()
                                            .map(other -> "'" + Words.plain(other) + "'")
                                            .orElse("a node above")));
        }
        return node.named(name.get());
    }

    private Node declared(Cursor in, String name) {
        int at = in.at();
        meanings.declareNames();
        boolean isInput = in.takeWord(Words.INPUT);
        if (!isInput && !in.takeWord(Words.PARAMETER)) {
            throw in.fault(
                    at,
                    "'input' or 'parameter' is missing here, as in X : input [m×2]; %s"
                            .formatted(in.found()));
        }
        if (name.isBlank()) {
            throw in.fault(at, "inputs and parameters need a name");
        }
        int kindAt = in.at();
        Kind kind =
                in.bare()
                        .map(word ->
                                Enums.getIfPresent(Kind.class, word)
                                        .toJavaUtil()
                                        .orElseThrow(() ->
                                                in.fault(
                                                        kindAt,
                                                        "a kind is REAL, INDEX or BOOL, and a shape is as in [m×2]")))
                        .orElse(Kind.REAL);
        if (!isInput && kind != Kind.REAL) {
            throw in.fault(kindAt, "a parameter is REAL");
        }
        Shape shape = in.peek() == '[' ? ShapeReader.ofFormula(in).read("") : Shape.SCALAR;
        return isInput ? Functions.input(name, kind, shape) : Node.parameter(name, shape);
    }
}
