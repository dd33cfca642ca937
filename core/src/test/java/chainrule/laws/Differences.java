package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;

/// Derivatives by five-point central differences, which know nothing of the rules that they check.
final class Differences {
    private static final double H = 2e-4;

    private Differences() {}

    /// ∂yᵢ/∂xⱼ of a formula with respect to a fed node, as a matrix.
    static double[][] jacobian(Node y, Node x, Feed feed) {
        int n = feed.value(x).size();
        int m = Interpreter.evaluate(y, feed).size();
        double[][] jacobian = new double[m][n];
        for (int j = 0; j < n; j++) {
            double[] far = moved(y, x, feed, j, -2 * H);
            double[] near = moved(y, x, feed, j, -H);
            double[] above = moved(y, x, feed, j, H);
            double[] farAbove = moved(y, x, feed, j, 2 * H);
            for (int i = 0; i < m; i++) {
                jacobian[i][j] = (far[i] - 8 * near[i] + 8 * above[i] - farAbove[i]) / (12 * H);
            }
        }
        return jacobian;
    }

    /// ∂e/∂x of a scalar with respect to a fed node, in its shape.
    static Tensor gradient(Node e, Node x, Feed feed) {
        return Tensor.of(feed.value(x).shape(), jacobian(e, x, feed)[0]);
    }

    private static double[] moved(Node y, Node x, Feed feed, int position, double by) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        feed.nodes().forEach(node -> values.put(node, feed.value(node)));
        double[] entries = feed.value(x).toDoubles();
        entries[position] += by;
        values.put(x, Tensor.of(feed.value(x).shape(), entries));
        return Interpreter.evaluate(y, Feed.of(values)).toDoubles();
    }

    /// Asserts that two tensors agree up to the error of differences, which grows with the largest
    /// entry.
    static void assertClose(Tensor actual, Tensor expected, String what) {
        assertClose(actual, expected, 2e-6, what);
    }

    /// Asserts that two tensors agree up to parts of their largest entry, or of 1.
    static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
        assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
        double scale = 1;
        for (double entry : expected.toDoubles()) {
            scale = Math.max(scale, Math.abs(entry));
        }
        assertThat(actual.toDoubles())
                .as(what)
                .containsExactly(expected.toDoubles(), Offset.offset(tolerance * scale));
    }

    /// The transpose of a matrix times a vector, in a shape.
    static Tensor transposed(Tensor matrix, Tensor vector, Shape shape) {
        double[] product = new double[shape.size()];
        for (int i = 0; i < vector.size(); i++) {
            for (int j = 0; j < product.length; j++) {
                product[j] += matrix.at(i, j) * vector.get(i);
            }
        }
        return Tensor.of(shape, product);
    }
}
