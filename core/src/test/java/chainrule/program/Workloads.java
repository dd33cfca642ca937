package chainrule.program;

import static chainrule.graph.Functions.*;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Steps of training, small ones: the error, and weights that become others.
///
/// @param outputs the error, then the new weights
/// @param next from weights to new weights
/// @param start values of the weights
record Workloads(
        Node x,
        Node y,
        int features,
        int classes,
        ImmutableList<Node> outputs,
        ImmutableMap<Node, Node> next,
        ImmutableMap<Node, Tensor> start) {
    private static final double RATE = 0.1;

    private static Node points(int features) {
        return input("x", Dim.BATCH, features);
    }

    private static Workloads of(
            Node x, Node y, int features, int classes, Node error, Node... weights) {
        Random random = new Random(3);
        ImmutableList.Builder<Node> outputs = ImmutableList.builder();
        ImmutableMap.Builder<Node, Node> next = ImmutableMap.builder();
        ImmutableMap.Builder<Node, Tensor> start = ImmutableMap.builder();
        outputs.add(error);
        List<Node> slopes = Gradient.of(error, List.of(weights));
        for (int i = 0; i < weights.length; i++) {
            Node w = weights[i];
            Node updated = w.sub(slopes.get(i).mul(RATE));
            outputs.add(updated);
            next.put(w, updated);
            start.put(w, Tensor.generate(w.shape(), Kind.REAL, _ -> random.nextDouble(-0.5, 0.5)));
        }
        return new Workloads(
                x,
                y,
                features,
                classes,
                outputs.build(),
                next.buildOrThrow(),
                start.buildOrThrow());
    }

    /// A perceptron of two layers.
    static Workloads perceptron() {
        Node x = points(20);
        Node y = input("y", Dim.BATCH, 1);
        Node w = parameter("W", 20, 16);
        Node b = parameter("b", 16);
        Node v = parameter("V", 16, 1);
        Node c = parameter("c");
        Node p = sigmoid(x.matmul(w).add(b)).matmul(v).add(c);
        return of(x, y, 20, 1, meanSquaredError(p, y), w, b, v, c);
    }

    static Workloads logisticRegression() {
        Node x = points(30);
        Node y = input("y", Dim.BATCH);
        Node w = parameter("w", 30);
        Node b = parameter("b");
        return of(x, y, 30, 0, logLoss(sigmoid(x.matmul(w).add(b)), y), w, b);
    }

    static Workloads softmaxRegression() {
        Node x = points(12);
        Node y = input("y", Dim.BATCH, 5);
        Node w = parameter("W", 12, 5);
        Node b = parameter("b", 5);
        return of(x, y, 12, 5, softmaxCrossEntropy(x.matmul(w).add(b), y), w, b);
    }

    /// So many points, in the precision of a program, so that it need not copy them.
    Feed points(int count, Precision precision) {
        Random random = new Random(count);
        Shape ofX = Shape.of(count, features);
        Shape ofY = classes == 0 ? Shape.of(count) : Shape.of(count, classes);
        return Feed.of(x, tensor(ofX, precision, random)).and(y, tensor(ofY, precision, random));
    }

    private static Tensor tensor(Shape shape, Precision precision, Random random) {
        double[] doubles = random.doubles(shape.size()).toArray();
        if (precision == Precision.DOUBLE) {
            return Tensor.of(shape, doubles);
        }
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return Tensor.floats(shape, floats);
    }

    Program program(Precision precision) {
        return Program.compile(outputs, precision);
    }

    /// All of them by name.
    static Map<String, Workloads> all() {
        Map<String, Workloads> all = new LinkedHashMap<>();
        all.put("perceptron", perceptron());
        all.put("logistic regression", logisticRegression());
        all.put("softmax regression", softmaxRegression());
        return all;
    }

    /// The bits of all entries in one number.
    static long bits(List<Tensor> tensors) {
        long hash = 1;
        for (Tensor tensor : tensors) {
            hash = 31 * hash + java.util.Arrays.hashCode(entries(tensor));
        }
        return hash;
    }

    private static long[] entries(Tensor tensor) {
        long[] bits = new long[tensor.size()];
        java.util.Arrays.setAll(bits, i -> Double.doubleToRawLongBits(tensor.get(i)));
        return bits;
    }
}
