package chainrule.tensor;

/// Tensors and arrays without a copy between them, for evaluators. Whoever lends an array can still
/// change it, and so the tensor, which by its nature never changes: such a tensor must not be
/// handed to others, nor be used as a key, unless the array stays as it is from then on. An array
/// that is borrowed of a tensor is for reading alone.
public final class Lent {
    private Lent() {}

    /// Real numbers in a shape, row by row: the array itself.
    public static Tensor doubles(Shape shape, double[] entries) {
        return new Tensor(shape, new Storage.Doubles(entries), true);
    }

    /// Real numbers in a shape, row by row: the array itself.
    public static Tensor floats(Shape shape, float[] entries) {
        return new Tensor(shape, new Storage.Floats(entries), true);
    }

    /// Whole numbers in a shape, row by row: the array itself.
    public static Tensor indices(Shape shape, int[] entries) {
        return new Tensor(shape, new Storage.Indices(entries), true);
    }

    /// Truth values in a shape, row by row: the array itself.
    public static Tensor bools(Shape shape, boolean[] entries) {
        return new Tensor(shape, new Storage.Bools(entries), true);
    }

    /// Whether the array of a tensor was lent to it, so that it may change.
    public static boolean isLent(Tensor tensor) {
        return tensor.isLent();
    }

    /// The array in which a tensor keeps its entries, row by row: `double[]`, or `float[]` if
    /// [Tensor#isFloat()]; `int[]` for indices, `boolean[]` for truth values.
    public static Object array(Tensor tensor) {
        return tensor.storage().array();
    }
}
