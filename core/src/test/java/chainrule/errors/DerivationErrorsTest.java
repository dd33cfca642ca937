package chainrule.errors;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.derivation.Derivation;
import chainrule.eval.Feed;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where there is nothing to derive.
class DerivationErrorsTest {
    private final Node x = input("x", 3);
    private final Node w = parameter("w", 3);
    private final Node e = sum(tanh(x.mul(w))).named("E");
    private final Feed feed = Feed.of(x, Tensor.of(1, 2, 3)).and(w, Tensor.of(0.1, 0.2, 0.3));

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void ofWhatIsNotAScalar() {
        refused(
                () -> Derivation.of(x.mul(w), w),
                """
                a derivation is of one real number, and this is REAL [3]:
                  x ⊙ w
                take its mean(…) or sum(…), or one of its entries\
                """);
        refused(
                () -> Derivation.of(less(e, constant(0)), w),
                """
                a derivation is of one real number, and this is BOOL []:
                  E < 0
                derive one of the numbers that it is made of\
                """);
    }

    @Test
    void withRespectToWhatIsNoPart() {
        Node other = parameter("w", 3);
        refused(
                () -> Derivation.of(e, other),
                "'w' is not part of E, so there is no derivative with respect to it; is it the node that the formula was built with?");
    }

    @Test
    void withRespectToWhatHasNoDerivatives() {
        Node two = constant(2);
        refused(
                () -> Derivation.of(e.mul(two), two),
                "2 is a constant; make it an input or a parameter to see its derivative");
        Node which = input("class", Kind.INDEX, Shape.of(3));
        refused(
                () -> Derivation.of(e, which),
                "'class' holds entries of kind INDEX, and only real numbers have derivatives");
    }

    @Test
    void atTheTapeOfAnotherFormula() {
        Tape other = Tape.record(sum(x.mul(w)), feed);
        refused(
                () -> Derivation.of(e, w).at(other),
                "the tape has the values of Σ(x ⊙ w), and what is derived is no part of that: E; record that one, Tape.record(e, …)");
    }

    @Test
    void toNumbersOfNoDigits() {
        for (int digits : new int[] {0, 18}) {
            refused(
                    () -> Derivation.of(e, w).digits(digits),
                    "numbers have 1 to 17 significant digits, and %d were asked for"
                            .formatted(digits));
        }
    }
}
