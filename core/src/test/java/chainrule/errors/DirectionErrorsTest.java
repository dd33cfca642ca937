package chainrule.errors;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.eval.FeedException;
import chainrule.eval.Interpreter;
import chainrule.grad.Derivatives;
import chainrule.grad.Forward;
import chainrule.grad.Gradient;
import chainrule.grad.Partial;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Notation;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.tape.GradientCheck;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where no derivative goes forward, and where there is no Jacobian or
/// Hessian.
class DirectionErrorsTest {
    private final Node x = input("x", 3);
    private final Node v = input("v", 3);
    private final Node w = parameter("w", 3);
    private final Node e = sum(tanh(x.mul(w)));

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void aTangentOfAnotherShapeOrKind() {
        String shape =
                """
                a tangent has the kind and shape of its node
                  REAL [3]  x
                  REAL [2]  ẋ\
                """;
        Node two = input("ẋ", 2);
        refused(() -> Derivatives.jvp(e, Map.of(x, two)), shape);
        refused(() -> Derivatives.directional(e, Map.of(x, two)), shape);
        refused(() -> Derivatives.hessianVector(e, Map.of(x, two)), shape);
        refused(() -> Forward.of(e, Map.of(x, two)), shape);
        refused(
                () -> Derivatives.jvp(e, Map.of(x, input("ẋ", Kind.BOOL, Shape.of(3)))),
                """
                a tangent has the kind and shape of its node
                  REAL [3]  x
                  BOOL [3]  ẋ\
                """);
    }

    @Test
    void aTangentOfWhatHasNone() {
        Node which = input("class", Kind.INDEX, Shape.of(3));
        refused(
                () -> Derivatives.jvp(e, Map.of(which, v)),
                "'class' holds entries of kind INDEX, and only real numbers have derivatives");
        Node two = constant(2);
        refused(
                () -> Derivatives.jvp(e.mul(two), Map.of(two, constant(1))),
                "2 is a constant; make it an input or a parameter to see its derivative");
        Node positive = less(constant(0), x);
        refused(
                () -> Derivatives.jvp(positive, Map.of(x, v)),
                "'0 < x' holds entries of kind BOOL, and only real numbers have derivatives");
        refused(
                () -> Derivatives.vjp(positive, List.of(x), v),
                "'0 < x' holds entries of kind BOOL, and only real numbers have derivatives");
        refused(
                () -> Forward.of(positive, Map.of(x, v)).tangent(positive),
                "'0 < x' holds entries of kind BOOL, and only real numbers have derivatives");
        refused(
                () -> Partial.of(positive, x),
                "'0 < x' holds entries of kind BOOL, and only real numbers have derivatives");
    }

    @Test
    void whatIsNoPart() {
        String message =
                "'w' is not part of Σ(tanh(x ⊙ w)), so there is no derivative with respect to it; is it the node that the formula was built with?";
        Node other = parameter("w", 3);
        refused(() -> Derivatives.jvp(e, Map.of(x, v, other, v)), message);
        refused(() -> Derivatives.directional(e, Map.of(other, v)), message);
        refused(() -> Derivatives.jacobian(e, other), message);
        refused(() -> Derivatives.hessian(e, other), message);
        refused(() -> Derivatives.hessianVector(e, Map.of(other, v)), message);
        refused(() -> Derivatives.vjp(e, List.of(x, other), constant(1)), message);
        refused(
                () -> Partial.of(x.mul(w), other),
                "'w' is not part of x ⊙ w, so there is no derivative with respect to it; is it the node that the formula was built with?");
        refused(
                () -> Forward.of(List.of(e, x.mul(w)), Map.of(x, v)).tangent(other),
                "'w' is not part of Σ(tanh(x ⊙ w)), x ⊙ w, so its tangent is not known; is it the node that the formula was built with?");
    }

    @Test
    void aJacobianOrAHessianWithOpenSizes() {
        Node points = input("points", BATCH, 2);
        Node y = tanh(points);
        refused(
                () -> Derivatives.jacobian(y, points),
                "the Jacobian of tanh(points) [batch×2] with respect to 'points' [batch×2] would have open sizes on both sides; take vjp(…) or jvp(…), or its numbers where values are known: Tape.record(…).jacobian(y, x)");
        refused(
                () -> Derivatives.hessian(sum(y), points),
                "the Hessian of Σ(tanh(points)) with respect to 'points' [batch×2] would have an open size twice; take hessianVector(…), or its numbers where values are known: Tape.record(e, …).hessian(x)");
    }

    @Test
    void secondDerivativesOfWhatIsNotAScalar() {
        String message =
                """
                a Hessian is taken of one real number, and this is REAL [3]:
                  x ⊙ w
                take its mean(…) or sum(…)\
                """;
        refused(() -> Derivatives.hessian(x.mul(w), x), message);
        refused(() -> Derivatives.hessianVector(x.mul(w), Map.of(x, v)), message);
        refused(
                () -> Derivatives.directional(x.mul(w), Map.of(x, v)),
                """
                a directional derivative is taken of one real number, and this is REAL [3]:
                  x ⊙ w
                take its mean(…) or sum(…), or its jvp(…)\
                """);
        refused(
                () -> Derivatives.hessian(less(e, constant(0)), x),
                """
                a Hessian is taken of one real number, and this is BOOL []:
                  Σ(tanh(x ⊙ w)) < 0
                differentiate the numbers that it is made of\
                """);
    }

    @Test
    void theNumbersOfAJacobianOfWhatIsNoPartOrWasNotFed() {
        Tape tape = Tape.record(e, Feed.of(x, Tensor.of(1, 2, 3)).and(w, Tensor.of(4, 5, 6)));
        refused(
                () -> tape.jacobian(tanh(x), w),
                "'w' is not part of tanh(x), so there is no derivative with respect to it; is it the node that the formula was built with?");
        assertThatThrownBy(() -> tape.jacobian(e, v))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessageStartingWith("no value for 'v' [3]; fed were: ");
        Tape ofTensor = Tape.record(x.mul(2), Feed.of(x, Tensor.of(1, 2, 3)));
        refused(
                () -> ofTensor.hessian(x),
                """
                a Hessian is taken of one real number, and this is REAL [3]:
                  x · 2
                take its mean(…) or sum(…)\
                """);
    }

    @Test
    void throughALambdaWithoutADerivative() {
        Opaque cube = Opaque.of("cube", a -> a * a * a, a -> 3 * a * a);
        Node slope = Gradient.of(sum(cube.apply(x)), x);
        refused(
                () -> Derivatives.jvp(slope, Map.of(x, v)),
                "cube′(x) has no derivative, so no tangent goes forward through it: it was given as a lambda of numbers; give the derivative of 'cube' as nodes: Opaque.of(name, value, (x, y) -> …)");
        assertThat(Interpreter.evaluate(Derivatives.jvp(cube.apply(x), Map.of(x, v)), fed()))
                .isEqualTo(Tensor.of(3, 24, 81));
    }

    private Feed fed() {
        return Feed.of(x, Tensor.of(1, 2, 3)).and(v, Tensor.of(1, 2, 3));
    }

    /// An operation that takes gradients back by a function that has no derivative itself.
    @Test
    void throughAPullbackThatHasNoTranspose() {
        Opaque halved = new Opaque.Scalar("halved", a -> a / 2, new Rule.Refused("it is native"));
        Composite half = new Ruled("half", a -> a.div(2), (_, g) -> halved.apply(g));
        Node y = half.apply(x);
        refused(
                () -> Derivatives.jvp(y, Map.of(x, v)),
                "no tangent goes forward through half(x): the derivative rule of half cannot be transposed, since halved(ȳ) has no derivative: it is native");
        GradientCheck.of(sum(y), Feed.of(x, Tensor.of(1, 2, 3))).run();
    }

    @Test
    void throughAPullbackThatIsNotLinear() {
        Composite positive = new Ruled("positive", a -> a, (_, g) -> maximum(g, constant(0)));
        refused(
                () -> Derivatives.jvp(positive.apply(x), Map.of(x, v)),
                """
                no tangent goes forward through positive(x): the derivative rule of positive is not linear, by its form, in the gradient ȳ that arrives
                  maximum(ȳ, 0)\
                """);
    }

    @Test
    void aRuleThatGivesAnotherShape() {
        Composite wrong = new Ruled("wrong", a -> a, (_, g) -> sum(g));
        refused(
                () -> Derivatives.jvp(wrong.apply(x), Map.of(x, v)),
                """
                the derivative rule of wrong gave [] for operand 0, which is [3]; it must give that shape, or one that it is stretched to
                  Σ(ȳ)\
                """);
        Composite tall =
                Composite.of(
                        "tall",
                        Notation.function("tall", 1),
                        a -> a,
                        (a, y) -> constant(Tensor.full(Shape.of(2, 1), 1)));
        refused(
                () -> Derivatives.jvp(tall.apply(x), Map.of(x, v)),
                """
                the derivative rule of tall gave a partial of [2×1] for tall(x), which is [3]; it must have that shape, or one that is stretched to it
                  const[2×1]\
                """);
    }

    /// A composite with any pullback.
    private record Ruled(String label, UnaryOperator<Node> of, Rule.Pullback rule)
            implements Composite {
        @Override
        public Node definition(ImmutableList<Node> x) {
            return of.apply(x.get(0));
        }
    }

    /// Entries moved by one place, and back; the way back, which is right, says that its own way
    /// back is to move on. So reverse mode is right, and what is made of its transpose is not.
    private record Turned(boolean back) implements Structural {
        @Override
        public String label() {
            return back ? "turned_back" : "turned";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            int n = y.size();
            return Tensor.generate(y, Kind.REAL, i -> x.get(0).get((i + (back ? 1 : n - 1)) % n));
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return new Turned(true).apply(g);
        }
    }

    @Test
    void whatDiffersForwardAndBackward() {
        Node y = sum(new Turned(false).apply(x).mul(w));
        Feed feed = Feed.of(x, Tensor.of(1, 2, 3)).and(w, Tensor.of(4, 5, 60));
        refused(
                () -> GradientCheck.of(y, feed).run(),
                "the first derivative of Σ(turned(x) ⊙ w) along a random direction of 'x', 'w' is 68.5682405 by reverse mode, and 86.0097303 by forward mode");
    }
}
