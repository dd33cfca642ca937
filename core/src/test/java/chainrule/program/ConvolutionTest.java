package chainrule.program;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Convolution;
import chainrule.graph.Node;
import chainrule.graph.Window;
import chainrule.kernel.Precision;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Convolutions and both their transposes as products of matrices.
class ConvolutionTest {
    /// A convolution that was drawn, with what it is of.
    private record Drawn(Node x, Node w, Node y, Feed feed, String text) {
        static Drawn of(long seed, int axes, int points) {
            Random random = new Random(seed);
            int groups = 1 + random.nextInt(3);
            int channels = groups * (1 + random.nextInt(3));
            int outputs = groups * (1 + random.nextInt(4));
            int[] strides = new int[axes];
            int[] paddings = new int[axes];
            int[] dilations = new int[axes];
            List<Dim> ofX = new ArrayList<>(List.of(BATCH, Dim.of(channels)));
            List<Dim> ofW = new ArrayList<>(List.of(Dim.of(outputs), Dim.of(channels / groups)));
            for (int axis = 0; axis < axes; axis++) {
                strides[axis] = 1 + random.nextInt(3);
                paddings[axis] = random.nextInt(4);
                dilations[axis] = 1 + random.nextInt(3);
                int window = 1 + random.nextInt(4);
                int reach = dilations[axis] * (window - 1) + 1;
                int least = Math.max(1, reach - 2 * paddings[axis]);
                ofX.add(Dim.of(least + random.nextInt(axes == 1 ? 90 : axes == 2 ? 11 : 6)));
                ofW.add(Dim.of(window));
            }
            Window window = Window.stride(strides).pad(paddings).dilate(dilations);
            Node x = input("x", Shape.of(ImmutableList.copyOf(ofX)));
            Node w = parameter("w", Shape.of(ImmutableList.copyOf(ofW)));
            Node y = Convolution.of(window, groups).apply(x, w);
            Shape known = x.shape().bind(java.util.Map.of(BATCH.name(), points));
            Feed feed = Feed.of(x, numbers(known, random)).and(w, numbers(w.shape(), random));
            return new Drawn(
                    x,
                    w,
                    y,
                    feed,
                    y.shape() + " of " + known + " and " + w.shape() + " by " + window);
        }

        private static Tensor numbers(Shape shape, Random random) {
            return Tensor.generate(shape, Kind.REAL, _ -> (float) random.nextGaussian());
        }

        /// Value, both gradients, and what second derivatives are made of: all three roles, each
        /// with operands that are computed.
        List<Node> outputs() {
            Node e = sum(sin(y));
            List<Node> first = Gradient.of(e, List.of(x, w));
            Node slope = sum(sin(first.get(0))).add(sum(sin(first.get(1))));
            List<Node> all = new ArrayList<>(List.of(y, first.get(0), first.get(1)));
            all.addAll(Gradient.of(slope, List.of(x, w)));
            return all;
        }
    }

    @Property(tries = 150)
    void allThreeRolesAreWhatTheInterpreterSays(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 0, max = 7) int points) {
        Drawn drawn = Drawn.of(seed, axes, points);
        List<Node> outputs = drawn.outputs();
        List<Tensor> expected = Interpreter.evaluate(outputs, drawn.feed);
        for (Precision precision : Precision.values()) {
            Program program = Program.compile(outputs, precision);
            Agreement.assertAgree(
                    drawn.text,
                    expected,
                    program.run(drawn.feed),
                    precision == Precision.FLOAT ? 2e-3 : 1e-10);
            assertThat(program.explain(drawn.feed)).doesNotContain("plain definition");
        }
    }

    /// 3 points of 2×2 channels, a window of 1 without padding: a product for each point.
    @Test
    void aWindowOfOneReadsTheInputWhereItLies() {
        Node x = input("x", 2, 3, 20, 20);
        Node w = parameter("w", 4, 3, 1, 1);
        Node y = Convolution.of(Window.PLAIN, 1).apply(x, w);
        Feed feed =
                Feed.of(x, Tensor.generate(x.shape(), Kind.REAL, i -> i % 7))
                        .and(w, Tensor.generate(w.shape(), Kind.REAL, i -> i % 5 - 2));
        List<Node> outputs = new ArrayList<>(List.of(y));
        outputs.addAll(Gradient.of(sum(y.mul(y)), List.of(x, w)));
        Program program = Program.compile(outputs, Precision.FLOAT);
        Agreement.assertAgree(
                "a window of 1", Interpreter.evaluate(outputs, feed), program.run(feed), 1e-6);
    }

    /// Of three places, the first stops at −4 to −2, the last at 2 to 4.
    @Test
    void aPlaceMayNeverLeaveThePadding() {
        Node x = input("x", 1, 1, 1);
        Node w = parameter("w", 1, 1, 3);
        Node y = Convolution.of(Window.stride(1).pad(4).dilate(3), 1).apply(x, w);
        List<Node> outputs = new ArrayList<>(List.of(y));
        outputs.addAll(Gradient.of(sum(y.mul(y)), List.of(x, w)));
        Feed feed =
                Feed.of(x, Tensor.of(Shape.of(1, 1, 1), 2))
                        .and(w, Tensor.of(Shape.of(1, 1, 3), 3, 5, 7));
        List<Tensor> values = Program.compile(outputs, Precision.FLOAT).run(feed);
        assertThat(values.get(0).toDoubles()).containsExactly(0, 10, 0);
        assertThat(values.get(1).toDoubles()).containsExactly(100);
        assertThat(values.get(2).toDoubles()).containsExactly(0, 40, 0);
    }

    @Test
    void aWarmStepAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Drawn drawn = Drawn.of(7, 2, 5);
        Session session = Program.compile(drawn.outputs(), Precision.DOUBLE).bind();
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 60 && bytes > 0; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int j = 0; j < 300; j++) {
                session.run(drawn.feed);
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).as("bytes of 300 runs").isZero();
    }

    @Test
    void aProgramSaysHowItConvolves() {
        Node x = input("x", 2, 3, 8, 8);
        Node w = parameter("w", 4, 3, 3, 3);
        Node y = Convolution.of(Window.stride(1).pad(1), 1).apply(x, w).named("y");
        List<Node> outputs = new ArrayList<>(List.of(y));
        outputs.addAll(Gradient.of(sum(sin(y)), List.of(x, w)));
        Feed feed = Feed.of(x, Tensor.full(x.shape(), 1)).and(w, Tensor.full(w.shape(), 1));
        assertThat(Program.compile(outputs, Precision.FLOAT).explain(feed))
                .isEqualTo(
                        """
                        4 steps in single precision, 83,456 operations; 24,336 bytes in 9 buffers, 0 bytes of registers
                        products of matrices by Java
                        fed  #2 = x [2×3×8×8]
                        fed  #3 = w [4×3×3×3]
                        1. 27,648 operations
                           #1 = y = conv(x, w)
                              #1 = W·P for W[4×27] of #3 and patches P[27×128] of #2
                              2 points, 2 at a time, in 1 group
                        2. 512 operations
                           #5 = cos(#1)
                              512×1 in blocks of 512 rows
                              each   #5 = cos[#1]
                        3. 27,648 operations
                           #6 = convᵀ(w, #5)
                              #6 = sums of patches P = Wᵀ·Y for W[4×27] of #3 and Y[4×128] of #5
                              2 points, 2 at a time, in 1 group
                        4. 27,648 operations
                           #8 = convʷ(x, #5)
                              #8 = Σ Y·Pᵀ for Y[4×128] of #5 and patches P[27×128] of #2
                              2 points, 2 at a time, in 1 group
                        out  #1 = y [2×4×8×8]
                        out  #6 = convᵀ(w, cos(conv(x, w))) [2×3×8×8]
                        out  #8 = convʷ(x, cos(conv(x, w))) [4×3×3×3]
                        """);
    }
}
