package chainrule.codec;

import chainrule.codec.Expression.Link;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// How many operations a formula is made of, those of the functions of its text included, and how
/// deeply they nest.
record Measure(int size, int depth) {
    /// The most operations that a text or a function may be made of.
    static final int MOST = 1_000_000;

    /// How deeply they may nest.
    static final int DEEPEST = 2 * FormulaParser.DEEPEST;

    private static final Measure NONE = new Measure(0, 0);

    static Measure of(Expression expression) {
        return switch (expression) {
            case Expression.Constant _,
                    Expression.Given _,
                    Expression.Argument _,
                    Expression.Size _ ->
                    NONE;
            case Expression.Apply(_, var operation, var operands) ->
                    operation instanceof TextFunction function
                            ? all(operands).plus(function.size() + 1, function.depth() + 1)
                            : all(operands).plus(1, 1);
            case Expression.Call(_, _, _, var operands) -> all(operands).plus(1, 1);
            case Expression.Part(_, var of, var ranges) -> of(of).plus(ranges.size(), 1);
            case Expression.Chain(var links) ->
                    all(links.stream().map(Link::operand).collect(ImmutableList.toImmutableList()))
                            .plus(links.size(), 1);
        };
    }

    private static Measure all(List<Expression> operands) {
        Measure all = NONE;
        for (Expression operand : operands) {
            Measure each = of(operand);
            all = new Measure(add(all.size, each.size), Math.max(all.depth, each.depth));
        }
        return all;
    }

    private Measure plus(int operations, int levels) {
        return new Measure(add(size, operations), depth + levels);
    }

    /// Sizes stay below the largest number.
    private static int add(int a, int b) {
        return Math.min(a + b, 2 * MOST);
    }

    /// Refuses what is larger or deeper than a text may be.
    ///
    /// @param before how many operations there are already
    void check(Cursor in, int at, int before) {
        if (add(size, before) > MOST) {
            throw in.fault(
                    at,
                    "with this the text is made of more than %,d operations, those of its functions included"
                            .formatted(MOST));
        }
        if (depth > DEEPEST) {
            throw in.fault(
                    at,
                    "this nests more than %d levels deep, those of its functions included; give a part of it a name in a line above"
                            .formatted(DEEPEST));
        }
    }
}
