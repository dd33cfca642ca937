package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// Products of vectors and matrices that others express, one in a row.
public final class Products {
    // spotless:off
    /// Σ aᵢbᵢ.
    public static final Composite DOT = Composite.of("dot",
            (a, b) -> Functions.sum(vector("dot", a, a, b).mul(vector("dot", b, a, b))));

    /// All aᵢbⱼ, one row for each i.
    public static final Composite OUTER = Composite.of("outer",
            (a, b) -> Functions.unsqueeze(vector("outer", a, a, b), 1).mul(Functions.unsqueeze(vector("outer", b, a, b), 0)));

    /// Σ xᵢᵢ of a square matrix; leading axes are batches.
    public static final Composite TRACE = Composite.of("trace",
            x -> Functions.sum(new Diagonal().apply(x), -1));
    // spotless:on

    private Products() {}

    private static Node vector(String label, Node x, Node... all) {
        if (x.shape().rank() != 1) {
            throw Operands.refuse(
                    label,
                    "operands must be vectors",
                    ImmutableList.copyOf(all),
                    "for matrices there are matmul and einsum");
        }
        return x;
    }
}
