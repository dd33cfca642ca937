package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.graph.Leaf;
import chainrule.kernel.Chain.Link;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChainTest {
    private static final int LENGTH = 400;

    static Stream<Sets.Pair<?>> pairs() {
        return Sets.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void allLengthsAndPlacesHaveTheBitsOfSingleNumbers(Sets.Pair<?> pair) {
        for (Leaf leaf : Leaf.values()) {
            lengthsAndPlaces(pair, leaf);
        }
    }

    private static <A> void lengthsAndPlaces(Sets.Pair<A> pair, Leaf leaf) {
        for (int n = 0; n <= 70; n++) {
            A a = pair.numbers(LENGTH, n);
            A b = pair.numbers(LENGTH, n + 1000);
            A c = pair.numbers(LENGTH, n + 2000);
            A expected = pair.ordinary(LENGTH, 7);
            A actual = pair.ordinary(LENGTH, 7);
            int at = n % 5;
            Loop.of(pair.plain(), leaf).run(a, at, b, 2 * at, c, 3 * at, expected, 4 * at, n);
            Loop.of(pair.other(), leaf).run(a, at, b, 2 * at, c, 3 * at, actual, 4 * at, n);
            assertThat(pair.bits(actual)).as(leaf + " of " + n).isEqualTo(pair.bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aResultMayBeWrittenOverAnyOperand(Sets.Pair<?> pair) {
        for (Leaf leaf : Leaf.values()) {
            for (int operand = 0; operand < 3; operand++) {
                inPlace(pair, leaf, operand);
            }
        }
    }

    private static <A> void inPlace(Sets.Pair<A> pair, Leaf leaf, int operand) {
        A a = pair.numbers(LENGTH, 1);
        A b = pair.numbers(LENGTH, 2);
        A c = pair.numbers(LENGTH, 3);
        A expected = pair.copy(operand == 0 ? a : operand == 1 ? b : c);
        Loop.of(pair.plain(), leaf).run(a, 3, b, 3, c, 3, expected, 3, 101);
        A over = pair.copy(operand == 0 ? a : operand == 1 ? b : c);
        Loop.of(pair.other(), leaf)
                .run(
                        operand == 0 ? over : a,
                        3,
                        operand == 1 ? over : b,
                        3,
                        operand == 2 ? over : c,
                        3,
                        over,
                        3,
                        101);
        assertThat(pair.bits(over)).as(leaf + " over " + operand).isEqualTo(pair.bits(expected));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstCallHasTheBitsOfAllLaterOnes(Leaf leaf) {
        always(Sets.pairs().toList().get(2), leaf);
        always(Sets.pairs().toList().get(3), leaf);
    }

    private static <A> void always(Sets.Pair<A> pair, Leaf leaf) {
        A a = pair.numbers(LENGTH, 4);
        A b = pair.numbers(LENGTH, 5);
        A c = pair.numbers(LENGTH, 6);
        A first = pair.plain().allocate(LENGTH);
        A later = pair.plain().allocate(LENGTH);
        Loop.of(pair.other(), leaf).run(a, 1, b, 2, c, 3, first, 4, 90);
        long[] expected = pair.bits(first);
        for (int call = 2; call <= 10_000; call++) {
            Loop.of(pair.other(), leaf).run(a, 1, b, 2, c, 3, later, 4, 90);
            if (call % 100 == 0) {
                assertThat(pair.bits(later)).as(leaf + ", call " + call).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesAreWithinTheErrorOfTheirFunctionOfTheLeaf(Leaf leaf) {
        near(Sets.floats(), leaf);
        near(Sets.doubles(), leaf);
    }

    private static <A> void near(Sets.Pair<A> pair, Leaf leaf) {
        boolean single = pair.plain() instanceof FloatKernels;
        double allowed = allowed(leaf);
        int n = 20_000;
        A a = pair.numbers(n, 11);
        A b = pair.numbers(n, 12);
        A c = pair.numbers(n, 13);
        A y = pair.plain().allocate(n);
        Loop.of(pair.other(), leaf).run(a, 0, b, 0, c, 0, y, 0, n);
        for (int i = 0; i < n; i++) {
            double x = pair.plain().get(a, i);
            double exact = leaf.value(x, pair.plain().get(b, i), pair.plain().get(c, i));
            double expected = single ? (float) exact : exact;
            double actual = pair.plain().get(y, i);
            if (Double.isNaN(expected) || expected == actual) {
                assertThat(Double.compare(actual + 0.0, expected + 0.0))
                        .as(leaf + " of " + x)
                        .isZero();
                continue;
            }
            double size = Math.min(Math.abs(expected), single ? Float.MAX_VALUE : Double.MAX_VALUE);
            double ulp = single ? Math.ulp((float) size) : Math.ulp(size);
            double bounded = Math.clamp(actual, -2 * size, 2 * size);
            assertThat(Math.abs(bounded - (Double.isInfinite(exact) ? bounded : exact)))
                    .as("%s of %s: %s, not %s", leaf, x, actual, expected)
                    .isLessThanOrEqualTo(allowed * ulp)
                    .matches(_ -> !Double.isInfinite(expected) || Double.isInfinite(actual));
        }
    }

    /// Units of the last digit. Sums and the like are rounded once, which is to be half a unit; of
    /// a double that is computed by the same operation nothing is left.
    private static double allowed(Leaf leaf) {
        return switch (leaf) {
            case EXP, EXPM1, LOG, LOG1P, TANH -> 4;
            case POW, SIN, COS, ATAN, ERF -> 1;
            case ADD, SUB, MUL, DIV, NEG, MAXIMUM, MINIMUM, SQRT, ABS, SIGN, FLOOR, ROUND -> 0.5;
            case LESS, LESS_EQUAL, EQUAL, AND, OR, NOT, TO_REAL, WHERE -> 0;
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aChainHasTheBitsOfItsOperationsOneAfterAnother(Sets.Pair<?> pair) {
        for (int seed = 0; seed < 100; seed++) {
            oneAfterAnother(pair, seed);
        }
    }

    /// Some operands, up to 12 random operations on values that are there, and of all values every
    /// third is written, one of them over an operand.
    private static <A> void oneAfterAnother(Sets.Pair<A> pair, int seed) {
        Random random = new Random(seed);
        int operands = 1 + random.nextInt(4);
        int n = random.nextInt(80);
        List<A> expected = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            expected.add(pair.numbers(LENGTH, 100L * seed + i));
        }
        List<A> arrays = new ArrayList<>();
        expected.forEach(x -> arrays.add(pair.copy(x)));
        ImmutableList.Builder<Link> links = ImmutableList.builder();
        int all = operands + 1 + random.nextInt(12);
        for (int value = operands; value < all; value++) {
            Leaf leaf = Sets.leaves().get(random.nextInt(Sets.leaves().size()));
            int before = value;
            ImmutableList<Integer> x =
                    Stream.generate(() -> random.nextInt(before))
                            .limit(Operands.count(leaf))
                            .collect(ImmutableList.toImmutableList());
            links.add(new Link(leaf, x));
            A y = pair.plain().allocate(LENGTH);
            Loop.of(pair.plain(), leaf)
                    .run(
                            expected.get(x.get(0)),
                            2,
                            expected.get(x.get(x.size() > 1 ? 1 : 0)),
                            2,
                            expected.get(x.get(x.size() - 1)),
                            2,
                            y,
                            2,
                            n);
            expected.add(y);
        }
        List<Integer> results = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            places.addAll(List.of(i, 2, 0));
        }
        for (int value = operands; value < all; value += 3) {
            results.add(value);
            places.addAll(List.of(results.size() == 1 ? 0 : arrays.size(), 2, 0));
            if (results.size() > 1) {
                arrays.add(pair.plain().allocate(LENGTH));
            }
        }
        pair.other()
                .chain(new Chain(operands, links.build(), ImmutableList.copyOf(results)))
                .run(Loop.erased(arrays.toArray()), Ints.toArray(places), 0, n);
        for (int i = 0; i < results.size(); i++) {
            A actual = arrays.get(places.get(3 * (operands + i)));
            assertThat(Arrays.copyOfRange(pair.bits(actual), 2, 2 + n))
                    .as("value %d of %s", results.get(i), links.build())
                    .isEqualTo(
                            Arrays.copyOfRange(pair.bits(expected.get(results.get(i))), 2, 2 + n));
        }
    }

    /// An operation whose method had another name than its leaf would be one of these.
    @Test
    void theseGoBySingleNumbersOnly() {
        assertThat(
                        Stream.of(Leaf.values())
                                .filter(leaf ->
                                        Sets.floats().other().vectorOperations(leaf).isEmpty()))
                .containsExactly(Leaf.POW, Leaf.SIN, Leaf.COS, Leaf.ATAN, Leaf.ERF);
    }

    @Test
    void rowsBeginWhereTheirPlacesSay() {
        float[] x = {0, 1, 2, 3, 4, 5, 6, 7};
        float[] w = {10, 20};
        float[] y = new float[8];
        new FloatKernels()
                .chain(Chain.of(Leaf.MUL))
                .run(new float[][] {x, w, y}, new int[] {0, 1, 2, 1, 0, 0, 2, 0, 2}, 2, 2);
        assertThat(y).containsExactly(0, 0, 0, 0, 50, 120, 0, 0);
    }

    @Test
    void aLinkThatUsesWhatIsNotThereIsRefused() {
        Link link = new Link(Leaf.NEG, ImmutableList.of(1));
        assertThatThrownBy(() -> new Chain(1, ImmutableList.of(link), ImmutableList.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("link 0 uses 1");
    }

    @Test
    void whereNoClassCanBeDefinedALoopIsPlain() {
        Chain chain =
                new Chain(
                        2,
                        ImmutableList.of(
                                new Link(Leaf.MUL, ImmutableList.of(0, 1)),
                                new Link(Leaf.NEG, ImmutableList.of(2))),
                        ImmutableList.of(3, 2));
        double[][] arrays = {{0, 1, 2, 3, 4, 5}, {10, 20}, {0, 0, 0, 0}};
        int[] places = {0, 1, 2, 1, 0, 0, 2, 0, 2, 0, 0, 2};
        SingleChain<double[]> loop =
                new SingleChain<>(new PlainLoop<>(new DoubleKernels(), chain, "no classes here"));
        loop.run(arrays, places, 1, 2);
        assertThat(arrays[2]).containsExactly(0, 0, -30, -80);
        assertThat(arrays[0]).containsExactly(0, 1, 30, 80, 4, 5);
        assertThat(loop.hindrance()).hasValue("no classes here");
    }

    @Test
    void aLoopOfBytecodeHasNoHindrance() {
        assertThat(new FloatKernels().chain(Chain.of(Leaf.EXP)).hindrance()).isEmpty();
        assertThat(AllKernels.doubles().chain(Chain.of(Leaf.EXP)).hindrance()).isEmpty();
    }

    @Test
    void chainsThatDoTheSameShareALoop() {
        FloatKernels kernels = new FloatKernels();
        assertThat(kernels.chain(Chain.of(Leaf.EXP))).isSameAs(kernels.chain(Chain.of(Leaf.EXP)));
    }
}
