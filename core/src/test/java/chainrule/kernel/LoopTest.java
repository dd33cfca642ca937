package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Leaf;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTest {
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
            pair.plain().loop(leaf).run(a, at, b, 2 * at, c, 3 * at, expected, 4 * at, n);
            pair.other().loop(leaf).run(a, at, b, 2 * at, c, 3 * at, actual, 4 * at, n);
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
        pair.plain().loop(leaf).run(a, 3, b, 3, c, 3, expected, 3, 101);
        A over = pair.copy(operand == 0 ? a : operand == 1 ? b : c);
        pair.other()
                .loop(leaf)
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
        pair.other().loop(leaf).run(a, 1, b, 2, c, 3, first, 4, 90);
        long[] expected = pair.bits(first);
        for (int call = 2; call <= 10_000; call++) {
            pair.other().loop(leaf).run(a, 1, b, 2, c, 3, later, 4, 90);
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
        pair.other().loop(leaf).run(a, 0, b, 0, c, 0, y, 0, n);
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
}
