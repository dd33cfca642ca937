package chainrule.program;

import chainrule.graph.Node;
import chainrule.tensor.Strides;
import java.util.Optional;

/// Where the entries of a node lie: among those of a node that is fed or computed, seen through
/// strides. So a transpose, a slice or a stretched bias costs nothing until it is read.
record Access(Node base, Strides view) {
    /// All entries of a node that is fed or computed itself.
    static Access whole(Node base, int[] sizes) {
        return new Access(base, Strides.rowOrder(sizes));
    }

    Access broadcast(int[] to) {
        return new Access(base, view.stretched(to));
    }

    Optional<Access> through(Strides outer) {
        return Views.compose(outer, view).map(v -> new Access(base, v));
    }

    Optional<Access> reshaped(int[] to) {
        return Views.reshape(view, to).map(v -> new Access(base, v));
    }

    /// The same entries with the axes in another order.
    Access permuted(int[] order) {
        return new Access(
                base,
                new Strides(
                        view.offset(),
                        Views.pick(view.sizes(), order),
                        Views.pick(view.strides(), order)));
    }

    /// The same without axes of size 1.
    Access narrow() {
        return new Access(base, Views.stripped(view));
    }

    int[] sizes() {
        return view.sizes();
    }

    int size() {
        return Views.size(view.sizes());
    }

    /// Whether these are all entries of the base in the order in which it stores them.
    ///
    /// @param stored how many these are
    boolean isAll(int stored) {
        return isTogether() && view.offset() == 0 && size() == stored;
    }

    /// Whether the entries lie together in row order.
    boolean isTogether() {
        return view.isContiguous();
    }
}
