package chainrule.benchmarks.workload;

import java.util.List;
import java.util.SplittableRandom;

/// A network that is trained by gradient descent, all points in one step. With one output it is a
/// classifier of two classes: sigmoids everywhere, log-loss. With more, relus and the cross-entropy
/// of the softmax of the outputs. The results are the error before the step, then W (in×out) and b
/// of each layer after it.
///
/// @param points how many points there are
/// @param widths the number of features, then that of the neurons of each layer
/// @param rate the learning rate
public record Training(int points, List<Integer> widths, float rate) {
    /// Copies the widths.
    public Training {
        widths = List.copyOf(widths);
    }

    /// Logistic regression.
    public static final Training W2 = of(1000, 0.1f, 2, 1);

    /// A small network of sigmoids.
    public static final Training W3 = of(64, 0.1f, 2, 16, 16, 1);

    /// A small classifier of images.
    public static final Training W4A = of(128, 0.05f, 784, 128, 10);

    /// A larger classifier of images.
    public static final Training W4B = of(256, 0.05f, 784, 512, 512, 10);

    /// A network of these widths.
    public static Training of(int points, float rate, Integer... widths) {
        return new Training(points, List.of(widths), rate);
    }

    /// The number of layers with weights.
    public int layers() {
        return widths.size() - 1;
    }

    /// The number of inputs of a layer, counted from 0.
    public int in(int layer) {
        return widths.get(layer);
    }

    /// The number of neurons of a layer, counted from 0.
    public int out(int layer) {
        return widths.get(layer + 1);
    }

    /// The number of outputs of the network.
    public int outputs() {
        return out(layers() - 1);
    }

    /// Whether there are more than two classes.
    public boolean manyClasses() {
        return outputs() > 1;
    }

    /// The features, [points×in], in ±1.
    public float[] features() {
        return Data.uniform(new SplittableRandom(1), points * in(0), 1);
    }

    /// The class of each point, from 0.
    public int[] classes() {
        SplittableRandom random = new SplittableRandom(2);
        int[] classes = new int[points];
        for (int i = 0; i < points; i++) {
            classes[i] = random.nextInt(manyClasses() ? outputs() : 2);
        }
        return classes;
    }

    /// The classes as targets, [points×outputs]: 0 or 1, or one-hot.
    public float[] targets() {
        int[] classes = classes();
        float[] y = new float[points * outputs()];
        for (int i = 0; i < points; i++) {
            if (manyClasses()) {
                y[i * outputs() + classes[i]] = 1;
            } else {
                y[i] = classes[i];
            }
        }
        return y;
    }

    /// The first W of a layer, [in×out]; b is 0 at first.
    public float[] weights(int layer) {
        return Data.uniform(
                new SplittableRandom(3 + layer),
                in(layer) * out(layer),
                Math.sqrt(6.0 / (in(layer) + out(layer))));
    }
}
