package chainrule.kernel;

import chainrule.graph.Leaf;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/// A chain of one operation, `y[yAt + i] = f(a[aAt + i], b[bAt + i], c[cAt + i])`.
@NullMarked
@FunctionalInterface
interface Loop<A> {
    void run(A a, int aAt, A b, int bAt, A c, int cAt, A y, int yAt, int n);

    static <A> Loop<A> of(Kernels<A> kernels, Leaf leaf) {
        Chained<A> chain = kernels.chain(Chain.of(leaf));
        int result = 3 * Operands.count(leaf);
        Object[] arrays = new Object[4];
        int[] places = {0, 0, 0, 1, 0, 0, 2, 0, 0};
        int[] all = Arrays.copyOf(places, result + 3);
        all[result] = 3;
        return (a, aAt, b, bAt, c, cAt, y, yAt, n) -> {
            arrays[0] = a;
            arrays[1] = b;
            arrays[2] = c;
            arrays[3] = y;
            all[1] = aAt;
            if (result > 3) {
                all[4] = bAt;
            }
            if (result > 6) {
                all[7] = cAt;
            }
            all[result + 1] = yAt;
            chain.run(erased(arrays), all, 0, n);
        };
    }

    /// Arrays as programs have them.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as programs have them
    static <A> A[] erased(Object[] arrays) {
        return (A[]) arrays;
    }
}
