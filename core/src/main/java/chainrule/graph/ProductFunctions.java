package chainrule.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;

/// Products of vectors and matrices, convolution and pooling; the matrix product is
/// [Node#matmul(Node)]. [Functions] has them all.
public abstract sealed class ProductFunctions extends MovementFunctions permits Functions {
    ProductFunctions() {}

    /// Σ aᵢbᵢ of two vectors.
    public static Node dot(Node a, Node b) {
        return Products.DOT.apply(a, b);
    }

    /// All aᵢbⱼ of two vectors, as a matrix.
    public static Node outer(Node a, Node b) {
        return Products.OUTER.apply(a, b);
    }

    /// The sum of the diagonal of a square matrix.
    public static Node trace(Node x) {
        return Products.TRACE.apply(x);
    }

    /// Of a vector the matrix that has it on its diagonal; of square matrices their diagonals.
    public static Node diag(Node x) {
        return x.shape().rank() < 2 ? new DiagonalMatrix().apply(x) : new Diagonal().apply(x);
    }

    /// The determinant of a square matrix; leading axes are batches. Its derivative is made of n²
    /// determinants, which takes n⁵ steps: for small matrices.
    public static Node det(Node x) {
        return new Determinant().apply(x);
    }

    /// Einstein's sum: the product of entries, summed over the letters that the result lacks:
    /// `einsum("ij,jk->ik", a, b)`. As in NumPy `...` stands for further axes, and without an arrow
    /// the result has the letters that occur once.
    ///
    /// @throws GraphException if the subscripts do not parse, with a caret under the place
    public static Node einsum(String subscripts, Node... x) {
        return new Einsum(Subscripts.writtenOut(subscripts, ImmutableList.copyOf(x))).apply(x);
    }

    /// The convolution of [points × channels × length] with [outputs × channels × size], the window
    /// moved by one entry at a time.
    public static Node conv1d(Node x, Node kernel) {
        return conv1d(x, kernel, Window.PLAIN, 1);
    }

    /// The convolution over one axis, with strides, paddings and dilations, in groups of channels.
    public static Node conv1d(Node x, Node kernel, Window window, int groups) {
        return Convolution.over(1, x, kernel, window, groups);
    }

    /// The convolution of [points × channels × height × width] with [outputs × channels × height ×
    /// width], the window moved by one entry at a time.
    public static Node conv2d(Node x, Node kernel) {
        return conv2d(x, kernel, Window.PLAIN, 1);
    }

    /// The convolution over two axes, with strides, paddings and dilations, in groups of channels.
    public static Node conv2d(Node x, Node kernel, Window window, int groups) {
        return Convolution.over(2, x, kernel, window, groups);
    }

    /// The largest entry of each window of these sizes, one for each axis after points and
    /// channels, side by side.
    public static Node maxPool(Node x, int... sizes) {
        return maxPool(x, Windows.sideBySide("max_pool", x, sizes), sizes);
    }

    /// The largest entry of each window of these sizes.
    public static Node maxPool(Node x, Window window, int... sizes) {
        return new MaxPool(ImmutableList.copyOf(Ints.asList(sizes)), window).apply(x);
    }

    /// The mean of each window of these sizes, one for each axis after points and channels, side by
    /// side.
    public static Node averagePool(Node x, int... sizes) {
        return averagePool(x, Windows.sideBySide("average_pool", x, sizes), sizes);
    }

    /// The mean of each window of these sizes; zeros in the padding count.
    public static Node averagePool(Node x, Window window, int... sizes) {
        return new AveragePool(ImmutableList.copyOf(Ints.asList(sizes)), window).apply(x);
    }
}
