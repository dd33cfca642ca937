package chainrule.codec;

import chainrule.codec.Expression.Apply;
import chainrule.codec.Expression.Chain;
import chainrule.codec.Expression.Constant;
import chainrule.codec.Expression.Infix;
import chainrule.codec.Expression.Link;
import chainrule.graph.Leaf;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads one formula of a line, by the precedence of its signs. Sums and products of any length are
/// read in a loop; what nests is read by recursion, and nests so deep and no deeper.
final class FormulaParser {
    /// How deep brackets, exponents and operands of functions may nest.
    static final int DEEPEST = 100;

    private final Cursor in;
    private final WordParser words;

    /// What ends the brackets that are open, the innermost first.
    private final Deque<Character> closers = new ArrayDeque<>();

    /// The factors that a word was split into, all but the last, until a product takes them.
    private List<Expression> split = new ArrayList<>();

    /// Where the operand of a function ended that stands without brackets.
    private int bareEnd = -1;

    private int depth;

    FormulaParser(Cursor in, Meanings meanings) {
        this.in = in;
        this.words = new WordParser(in, meanings, this);
    }

    /// A formula; inside brackets it may compare with `=`.
    Expression formula() {
        Expression left = sum();
        Optional<Comparison> comparison = Comparison.next(in, !closers.isEmpty());
        if (comparison.isEmpty()) {
            return left;
        }
        Expression right = sum();
        int next = in.at();
        if (Comparison.next(in, !closers.isEmpty()).isPresent()) {
            throw in.fault(
                    next, "comparisons are not chained: write and(a < b, b < c), or put brackets");
        }
        return comparison.get().of(left, right);
    }

    private boolean takeMinus() {
        return in.take('−') || in.take('-');
    }

    private Expression sum() {
        List<Link> links = new ArrayList<>();
        int at = in.at();
        Infix sign = Infix.PLUS;
        while (true) {
            links.add(new Link(at, sign, signed(this::product)));
            at = in.at();
            if (takeMinus()) {
                sign = Infix.MINUS;
            } else if (in.take('+')) {
                sign = Infix.PLUS;
            } else {
                return chain(links);
            }
        }
    }

    private static Expression chain(List<Link> links) {
        return links.size() == 1 ? links.get(0).operand() : new Chain(ImmutableList.copyOf(links));
    }

    /// What may have signs before it. A sign before nothing but a number belongs to that.
    private Expression signed(Supplier<Expression> unsigned) {
        int at = in.at();
        if (!takeMinus()) {
            return unsigned.get();
        }
        int next = in.at();
        Expression x = nested(() -> signed(unsigned));
        return x instanceof Constant(var place, var value) && place == next && isUnsigned(value)
                ? new Constant(at, Tensor.scalar(-value.item()))
                : new Apply(at, Leaf.NEG, ImmutableList.of(x));
    }

    private static boolean isUnsigned(Tensor value) {
        return value.equals(Tensor.scalar(value.size() == 1 ? value.get(0) : 0))
                && Math.copySign(1, value.item()) > 0
                && !Double.isNaN(value.item());
    }

    private Expression product() {
        List<Link> links = new ArrayList<>();
        factor(links, in.at(), Infix.TIMES);
        while (true) {
            int at = in.at();
            Optional<Infix> sign = productSign(at);
            if (sign.isPresent()) {
                factor(links, at, sign.get());
            } else if (isFactorNext()) {
                if (at == bareEnd) {
                    throw in.fault(
                            at,
                            "it is not clear whether this belongs to the operand of the function before it; write ln(2x) or ln(2)x");
                }
                factor(links, at, Infix.IMPLIED);
            } else {
                return chain(links);
            }
        }
    }

    private Optional<Infix> productSign(int at) {
        if (in.take('*') || in.take('⊙')) {
            return Optional.of(Infix.TIMES);
        }
        if (in.take('·')) {
            return Optional.of(Infix.DOT);
        }
        if (in.take('@')) {
            return Optional.of(Infix.MATMUL);
        }
        if (in.peek() == '×') {
            throw in.fault(
                    at,
                    "× stands in shapes only; products are a * b or a ⊙ b, entry by entry, and A·B or A @ B, of matrices");
        }
        return in.take('/') ? Optional.of(Infix.OVER) : Optional.empty();
    }

    private void factor(List<Link> links, int at, Infix sign) {
        Expression last = signed(this::power);
        List<Expression> all = new ArrayList<>(split);
        split.clear();
        all.add(last);
        add(links, new Link(at, sign, all.get(0)));
        for (Expression more : all.subList(1, all.size())) {
            add(links, new Link(more.at(), Infix.IMPLIED, more));
        }
    }

    private void add(List<Link> links, Link link) {
        if (link.sign() == Infix.IMPLIED && links.getLast().sign() == Infix.OVER) {
            throw in.fault(link.at(), "a / bc can be read in two ways: write a / (bc) or (a / b)c");
        }
        links.add(link);
    }

    private boolean isFactorNext() {
        char c = in.peek();
        return c == '('
                || c == '⌊'
                || c == '√'
                || c == '"'
                || (c == '|' && !isClosedBy('|'))
                || Words.isStart(in.next());
    }

    private boolean isClosedBy(char closer) {
        return !closers.isEmpty() && closers.peek() == closer;
    }

    private Expression power() {
        Expression base = postfixed(primary());
        int at = in.at();
        if (!in.take('^') && !in.take("**")) {
            return base;
        }
        Expression exponent = nested(() -> signed(this::power));
        return new Apply(at, Leaf.POW, ImmutableList.of(base, exponent));
    }

    private Expression postfixed(Expression x) {
        Expression y = x;
        for (int signs = 0; ; signs++) {
            int at = in.at();
            String sign = in.run(Postfix::isSign);
            if (!sign.isEmpty()) {
                y = Postfix.of(in, at, y, sign);
            } else if (in.take('[')) {
                y = new Expression.Part(at, y, new RangesReader(in).read());
            } else {
                return y;
            }
            if (signs == Postfix.MOST) {
                throw Postfix.tooMany(in, at);
            }
        }
    }

    private Expression primary() {
        int at = in.at();
        char c = in.peek();
        if ((c >= '0' && c <= '9') || c == '∞') {
            return new Constant(at, TensorReader.number(in));
        }
        if (c == '[') {
            return new Constant(at, TensorReader.list(in));
        }
        if (in.take('(')) {
            return within(')', this::formula);
        }
        if (in.take('|')) {
            return words.size(at)
                    .orElseGet(() ->
                            new Apply(at, Leaf.ABS, ImmutableList.of(within('|', this::formula))));
        }
        if (in.take('⌊')) {
            return new Apply(at, Leaf.FLOOR, ImmutableList.of(within('⌋', this::formula)));
        }
        if (in.take('√')) {
            return new Apply(at, Leaf.SQRT, ImmutableList.of(words.operand("√")));
        }
        return words.read(at);
    }

    /// What is read up to a closing bracket.
    <T> T within(char closer, Supplier<T> inside) {
        closers.push(closer);
        T read = nested(inside);
        int at = in.at();
        if (!in.take(closer)) {
            throw in.fault(
                    at,
                    "a sign such as + or '%s' is missing here; %s".formatted(closer, in.found()));
        }
        closers.pop();
        return read;
    }

    /// The operand of a function that stands without brackets: `ln x²`.
    Expression bare() {
        Expression x = nested(this::power);
        bareEnd = in.at();
        return x;
    }

    /// Whether an operand without brackets may follow.
    boolean isOperandNext() {
        char c = in.peek();
        return (c >= '0' && c <= '9') || c == '∞' || isFactorNext();
    }

    /// Leaves the factors of a word to the product around it.
    void split(List<Expression> factors) {
        split.addAll(factors);
    }

    /// What is read one level deeper.
    private <T> T nested(Supplier<T> inside) {
        int at = in.at();
        if (++depth > DEEPEST) {
            throw in.fault(
                    at,
                    "this nests more than %d levels deep; give a part of it a name in a line above"
                            .formatted(DEEPEST));
        }
        List<Expression> outer = split;
        split = new ArrayList<>();
        T read = inside.get();
        if (!split.isEmpty()) {
            throw in.fault(
                    at,
                    "this word is several names in a row, and it is not clear which of them is meant here; put them in brackets");
        }
        split = outer;
        depth--;
        return read;
    }
}
