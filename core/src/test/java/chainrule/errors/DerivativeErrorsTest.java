package chainrule.errors;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.grad.Backward;
import chainrule.grad.Gradient;
import chainrule.grad.Partial;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Notation;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.graph.SourceLines;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.tape.GradientCheck;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where there is no derivative.
class DerivativeErrorsTest {
    private final Node x = input("x", 3);
    private final Node w = parameter("w", 3);
    private final Node e = sum(tanh(x.mul(w)));
    private final Feed feed = Feed.of(x, Tensor.of(1, 2, 3)).and(w, Tensor.of(0.1, 0.2, 0.3));

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void ofWhatIsNotAScalar() {
        String message =
                """
                a gradient is taken of one real number, and this is REAL [3]:
                  x ⊙ w
                take its mean(…) or sum(…), or give a seed in its shape\
                """;
        refused(() -> Gradient.of(x.mul(w), w), message);
        refused(() -> Tape.record(x.mul(w), feed).backward(), message);
    }

    @Test
    void ofATruthValue() {
        refused(
                () -> Gradient.of(less(e, constant(0)), w),
                """
                a gradient is taken of one real number, and this is BOOL []:
                  Σ(tanh(x ⊙ w)) < 0
                differentiate the numbers that it is made of\
                """);
    }

    @Test
    void withASeedOfAnotherShape() {
        refused(
                () -> Backward.of(x.mul(w), input("seed", 2)),
                """
                a seed has the kind and shape of what is differentiated
                  REAL [3]  x ⊙ w
                  REAL [2]  seed\
                """);
        refused(
                () -> Backward.of(x.mul(w), input("seed", Kind.BOOL, Shape.of(3))),
                """
                a seed has the kind and shape of what is differentiated
                  REAL [3]  x ⊙ w
                  BOOL [3]  seed\
                """);
    }

    @Test
    void withRespectToWhatIsNoPart() {
        Node other = parameter("w", 3);
        refused(
                () -> Gradient.of(e, other),
                "'w' is not part of Σ(tanh(x ⊙ w)), so there is no derivative with respect to it; is it the node that the formula was built with?");
        refused(
                () -> Partial.of(tanh(e), tanh(x)),
                "'tanh(x)' is not part of tanh(Σ(tanh(x ⊙ w))), so there is no derivative with respect to it; is it the node that the formula was built with?");
    }

    @Test
    void withRespectToWhatIsNoPartWithItsLine() {
        int line = Lines.here() + 1;
        Node other = SourceLines.record(() -> parameter("w", 3));
        refused(
                () -> Gradient.of(e, other),
                "'w' (DerivativeErrorsTest.java:%d) is not part of Σ(tanh(x ⊙ w)), so there is no derivative with respect to it; is it the node that the formula was built with?"
                        .formatted(line));
    }

    @Test
    void withRespectToAConstant() {
        Node two = constant(2);
        refused(
                () -> Gradient.of(e.mul(two), two),
                "2 is a constant; make it an input or a parameter to see its derivative");
    }

    @Test
    void withRespectToAnIndex() {
        Node which = input("class", Kind.INDEX, Shape.of(3));
        refused(
                () -> Gradient.of(e, which),
                "'class' holds entries of kind INDEX, and only real numbers have derivatives");
    }

    @Test
    void alongAnEdgeThatIsNoPart() {
        Gradients gradients = Tape.record(e, feed).backward();
        Edge other = Edge.of(x.mul(w), 0);
        refused(
                () -> gradients.along(other),
                "no derivative comes back along x → x ⊙ w: 'x ⊙ w' is not part of Σ(tanh(x ⊙ w)), so there is no derivative with respect to it; is it the node that the formula was built with?");
    }

    @Test
    void alongAnEdgeToATruthValue() {
        Node positive = less(constant(0), w);
        Node chosen = sum(Leaf.WHERE.apply(positive, w, x));
        Gradients gradients = Tape.record(chosen, feed).backward();
        refused(
                () -> gradients.along(Edge.of(positive, 1)),
                "no derivative comes back along w → 0 < w: '0 < w' holds entries of kind BOOL, and only real numbers have derivatives");
        refused(
                () -> gradients.along(Edge.of(chosen.inputs().get(0), 0)),
                "no derivative comes back along 0 < w → where(0 < w, w, x): '0 < w' holds entries of kind BOOL, and only real numbers have derivatives");
        refused(
                () -> gradients.local(Edge.of(positive, 1)),
                "only real numbers have derivatives, and w → 0 < w joins others");
    }

    @Test
    void theDiagonalOfWhatIsNotElementwise() {
        Gradients gradients = Tape.record(e, feed).backward();
        refused(
                () -> gradients.local(Edge.of(e, 0)).diagonal(),
                "tanh(x ⊙ w) → Σ(tanh(x ⊙ w)) is not element-wise, so it has no diagonal; see entry(…) and jacobian()");
    }

    @Test
    void aJacobianThatIsTooLarge() {
        Node large = parameter("large", 65);
        Node weights = parameter("M", 65, 65);
        Node sums = tanh(large.matmul(weights));
        Node moved = large.mul(sums);
        Gradients gradients =
                Tape.record(
                                sum(moved),
                                Feed.of(large, Tensor.full(Shape.of(65), 1))
                                        .and(weights, Tensor.full(Shape.of(65, 65), 0.01)))
                        .backward();
        refused(
                () -> gradients.local(Edge.of(moved, 0)).jacobian(),
                "the Jacobian of large → large ⊙ tanh(large·M) would have 65 × 65 entries; up to 4096 are given, and entry(i, j) gives any one");
    }

    @Test
    void aCompositeThatUsesAParameterThatIsNoOperand() {
        Composite scaled = Composite.of("scaled", a -> a.mul(w));
        refused(
                () -> scaled.apply(x),
                "scaled: its definition uses 'w', which is no operand; make it one, so that derivatives reach it");
        Composite centred = Composite.of("centred", a -> a.mul(w).sub(mean(a)));
        refused(
                () -> centred.apply(x),
                "centred: its definition uses 'w', which is no operand; make it one, so that derivatives reach it");
        Composite ruled =
                Composite.of("ruled", Notation.function("ruled", 1), a -> a.mul(w), (a, y) -> w);
        refused(
                () -> ruled.apply(x),
                "ruled: its definition uses 'w', which is no operand; make it one, so that derivatives reach it");
    }

    @Test
    void anOpaqueOperationThatSaysItsRuleIsItsDefinition() {
        Opaque undefined = new Opaque.Scalar("undefined", Math::exp, new Rule.Definition());
        refused(
                () -> Gradient.of(sum(undefined.apply(x)), x),
                "undefined has no definition to differentiate; its rule() must be partials, a pullback or a refusal");
    }

    @Test
    void aRuleWithTooFewPartialsIsRefusedOnAnEdgeToo() {
        Opaque none = new Opaque.Scalar("none", Math::exp, (Rule.Partials) (a, y) -> List.of());
        refused(
                () -> Backward.local(Edge.of(none.apply(x), 0)),
                "the derivative rule of none gave 0 partials in none(x); it must give one for each of 1 operands");
    }

    @Test
    void theSecondDerivativeOfALambda() {
        Opaque cube = Opaque.of("cube", v -> v * v * v, v -> 3 * v * v);
        Node slope = sum(Gradient.of(sum(cube.apply(x)), x));
        refused(
                () -> Gradient.of(slope, x),
                "cube′(x) has no derivative: it was given as a lambda of numbers; give the derivative of 'cube' as nodes: Opaque.of(name, value, (x, y) -> …)");
    }

    @Test
    void aRuleThatGivesAnotherShape() {
        refused(
                () -> Gradient.of(sum(new Wrong().apply(x)), x),
                """
                the derivative rule of wrong gave [2] for operand 0, which is [3]; it must give that shape, or one that it is stretched to
                  half\
                """);
    }

    /// The identity with a wrong transpose.
    private record Wrong() implements Structural {
        @Override
        public String label() {
            return "wrong";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return x.get(0);
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return input("half", 2);
        }

        @Override
        public Notation notation(Node y) {
            return Notation.function("wrong", 1);
        }
    }

    @Test
    void aWrongDerivativeIsFound() {
        Composite wrong =
                Composite.of(
                        "wrong", Notation.function("wrong", 1), a -> a.mul(a), (a, y) -> a.mul(3));
        refused(
                () -> GradientCheck.of(a -> sum(wrong.apply(a))).at(Tensor.of(0, 0.5)).run(),
                "the first derivative of Σ(wrong(x)) with respect to 'x' at position 1 is 1.5, and differences give 1");
        Opaque cube =
                Opaque.of(
                        "cube",
                        v -> v * v * v,
                        (v, y) -> Opaque.of("slope", u -> 3 * u * u, u -> u).apply(v));
        GradientCheck.of(a -> sum(cube.apply(a))).at(Tensor.of(0.5)).run();
        refused(
                () -> GradientCheck.of(a -> sum(cube.apply(a))).at(Tensor.of(1)).order(2).run(),
                "the second derivative of Σ(cube(x)) with respect to 'x' at position 0 is 1.23087819, and differences give 7.38526914");
    }

    @Test
    void anOrderThatIsNotChecked() {
        refused(
                () -> GradientCheck.of(e, feed).order(5),
                "derivatives are checked up to order 1 to 4, and 5 was asked for");
    }
}
