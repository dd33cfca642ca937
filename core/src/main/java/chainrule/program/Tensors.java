package chainrule.program;

import chainrule.kernel.Kernels;
import chainrule.tensor.Kind;
import chainrule.tensor.Lent;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/// Between tensors and the arrays of a program.
///
/// @param <A> `float[]` or `double[]`
final class Tensors<A> {
    private final Kernels<A> kernels;
    private final boolean isFloat;

    Tensors(Kernels<A> kernels) {
        this.kernels = kernels;
        this.isFloat = kernels.allocate(0) instanceof float[];
    }

    /// A tensor over an array of real numbers, which must be as long as it.
    Tensor lend(Shape shape, A array) {
        return array instanceof float[] floats
                ? Lent.floats(shape, floats)
                : Lent.doubles(shape, (double[]) array);
    }

    /// Whether the array of a tensor can be used as it is.
    boolean canBorrow(Tensor tensor) {
        return tensor.kind() == Kind.REAL && tensor.isFloat() == isFloat;
    }

    /// The array of a tensor of real numbers in this precision.
    @SuppressWarnings("unchecked") // canBorrow has looked
    A borrow(Tensor tensor) {
        return (A) Lent.array(tensor);
    }

    /// Copies real numbers, or truth values as 0 and 1, into an array.
    void copy(Tensor from, A to) {
        if (canBorrow(from)) {
            System.arraycopy(borrow(from), 0, to, 0, from.size());
            return;
        }
        for (int i = 0; i < from.size(); i++) {
            kernels.set(to, i, from.get(i));
        }
    }

    /// A tensor with a copy of what is in an array, from its first entry on.
    Tensor copied(Kind kind, Shape shape, A array) {
        int size = shape.size();
        return switch (kind) {
            case REAL ->
                    array instanceof float[] floats
                            ? Lent.floats(shape, Arrays.copyOf(floats, size))
                            : Lent.doubles(shape, Arrays.copyOf((double[]) array, size));
            case BOOL -> Tensor.generate(shape, kind, i -> kernels.get(array, i));
            case INDEX -> throw new AssertionError(shape);
        };
    }
}
