package chainrule.program;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a program gives beside what it should give.
public final class Agreement {
    private Agreement() {}

    /// Asserts that tensors agree: their kinds and shapes, NaN where NaN is, the same infinities,
    /// and numbers up to parts of the largest number of the tensor, or of 1.
    public static void assertAgree(
            String what, List<Tensor> expected, List<Tensor> actual, double tolerance) {
        assertThat(actual).as("outputs of %s", what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertAgrees(
                    "output %d of %s".formatted(i, what),
                    expected.get(i),
                    actual.get(i),
                    tolerance);
        }
    }

    /// As [#assertAgree(String, List, List, double)], for one tensor.
    public static void assertAgrees(String what, Tensor expected, Tensor actual, double tolerance) {
        assertThat(actual.kind()).as("kind of %s", what).isEqualTo(expected.kind());
        assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
        double scale = scale(expected);
        for (int i = 0; i < expected.size(); i++) {
            double e = expected.get(i);
            double a = actual.get(i);
            boolean isNumber = expected.kind() == Kind.REAL && Double.isFinite(e);
            boolean same =
                    isNumber ? Math.abs(a - e) <= tolerance * scale : Double.compare(a, e) == 0;
            if (!same) {
                throw new AssertionError(
                        "%s at position %d is %s, and should be %s; all are %s, and should be %s"
                                .formatted(what, i, a, e, actual, expected));
            }
        }
    }

    /// The largest number of a tensor, or 1.
    public static double scale(Tensor tensor) {
        double scale = 1;
        for (int i = 0; i < tensor.size(); i++) {
            double size = Math.abs(tensor.get(i));
            scale = Double.isFinite(size) ? Math.max(scale, size) : scale;
        }
        return scale;
    }

    /// A feed whose real numbers are rounded to single precision, so that both precisions begin
    /// with the same ones.
    public static Feed rounded(Feed feed) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        for (Node node : feed.nodes()) {
            Tensor value = feed.value(node);
            values.put(
                    node,
                    value.kind() == Kind.REAL
                            ? Tensor.generate(value.shape(), Kind.REAL, i -> (float) value.get(i))
                            : value);
        }
        return Feed.of(values);
    }
}
