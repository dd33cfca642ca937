package chainrule.graph;

import static chainrule.graph.Functions.*;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The functions as they are called, with values by hand: axes from either end, sizes that are
/// filled in, and what is made of several operations.
final class FunctionsTest {
    private static final Node M = constant(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
    private static final Node V = constant(Tensor.of(1, 2, 4));

    private static void is(Node y, String expected) {
        assertThat(value(y).toString()).isEqualTo(expected);
    }

    private static void near(Node y, double... expected) {
        assertThat(value(y).toDoubles()).containsExactly(expected, within(1e-14));
    }

    private static Tensor value(Node y) {
        return Interpreter.evaluate(y, Feed.empty());
    }

    private static Node indices(int... entries) {
        return constant(Tensor.indices(Shape.of(entries.length), entries));
    }

    private static Node truths(boolean... entries) {
        return constant(Tensor.bools(Shape.of(entries.length), entries));
    }

    @Test
    void elementaryFunctions() {
        near(expm1(constant(1e-10)), 1e-10 + 5e-21);
        near(rsqrt(V), 1, 1 / Math.sqrt(2), 0.5);
        near(reciprocal(V), 1, 0.5, 0.25);
        near(cube(V), 1, 8, 64);
        near(sin(constant(Math.PI / 6)), 0.5);
        near(cos(constant(Math.PI / 3)), 0.5);
        near(tan(constant(Math.PI / 4)), 1);
        near(asin(constant(Tensor.of(0.5, 1, -1))), Math.PI / 6, Math.PI / 2, -Math.PI / 2);
        near(acos(constant(Tensor.of(0.5, 1, -1))), Math.PI / 3, 0, Math.PI);
        near(atan(constant(1)), Math.PI / 4);
        near(sinh(constant(Tensor.of(1, -40))), Math.sinh(1), Math.sinh(-40));
        near(cosh(constant(0)), 1);
        near(
                sinh(constant(Tensor.of(1e-300, 800, -710.4))),
                1e-300,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        near(erf(constant(0.5)), 0.5204998778130465);
        is(floor(constant(Tensor.of(1.5, -1.5, 2))), "[3] 1 −2 2");
        is(round(constant(Tensor.of(0.5, 1.5, -0.7))), "[3] 0 2 −1");
        is(clamp(V, 1.5, 3), "[3] 1.5 2 3");
        is(clamp(V, 2, 2), "[3] 2 2 2");
        near(xlogy(constant(Tensor.of(0, 2)), constant(Tensor.of(0, 1))), 0, 0);
        near(abs(constant(-3)), 3);
        near(log1p(constant(1e-10)), 1e-10 - 5e-21);
    }

    @Test
    void activations() {
        Node x = constant(Tensor.of(-1, 2));
        near(leakyRelu(x, 0.1), -0.1, 2);
        near(elu(x, 2), 2 * (Math.exp(-1) - 1), 2);
        near(silu(constant(0)), 0);
        near(gelu(constant(Tensor.of(0, 1))), 0, (1 + 0.6826894921370859) / 2);
        is(hardtanh(x), "[2] −1 1");
        near(logSigmoid(constant(Tensor.of(0, -1000))), -Math.log(2), -1000);
    }

    @Test
    void comparisonsOfNumbersIndicesAndTruths() {
        Node two = constant(2);
        is(less(V, two), "[3] true false false");
        is(lessEqual(V, two), "[3] true true false");
        is(greater(V, two), "[3] false false true");
        is(greaterEqual(V, two), "[3] false true true");
        is(equal(V, two), "[3] false true false");
        is(notEqual(V, two), "[3] true false true");
        is(equal(indices(1, 2), indices(1, 3)), "[2] true false");
        is(less(indices(1, 2), indices(2, 2)), "[2] true false");
        is(notEqual(truths(true, false), truths(true, true)), "[2] false true");
        is(where(truths(true, false), indices(1, 2), indices(7, 8)), "[2] 1 8");
        is(where(truths(true, false), truths(false, false), truths(true, true)), "[2] false true");
        is(or(truths(true, false), truths(false, false)), "[2] true false");
        is(and(truths(true, false), truths(true, true)), "[2] true false");
        is(not(truths(true, false)), "[2] false true");
        is(real(truths(true, false)), "[2] 1 0");
        is(real(indices(3, 0)), "[2] 3 0");
        is(mean(real(equal(argmax(M, -1), indices(2, 0)))), "0.5");
    }

    @Test
    void reductions() {
        is(prod(M), "720");
        is(prod(M, 0), "[3] 4 10 18");
        is(prod(M, Axes.keep(-1)), "[2×1] 6 120");
        is(argmax(M, 0), "[3] 1 1 1");
        is(argmin(M, -1), "[2] 0 0");
        is(variance(M, 1), "[2] 0.6666666666666666 0.6666666666666666");
        is(variance(M, Axes.keep(0), 1), "[1×3] 4.5 4.5 4.5");
        assertThat(value(variance(constant(Tensor.of()))).item()).isNaN();
        is(new Within(1, 1, "one").apply(constant(1)), "1");
        is(distribution(constant(Tensor.of(0.5, 0.25, 0.25)), -1), "[3] 0.5 0.25 0.25");
        is(norm(constant(Tensor.of(3, 4))), "5");
        is(norm(M, Norm.Order.L1, Axes.over(0)), "[3] 5 7 9");
        is(norm(M.neg(), Norm.Order.MAX, Axes.keep(1)), "[2×1] 3 6");
        is(cumsum(M, -1), "[2×3] 1 3 6 4 9 15");
        Node x = input("x", 2);
        assertThat(Text.latex(cumsum(x, 0), 80))
                .isEqualTo("\\operatorname{cumsum}\\left(x\\right)");
        assertThat(Text.latex(new CumSum(0, true).apply(x), 80))
                .isEqualTo("\\operatorname{cumsum}^{-}\\left(x\\right)");
        near(layerNorm(constant(Tensor.of(1, 3)), 0, -1), -1, 1);
        near(logSumExp(constant(Tensor.of(0, 0)), Axes.keep()), Math.log(2));
    }

    @Test
    void shapes() {
        is(flatten(M), "[6] 1 2 3 4 5 6");
        is(flatten(constant(5)), "[1] 5");
        is(reshape(M, -1, 2), "[3×2] 1 2 3 4 5 6");
        is(reshape(M, 6), "[6] 1 2 3 4 5 6");
        assertThat(reshape(input("x", BATCH, 6), -1, 3).shape().dims())
                .isEqualTo(ImmutableList.of(new Dim(2, "batch"), Dim.of(3)));
        assertThat(flatten(input("x", BATCH, 2, 3), 1).shape()).isEqualTo(Shape.of(BATCH, 6));
        assertThat(flatten(input("x", BATCH, 2, 3)).shape().dims())
                .isEqualTo(ImmutableList.of(new Dim(6, "batch")));
        Node ones = constant(Tensor.full(Shape.of(1, 2, 1), 7));
        is(squeeze(ones), "[2] 7 7");
        is(squeeze(ones, -1), "[1×2] 7 7");
        assertThat(squeeze(M)).isSameAs(M);
        is(unsqueeze(V, 0), "[1×3] 1 2 4");
        is(unsqueeze(V, -1), "[3×1] 1 2 4");
        is(unsqueeze(V, 1), "[3×1] 1 2 4");
        is(expand(unsqueeze(V, 0), 2, -1), "[2×3] 1 2 4 1 2 4");
        is(expand(V, 2, -1), "[2×3] 1 2 4 1 2 4");
        is(permute(M, 1, 0), "[3×2] 1 4 2 5 3 6");
        is(transpose(M, -1, -2), "[3×2] 1 4 2 5 3 6");
        is(sumTo(M, Shape.of(3)), "[3] 5 7 9");
        is(sumTo(M, Shape.of(2, 1)), "[2×1] 6 15");
        is(sumTo(unsqueeze(M, 0), Shape.of(2, 1)), "[2×1] 6 15");
        assertThat(sumTo(M, M.shape())).isSameAs(M);
    }

    @Test
    void partsAndTheWhole() {
        is(concat(0, M, M), "[4×3] 1 2 3 4 5 6 1 2 …");
        is(concat(-1, V, V), "[6] 1 2 4 1 2 4");
        is(stack(0, V, V), "[2×3] 1 2 4 1 2 4");
        is(stack(-1, V, V), "[3×2] 1 1 2 2 4 4");
        List<Node> parts = split(M, 1, 1, 2);
        is(parts.get(0), "[2×1] 1 4");
        is(parts.get(1), "[2×2] 2 3 5 6");
        assertThat(parts).hasSize(2);
        is(slice(V, 0, 1, 3), "[2] 2 4");
        is(slice(V, 0, -2, -1), "[1] 2");
        is(slice(V, -1, 0, 3, 2), "[2] 1 4");
        is(slice(V, 0, 0, 0), "[0]");
        is(slice(V, 0, -3, 3), "[3] 1 2 4");
        is(select(M, 0, -1), "[3] 4 5 6");
        is(select(M, 1, 0), "[2] 1 4");
        is(select(M, -1, -2), "[2] 2 5");
        is(pad(V, 0, 1, 2), "[6] 0 1 2 4 0 0");
        is(pad(V, -1, 0, 1, 9), "[4] 1 2 4 9");
        is(flip(M, -1), "[2×3] 3 2 1 6 5 4");
        is(repeat(V, 0, 2), "[6] 1 1 2 2 4 4");
        is(repeat(M, 0, 2), "[4×3] 1 2 3 1 2 3 4 5 …");
        is(repeat(M, 1, 2), "[2×6] 1 1 2 2 3 3 4 4 …");
        is(tile(V, 0, 2), "[6] 1 2 4 1 2 4");
        is(tile(M, 1, 1), "[2×3] 1 2 3 4 5 6");
        is(repeat(V, 0, 0), "[0]");
        assertThat(tile(input("x", BATCH), 0, 3).shape().dims())
                .isEqualTo(ImmutableList.of(new Dim(3, "batch")));
    }

    @Test
    void choices() {
        is(gather(M, indices(1, 0, 1), 0), "[3×3] 4 5 6 1 2 3 4 5 …");
        is(gather(M, indices(2), -1), "[2×1] 3 6");
        is(gather(indices(7, 8), indices(1, 1), 0), "[2] 8 8");
        is(scatterAdd(V, indices(0, 0), constant(Tensor.of(10, 20)), 0), "[3] 31 2 4");
        is(takeAlong(M, constant(Tensor.indices(Shape.of(2, 1), 2, 0)), -1), "[2×1] 3 4");
        is(oneHot(indices(2, 0), 3), "[2×3] 0 0 1 1 0 0");
    }

    @Test
    void products() {
        is(dot(V, V), "21");
        is(outer(V, constant(Tensor.of(1, 10))), "[3×2] 1 10 2 20 4 40");
        Node square = constant(Tensor.of(new double[][] {{1, 2}, {3, 5}}));
        is(trace(square), "6");
        is(diag(V), "[3×3] 1 0 0 0 2 0 0 0 …");
        is(diag(square), "[2] 1 5");
        near(det(square), -1);
        Node lost = constant(Tensor.of(new double[][] {{0, 1}, {Double.NaN, 1}}));
        assertThat(value(det(lost)).item()).isNaN();
        is(einsum("ij,j", M, V), "[2] 17 38");
        is(einsum("ij,j->i", M, V), "[2] 17 38");
        is(einsum("ii", square), "6");
        is(einsum("ij -> ji", M), "[3×2] 1 4 2 5 3 6");
        is(einsum("...j,j", M, V), "[2] 17 38");
        is(einsum("...,...", M, V), "[2×3] 1 4 12 4 10 24");
        is(einsum("i...->...", M), "[3] 5 7 9");
        is(einsum("ba", M), "[3×2] 1 4 2 5 3 6");
        is(einsum("i,i->", V, V), "21");
        is(einsum("i,i->", constant(Tensor.of()), constant(Tensor.of(1))), "0");
        is(
                einsum("...ij,...jk->...ik", unsqueeze(M, 0), unsqueeze(M.t(), 0)),
                "[1×2×2] 14 32 32 77");
    }

    /// The first and last letters of both alphabets, letters that are taken, and operands of
    /// different numbers of axes under an ellipsis.
    @Test
    void subscriptsOfEveryKind() {
        is(einsum("az,zA->aA", M, M.t()), "[2×2] 14 32 32 77");
        is(einsum("Za,aA->ZA", M, M.t()), "[2×2] 14 32 32 77");
        is(einsum("...Z->Z...", M), "[3×2] 1 4 2 5 3 6");
        is(einsum("...Z,...Y->...ZY", V, V), "[3×3] 1 2 4 2 4 8 4 8 …");
        is(einsum("...,i", constant(2), V), "[3] 2 4 8");
        is(einsum("...,...->...", unsqueeze(M, 0), V), "[1×2×3] 1 4 12 4 10 24");
        is(einsum("...,...->...", V, unsqueeze(M, 0)), "[1×2×3] 1 4 12 4 10 24");
        is(einsum("...->", M), "21");
        is(einsum(" i , i ", V, V), "21");
        is(einsum("ij->ij", M), "[2×3] 1 2 3 4 5 6");
        Node three = constant(Tensor.full(Shape.of(1, 1, 1, 1, 1), 2));
        is(einsum("abcde->edcba", three), "[1×1×1×1×1] 2");
    }

    /// 0 on the diagonal asks for another row, a tiny number for the sake of the digits.
    @Test
    void determinantsChooseTheirPivots() {
        near(det(constant(Tensor.of(new double[][] {{0, 1}, {1, 0}}))), -1);
        near(det(constant(Tensor.of(new double[][] {{1e-20, 1}, {1, 1}}))), -1);
        Node four =
                constant(
                        Tensor.of(
                                new double[][] {
                                    {0, 0, 2, 1}, {0, 3, 1, 1}, {5, 1, 1, 1}, {1, 2, 3, 4}
                                }));
        // along the first row: 2·(−48) − 1·(−33)
        assertThat(value(det(four)).item()).isCloseTo(-63, within(1e-12));
    }

    @Test
    void convolutionsAndPooling() {
        Node signal = reshape(constant(Tensor.of(1, 2, 3, 4)), 1, 1, 4);
        Node kernel = reshape(constant(Tensor.of(1, -1)), 1, 1, 2);
        is(conv1d(signal, kernel), "[1×1×3] −1 −1 −1");
        is(conv1d(signal, kernel, Window.stride(2).pad(1), 1), "[1×1×3] −1 −1 4");
        is(conv1d(signal, kernel, Window.PLAIN.dilate(3), 1), "[1×1×1] −3");
        Node image = reshape(constant(Tensor.of(1, 2, 3, 4, 5, 6, 7, 8, 9)), 1, 1, 3, 3);
        Node cross = reshape(constant(Tensor.of(1, 0, 0, 1)), 1, 1, 2, 2);
        is(conv2d(image, cross), "[1×1×2×2] 6 8 12 14");
        is(conv2d(image, cross, Window.stride(2), 1), "[1×1×1×1] 6");
        is(maxPool(signal, 2), "[1×1×2] 2 4");
        is(maxPool(signal, 1), "[1×1×4] 1 2 3 4");
        is(maxPool(signal, Window.stride(1).dilate(2), 2), "[1×1×2] 3 4");
        Node channels = reshape(constant(Tensor.of(1, 2, 3, 4, 5, 6, 7, 8)), 1, 4, 2);
        Node grouped = reshape(constant(Tensor.of(1, 0, 0, 1, 1, 1, 0, 0)), 2, 2, 2);
        is(conv1d(channels, grouped, Window.PLAIN, 2), "[1×2×1] 5 11");
        is(maxPool(image, Window.stride(1), 2, 2), "[1×1×2×2] 5 6 8 9");
        is(maxPool(signal.neg(), Window.stride(2).pad(1), 2), "[1×1×3] −1 −2 −4");
        is(averagePool(signal, 2), "[1×1×2] 1.5 3.5");
        is(averagePool(signal, Window.stride(2).pad(1), 2), "[1×1×3] 0.5 2.5 2");
    }

    @Test
    void errors() {
        Node p = constant(Tensor.of(new double[][] {{0.5, 0.5}, {0.25, 0.75}}));
        Node y = constant(Tensor.of(new double[][] {{1, 0}, {0, 1}}));
        double expected = -(Math.log(0.5) + Math.log(0.75)) / 2;
        near(crossEntropy(p, y), expected);
        near(crossEntropy(p, indices(0, 1)), expected);
        near(softmaxCrossEntropy(log(p), y), expected);
        near(softmaxCrossEntropy(log(p), indices(0, 1)), expected);
        near(logLoss(constant(Tensor.of(0.5, 0.75)), constant(Tensor.of(1, 1))), expected);
        near(meanSquaredError(V, V.add(2)), 4);
    }

    @Test
    void stopsAndRandomNumbers() {
        is(stopGradient(V), "[3] 1 2 4");
        Node step = constant(Tensor.indices(Shape.SCALAR, 3));
        assertThat(value(uniform(Shape.of(2), 9, step)).toDoubles())
                .isEqualTo(UniformTest.numbers(9, 3, 2));
        is(dropout(V, 0, 9, step), "[3] 1 2 4");
        assertThat(input("c", Kind.INDEX, Shape.of(2)).kind()).isEqualTo(Kind.INDEX);
    }
}
