package outside;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.FeedException;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Notation;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.SourceLines;
import chainrule.graph.Structural;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.tape.GradientCheck;
import chainrule.tape.LocalDerivative;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What someone who is not of the library does to add operations of their own: one of each family
/// that is open. Nothing here is in a package of the library.
final class NewOperationsTest {
    /// A composite is one row.
    private static final Composite MISH = Composite.of("mish", x -> x.mul(tanh(softplus(x))));

    /// Entries moved along the last axis by so many places; what falls off the end is lost, and
    /// zeros come in. Its transpose moves them back.
    private record Shift(int places) implements Structural {
        @Override
        public String label() {
            return "shift";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            if (x.size() != 1 || x.get(0).shape().rank() == 0) {
                throw new ShapeException("shift: takes one operand with an axis, and not " + x);
            }
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            int columns = y.size(-1);
            return Tensor.generate(
                    y,
                    Kind.REAL,
                    i -> {
                        int from = i % columns - places;
                        return from >= 0 && from < columns ? x.get(0).get(i - places) : 0;
                    });
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return new Shift(-places).apply(g);
        }

        @Override
        public Notation notation(Node y) {
            return Notation.function("shift" + places, "\\operatorname{shift}_{" + places + "}", 1);
        }
    }

    /// The sine, with a derivative that is another lambda of numbers.
    private static final Opaque SINE = Opaque.of("sine", Math::sin, Math::cos);

    /// The bell curve y = exp(−x²), with its derivative in nodes: −2·x·y.
    private static final Opaque BELL =
            Opaque.of("bell", a -> Math.exp(-a * a), (x, y) -> x.mul(y).mul(-2));

    private static final Tensor WEIGHTS = Tensor.of(0.5, 2, -1);
    private static final Tensor PLACE = Tensor.of(-1, 0.25, 2);

    private static GradientCheck check(Operation operation) {
        return GradientCheck.of(x -> sum(operation.apply(x.mul(x)).mul(constant(WEIGHTS))))
                .at(PLACE);
    }

    private static LocalDerivative local(Operation operation) {
        Node x = input("x", 3);
        Node y = operation.apply(x);
        return Tape.record(sum(y), Feed.of(x, PLACE)).backward().local(Edge.of(y, x));
    }

    private static double[] values(Operation operation) {
        Node x = input("x", 3);
        return Interpreter.evaluate(operation.apply(x), Feed.of(x, PLACE)).toDoubles();
    }

    private static double mish(double a) {
        return a * Math.tanh(Math.log1p(Math.exp(a)));
    }

    @Test
    void aCompositeIsOneRow() {
        assertThat(values(MISH))
                .containsExactly(new double[] {mish(-1), mish(0.25), mish(2)}, within(1e-15));
        check(MISH).order(2).run();
        assertThat(Text.of(MISH.apply(input("x", 3)))).isEqualTo("mish(x)");
        assertThat(Text.latex(MISH.apply(input("x", 3)), 100))
                .isEqualTo("\\operatorname{mish}\\left(x\\right)");
    }

    /// mish′(x) = tanh(s) + x·(1 − tanh²(s))·σ(x), where s = softplus(x).
    @Test
    void itsLocalDerivativeComesFromItsDefinition() {
        LocalDerivative local = local(MISH);
        assertThat(local.isDiagonal()).isTrue();
        double t = Math.tanh(Math.log1p(Math.exp(2)));
        double expected = t + 2 * (1 - t * t) / (1 + Math.exp(-2));
        assertThat(local.diagonal().get(2)).isCloseTo(expected, within(1e-14));
        assertThat(local.entry(2, 2)).isEqualTo(local.diagonal().get(2));
        assertThat(local.entry(2, 1)).isZero();
    }

    @Test
    void aStructuralOperationIsARecord() {
        assertThat(values(new Shift(1))).containsExactly(0, -1, 0.25);
        assertThat(values(new Shift(-2))).containsExactly(2, 0, 0);
        check(new Shift(1)).order(2).run();
        check(new Shift(-2)).order(2).run();
        Node y = new Shift(1).apply(input("x", 3));
        assertThat(Text.of(y.named("moved"))).isEqualTo("moved");
        assertThat(Text.formula(y.named("moved"), 100)).isEqualTo("shift1(x)");
        assertThat(Text.latex(y, 100)).isEqualTo("\\operatorname{shift}_{1}\\left(x\\right)");
        assertThat(local(new Shift(1)).jacobian())
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}));
        assertThatThrownBy(() -> new Shift(1).apply(input("x")))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shift: takes one operand with an axis, and not [x []]");
    }

    @Test
    void anOpaqueOperationIsTwoLambdas() {
        assertThat(values(SINE)).containsExactly(Math.sin(-1), Math.sin(0.25), Math.sin(2));
        check(SINE).order(1).run();
        assertThat(local(SINE).diagonal())
                .isEqualTo(Tensor.of(Math.cos(-1), Math.cos(0.25), Math.cos(2)));
        assertThat(Text.of(SINE.apply(input("x")))).isEqualTo("sine(x)");
        assertThatThrownBy(() -> check(SINE).order(2).run())
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "sine′(x ⊙ x) has no derivative: it was given as a lambda of numbers; give"
                                + " the derivative of 'sine' as nodes:"
                                + " Opaque.of(name, value, (x, y) -> …)");
    }

    @Test
    void anOpaqueOperationWithADerivativeInNodesHasASecondOne() {
        assertThat(values(BELL)).containsExactly(Math.exp(-1), Math.exp(-0.0625), Math.exp(-4));
        check(BELL).order(2).run();
        Node x = input("x");
        Node y = BELL.apply(x);
        assertThat(Text.of(Gradient.of(y, x))).isEqualTo("x · bell(x) · (−2)");
    }

    @Test
    void aLambdaThatThrowsIsReportedWithItsNode() {
        Opaque refusing =
                Opaque.of(
                        "refusing",
                        a -> {
                            throw new IllegalStateException("not today");
                        },
                        (x, y) -> y);
        Node x = input("x");
        assertThatThrownBy(() -> Interpreter.evaluate(refusing.apply(x), Feed.of(x, 2)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "refusing in refusing(x) threw java.lang.IllegalStateException: not today\n"
                                + "  x = 2")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    /// An operation may say that its result has one shape, and give another.
    @Test
    void aValueOfAnotherShapeThanPromisedIsRefused() {
        Structural lying =
                new Structural() {
                    @Override
                    public String label() {
                        return "lying";
                    }

                    @Override
                    public Type type(ImmutableList<Node> x) {
                        return Type.real(Shape.of(2));
                    }

                    @Override
                    public Tensor value(Shape y, List<Tensor> x) {
                        return Tensor.of(1, 2, 3);
                    }

                    @Override
                    public Node transpose(Edge edge, Node g) {
                        return g;
                    }

                    @Override
                    public Notation notation(Node y) {
                        return Notation.function("lying", 1);
                    }
                };
        Node x = input("x");
        assertThatThrownBy(() -> Interpreter.evaluate(lying.apply(x), Feed.of(x, 1)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("lying in lying(x) gave REAL [3], and its type says REAL [2]\n  x = 1");
    }

    /// A rule that gives the wrong shape is named, and not what goes wrong later.
    @Test
    void aRuleThatGivesAnotherShapeIsRefused() {
        record Total() implements Composite {
            @Override
            public String label() {
                return "total";
            }

            @Override
            public Node definition(ImmutableList<Node> x) {
                return x.get(0).mul(2);
            }

            @Override
            public Rule rule() {
                return (Rule.Pullback) (edge, g) -> sum(g);
            }
        }
        Node x = input("x", 3);
        assertThatThrownBy(() -> Gradient.of(sum(new Total().apply(x)), x))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        """
                        the derivative rule of total gave [] for operand 0, which is [3]; it must give that shape, or one that it is stretched to
                          Σ(broadcast[3](1))\
                        """);
    }

    @Test
    void aRuleThatForgetsAnOperandIsRefused() {
        record Pair() implements Composite {
            @Override
            public String label() {
                return "pair";
            }

            @Override
            public Node definition(ImmutableList<Node> x) {
                return x.get(0).mul(x.get(1));
            }

            @Override
            public Rule rule() {
                return (Rule.Partials) (x, y) -> List.of(x.get(1));
            }
        }
        Node x = input("x", 3);
        assertThatThrownBy(() -> Gradient.of(sum(new Pair().apply(x, x)), x))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "the derivative rule of pair gave 1 partials in pair(x, x); it must give one"
                                + " for each of 2 operands");
    }

    @Test
    void aFormulaOfASharedNodeIsReadAsItIsWritten() {
        Node x = input("x", 3);
        Node y = MISH.apply(new Shift(1).apply(x)).add(SINE.apply(x).neg());
        assertThat(Text.of(y)).isEqualTo("mish(shift1(x)) + (−sine(x))");
    }

    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    private static String here(int line) {
        return "NewOperationsTest.java:" + line;
    }

    @Test
    void linesAreThoseOfTheFileThatWroteTheFormula() {
        int[] first = new int[1];
        Node y =
                SourceLines.record(() -> {
                    Node x = input("x", 2);
                    first[0] = line();
                    Node sum = x.add(1);
                    return MISH.apply(sum);
                });
        Node sum = y.inputs().get(0);
        assertThat(sum.inputs().get(0).line()).contains(here(first[0] - 1));
        assertThat(sum.line()).contains(here(first[0] + 1));
        assertThat(sum.inputs().get(1).line()).contains(here(first[0] + 1));
        assertThat(y.line()).contains(here(first[0] + 2));
        assertThat(y.named("y").line()).isEqualTo(y.line());
        assertThat(input("x").line()).isEmpty();
    }

    @Test
    void messagesNameTheLines() {
        int[] first = new int[1];
        Node[] x = new Node[2];
        assertThatThrownBy(() ->
                        SourceLines.record(() -> {
                            first[0] = line();
                            x[0] = input("x", 2);
                            x[1] = input("y", 3);
                            return x[0].add(x[1]);
                        }))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "add: shapes must broadcast: from the right, each pair of sizes equal or one"
                                + " of them 1\n  [2]  x  (%s)\n  [3]  y  (%s)",
                        here(first[0] + 1), here(first[0] + 2));
        assertThatThrownBy(() -> Feed.of(x[0], Tensor.of(1, 2, 3)))
                .isInstanceOf(FeedException.class)
                .hasMessage("'x' (%s) is [2], and the value fed is [3]", here(first[0] + 1));
        assertThatThrownBy(() -> Interpreter.evaluate(x[0], Feed.empty()))
                .isInstanceOf(FeedException.class)
                .hasMessage("no value for 'x' [2] (%s); fed were: none", here(first[0] + 1));
    }

    @Test
    void aNumberThatIsNotFiniteIsTracedToItsLine() {
        int[] first = new int[1];
        Node[] nodes = new Node[1];
        Node y =
                SourceLines.record(() -> {
                    nodes[0] = input("x", 3);
                    first[0] = line();
                    Node inverse = nodes[0].rdiv(1);
                    return sum(MISH.apply(inverse));
                });
        Feed feed = Feed.of(nodes[0], Tensor.of(1, 0, 2));
        assertThatThrownBy(() -> Tape.recordChecked(y, feed))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "div in 1 / x (%s) gave ∞ at position 1\n  1 = 1\n  x = [3] 1 0 2",
                        here(first[0] + 1));
    }
}
