package chainrule.nn.data;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/// Rows of a matrix, and new entries for one, in the storage that it has.
final class Rows {
    private Rows() {}

    static Tensor pick(Tensor x, int[] order, int from, int to) {
        Objects.checkFromToIndex(from, to, order.length);
        int m = x.shape().size(0);
        for (int i = from; i < to; i++) {
            if (order[i] < 0 || order[i] >= m) {
                throw new IndexOutOfBoundsException(
                        "row %d of %s: its rows are 0 to %d".formatted(order[i], x.shape(), m - 1));
            }
        }
        int n = x.shape().size(1);
        return like(x, Shape.of(to - from, n), i -> x.get(order[from + i / n] * n + i % n));
    }

    static Tensor like(Tensor x, Shape shape, IntToDoubleFunction entry) {
        if (x.kind() != Kind.REAL || !x.isFloat()) {
            return Tensor.generate(shape, x.kind(), entry);
        }
        float[] floats = new float[shape.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) entry.applyAsDouble(i);
        }
        return Tensor.floats(shape, floats);
    }
}
