package chainrule.laws;

import static chainrule.program.Agreement.assertAgree;
import static chainrule.program.Agreement.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/// What programs give at the borders: of shapes, of blocks, of numbers. Huge numbers are not drawn:
/// there, the order of summation alone decides whether 1e308 + 1e308 − 1e308 is ∞ or 1e308, and
/// whether anything is left of 1 in 1e300 + 1 − 1e300, of which a sine makes what it will; the
/// order of a program is another than that of the interpreter.
@Domain(RandomGraphs.class)
@Domain(DomainContext.Global.class)
class ProgramBordersTest {
    /// No sum, product or maximum of small whole numbers is rounded, so nothing may differ.
    @Property(tries = 5000)
    void whatIsExactIsTheSameInAllShapesAndPrecisions(@ForAll ExactGraph graph) {
        List<Node> outputs = graph.outputs();
        ImmutableList<Tensor> expected = Interpreter.evaluate(Simplify.of(outputs), graph.feed());
        for (Precision precision : Precision.values()) {
            Program program = Program.compile(outputs, precision);
            assertAgree(precision + ": " + graph, expected, program.run(graph.feed()), 0);
        }
    }

    /// What some of the entries fed are.
    enum Strange {
        NAN(Double.NaN),
        INFINITE(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        ZERO(0.0, -0.0),
        EDGES(0.0, -0.0, 1.0, -1.0, 2.0, -2.0),
        TINY(Double.MIN_VALUE, -Double.MIN_NORMAL, 1e-310, -3e-300),
        SATURATING(750.0, -750.0, 40.0, -40.0);

        private final ImmutableList<Double> numbers;

        Strange(Double... numbers) {
            this.numbers = ImmutableList.copyOf(numbers);
        }

        double[] numbers() {
            return Doubles.toArray(numbers);
        }
    }

    /// NaN is where the interpreter has it, infinities are the same, and numbers differ by
    /// rounding: a billionth, since gradients are steep where neurons go from one end to the other.
    @Property(tries = 400)
    void whatIsNoNumberIsNoneInDouble(
            @ForAll RandomGraph graph, @ForAll Strange strange, @ForAll Random random) {
        List<Node> outputs = withGradients(graph);
        Feed feed = SimplifyBordersTest.with(graph, random, strange.numbers());
        assertAgree(
                strange + " in " + graph,
                Interpreter.evaluate(Simplify.of(outputs), feed),
                Program.compile(outputs, Precision.DOUBLE).run(feed),
                1e-9);
    }

    /// In single precision eˣ is ∞ from 89 on already, and a number too small for it is 0; NaN and
    /// infinities that are fed come through as in double precision.
    @Property(tries = 200)
    void whatIsNoNumberIsNoneInFloat(
            @ForAll RandomGraph graph, @ForAll Strange strange, @ForAll Random random) {
        if (strange == Strange.SATURATING || strange == Strange.TINY) {
            return;
        }
        List<Node> outputs = withGradients(graph);
        Feed feed = rounded(SimplifyBordersTest.with(graph, random, strange.numbers()));
        assertAgree(
                strange + " in " + graph,
                Interpreter.evaluate(Simplify.of(outputs), feed),
                Program.compile(outputs, Precision.FLOAT).run(feed),
                1e-3);
    }

    /// ∞·1 + ∞·(−2) is none, though ∞·(1 − 2) is.
    @Example
    void anInfinityIsMultipliedWithEachEntryBeforeTheSum() {
        Node x = Functions.input("x", 2);
        Node e = Functions.einsum("i,j->i", x, Node.constant(Tensor.of(1, -2)));
        Feed feed = Feed.of(x, Tensor.of(3, Double.POSITIVE_INFINITY));
        assertThat(Program.compile(List.of(e), Precision.DOUBLE).run(feed))
                .containsExactly(Tensor.of(-3, Double.NaN));
    }

    private static List<Node> withGradients(RandomGraph graph) {
        List<Node> outputs = new ArrayList<>(List.of(graph.e(), graph.f()));
        outputs.addAll(Gradient.orZero(graph.e(), graph.used()));
        return outputs;
    }
}
