package chainrule.codec;

import chainrule.graph.Axes;
import chainrule.graph.Clamp;
import chainrule.graph.Cofactors;
import chainrule.graph.Composites;
import chainrule.graph.Diagonal;
import chainrule.graph.DiagonalMatrix;
import chainrule.graph.Elu;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.LeakyRelu;
import chainrule.graph.Node;
import chainrule.graph.Norm;
import chainrule.graph.Operation;
import chainrule.graph.Pad;
import chainrule.graph.ProductOfOthers;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A function as formulas call it, where that differs from the operation's own name, or leaves its
/// settings to the operands.
///
/// @param usage how it is written, for messages
/// @param least the fewest operands
/// @param most the most operands
/// @param brackets what may stand in square brackets behind its name
/// @param hasAxes whether axes may stand behind its name, as subscripts
record NamedFunction(
        String usage, int least, int most, Brackets brackets, boolean hasAxes, Builder builder) {
    /// What stands in square brackets.
    enum Brackets {
        NONE,
        NUMBERS,
        SHAPE,
        TEXT
    }

    /// What is written behind a name and before the operands: axes `Σ₀₁`, numbers `clamp[0, 1]`, a
    /// shape `reshape[2×3]`, or a text `einsum[ij->ji]`.
    record Extras(
            ImmutableList<Integer> axes,
            ImmutableList<Double> numbers,
            Optional<Shape> shape,
            String text) {
        static final Extras NONE =
                new Extras(ImmutableList.of(), ImmutableList.of(), Optional.empty(), "");

        int[] over() {
            return Ints.toArray(axes);
        }
    }

    /// How it is built.
    @FunctionalInterface
    interface Builder {
        Node of(Extras extras, List<Node> x);
    }

    private static final int MANY = Integer.MAX_VALUE;

    /// The square root, whose sign is no word.
    static final NamedFunction ROOT = plain("√(x)", Leaf.SQRT);

    /// The transpose, whose sign stands behind its operand.
    static final NamedFunction TRANSPOSE = of("xᵀ", 1, 1, (_, x) -> x.get(0).t());

    // spotless:off
    private static final ImmutableMap<String, NamedFunction> TABLE =
            ImmutableMap.<String, NamedFunction>builder()
            .put("σ",          plain("σ(x)", Composites.SIGMOID))
            .put("ln",         plain("ln(x)", Leaf.LOG))
            .put("arcsin",     plain("arcsin(x)", Composites.ASIN))
            .put("arccos",     plain("arccos(x)", Composites.ACOS))
            .put("arctan",     plain("arctan(x)", Leaf.ATAN))
            .put("logsigmoid", plain("logsigmoid(x)", Composites.LOG_SIGMOID))
            .put("real",       plain("real(x)", Leaf.TO_REAL))
            .put("diag",       plain("diag(x)", new Diagonal()))
            .put("Diag",       plain("Diag(x)", new DiagonalMatrix()))
            .put("cof",        of("cof(x)", 1, 1, (_, x) -> new Cofactors().apply(x.get(0))))
            .put("stop",       of("stop(x)", 1, 1, (_, x) -> Functions.stopGradient(x.get(0))))

            .put("Σ",          over("Σ₀(x)", Functions::sum))
            .put("sum",        over("sum₀(x)", Functions::sum))
            .put("Π",          over("Π₀(x)", Functions::prod))
            .put("prod",       over("prod₀(x)", Functions::prod))
            .put("Π′",         new NamedFunction("Π′₀(x, …)", 1, MANY, Brackets.NONE, true, NamedFunction::others))
            .put("mean",       over("mean₀(x)", Functions::mean))
            .put("var",        over("var₀(x)", Functions::variance))
            .put("max",        either("max₀(x) or max(a, b)", Functions::max, Leaf.MAXIMUM))
            .put("min",        either("min₀(x) or min(a, b)", Functions::min, Leaf.MINIMUM))
            .put("norm",       over("norm₀(x)", Functions::norm))
            .put("norm⁽¹⁾",    norm(Norm.Order.L1))
            .put("norm⁽²⁾",    norm(Norm.Order.L2))
            .put("logsumexp",  over("logsumexp₀(x)", Functions::logSumExp))

            .put("softmax",    along("softmax₁(x)", true, 1, 1, (x, axis) -> Functions.softmax(x.get(0), axis)))
            .put("logsoftmax", along("logsoftmax₁(x)", true, 1, 1, (x, axis) -> Functions.logSoftmax(x.get(0), axis)))
            .put("argmax",     along("argmax₁(x)", true, 1, 1, (x, axis) -> Functions.argmax(x.get(0), axis)))
            .put("argmin",     along("argmin₁(x)", true, 1, 1, (x, axis) -> Functions.argmin(x.get(0), axis)))
            .put("cumsum",     along("cumsum₀(x)", false, 1, 1, (x, axis) -> Functions.cumsum(x.get(0), axis)))
            .put("flip",       along("flip₀(x)", false, 1, 1, (x, axis) -> Functions.flip(x.get(0), axis)))
            .put("gather",     along("gather₀(x, k)", false, 2, 2, (x, axis) -> Functions.gather(x.get(0), x.get(1), axis)))
            .put("take",       along("take₀(x, k)", false, 2, 2, (x, axis) -> Functions.takeAlong(x.get(0), x.get(1), axis)))
            .put("concat",     along("concat₀(a, b, …)", false, 1, MANY, (x, axis) -> Functions.concat(axis, x.toArray(Node[]::new))))

            .put("clamp",      with("clamp[−1, 1](x)", 2, n -> new Clamp(n.get(0), n.get(1))))
            .put("leakyrelu",  with("leakyrelu[0.1](x)", 1, n -> new LeakyRelu(n.get(0))))
            .put("elu",        new NamedFunction("elu[1](x)", 1, 1, Brackets.NUMBERS, false,
                    (e, x) -> new Elu(e.numbers.isEmpty() ? 1 : e.numbers.get(0)).apply(x.get(0))))
            .put("pad",        new NamedFunction("pad₀[1, 1](x, 0)", 2, 2, Brackets.NUMBERS, true, NamedFunction::pad))
            .put("transpose",  new NamedFunction("transpose[1, 0](x)", 1, 1, Brackets.NUMBERS, false,
                    (e, x) -> Functions.transpose(x.get(0), e.numbers.stream().mapToInt(NamedFunction::whole).toArray())))
            .put("reshape",    to("reshape[2×3](x)", Functions::reshape))
            .put("broadcast",  to("broadcast[2×3](x)", Functions::broadcastTo))
            .put("einsum",     new NamedFunction("einsum[ij,jk->ik](a, b)", 1, MANY, Brackets.TEXT, false,
                    (e, x) -> Functions.einsum(e.text, x.toArray(Node[]::new))))
            .buildOrThrow();
    // spotless:on

    /// The function of a name, if there is one.
    static Optional<NamedFunction> of(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /// All names.
    static ImmutableList<String> names() {
        return TABLE.keySet().asList();
    }

    private static NamedFunction of(String usage, int least, int most, Builder builder) {
        return new NamedFunction(usage, least, most, Brackets.NONE, false, builder);
    }

    private static NamedFunction plain(String usage, Operation operation) {
        return of(usage, 1, 1, (_, x) -> operation.apply(x.get(0)));
    }

    private static NamedFunction over(String usage, BiFunction<Node, int[], Node> function) {
        return new NamedFunction(
                usage, 1, 1, Brackets.NONE, true, (e, x) -> function.apply(x.get(0), e.over()));
    }

    /// Over the entries of one operand, or the entries of two compared.
    private static NamedFunction either(
            String usage, BiFunction<Node, int[], Node> one, Operation two) {
        return new NamedFunction(
                usage,
                1,
                2,
                Brackets.NONE,
                true,
                (e, x) ->
                        x.size() == 1
                                ? one.apply(x.get(0), e.over())
                                : two.apply(x.get(0), x.get(1)));
    }

    private static NamedFunction norm(Norm.Order order) {
        return over("norm⁽²⁾₀(x)", (x, axes) -> Functions.norm(x, order, Axes.over(axes)));
    }

    /// Along one axis of the first operand.
    ///
    /// @param last whether that is the last one if none is given; else a vector has no other
    private static NamedFunction along(
            String usage,
            boolean last,
            int least,
            int most,
            BiFunction<List<Node>, Integer, Node> function) {
        return new NamedFunction(
                usage,
                least,
                most,
                Brackets.NONE,
                true,
                (e, x) -> {
                    int rank = x.get(0).shape().rank();
                    if (e.axes.size() > 1 || (e.axes.isEmpty() && rank > 1 && !last)) {
                        throw new GraphException(
                                "this goes along one axis of %d; name it: %s"
                                        .formatted(rank, usage));
                    }
                    return function.apply(x, e.axes.isEmpty() ? -1 : e.axes.get(0));
                });
    }

    private interface OfNumbers {
        Operation of(List<Double> numbers);
    }

    private static NamedFunction with(String usage, int numbers, OfNumbers function) {
        return new NamedFunction(
                usage,
                1,
                1,
                Brackets.NUMBERS,
                false,
                (e, x) -> {
                    if (e.numbers.size() != numbers) {
                        throw new GraphException(
                                "the numbers in square brackets are as in " + usage);
                    }
                    return function.of(e.numbers).apply(x.get(0));
                });
    }

    private static NamedFunction to(String usage, BiFunction<Node, Shape, Node> function) {
        return new NamedFunction(
                usage,
                1,
                1,
                Brackets.SHAPE,
                false,
                (e, x) ->
                        function.apply(
                                x.get(0),
                                e.shape.orElseThrow(() ->
                                        new GraphException("the shape is missing: " + usage))));
    }

    private static Node others(Extras extras, List<Node> x) {
        Axes axes = Axes.over(extras.over()).in(x.get(0).shape());
        return new ProductOfOthers(axes).apply(x.toArray(Node[]::new));
    }

    private static Node pad(Extras extras, List<Node> x) {
        if (extras.axes.size() != 1 || extras.numbers.size() < 2 || extras.numbers.size() > 3) {
            throw new GraphException(
                    "one axis, and how many entries come before and after: pad₀[1, 1](x, 0)");
        }
        List<Integer> n = extras.numbers.stream().map(NamedFunction::whole).toList();
        return new Pad(extras.axes.get(0), n.get(0), n.get(1), n.size() == 2 ? 0 : n.get(2))
                .apply(x.get(0), x.get(1));
    }

    private static int whole(double number) {
        if (number != (int) number) {
            throw new GraphException("the numbers in square brackets must be whole");
        }
        return (int) number;
    }
}
