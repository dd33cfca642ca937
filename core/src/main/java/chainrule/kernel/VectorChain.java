package chainrule.kernel;

import java.util.Optional;
import java.util.function.Consumer;

/// A chain over vectors; over single numbers where these are too few for one, and as long as the
/// JVM has not compiled the vectors.
final class VectorChain<A> implements Chained<A> {
    /// After so many calls, vectors are worth their compilation.
    private static final int COLD = 300;

    /// How a call goes: by values of so many entries as far as they go, then by single numbers.
    private record Way(Straight loop, int length) {}

    private final Straight singles;
    private final Consumer<VectorChain<A>> wakes;

    /// Threads may count a call twice or not at all: then it is another one that wakes, or two do.
    private int calls;

    private Way way;

    /// @param singles the loop over single numbers
    /// @param wakes what sees to it that this takes vectors some time, called once
    VectorChain(Straight singles, Consumer<VectorChain<A>> wakes) {
        this.singles = singles;
        this.wakes = wakes;
        this.way = new Way(singles, 1);
    }

    Straight singles() {
        return singles;
    }

    /// Goes by vectors from now on.
    ///
    /// @param length of a vector, a power of 2
    void take(Straight vectors, int length) {
        way = new Way(vectors, length);
    }

    @Override
    public void run(A[] arrays, int[] places, int row, int n) {
        Way now = way;
        int until = n & -now.length;
        now.loop.run(arrays, places, row, 0, until);
        if (until < n) {
            singles.run(arrays, places, row, until, n);
        }
        if (calls <= COLD && ++calls == COLD + 1) {
            wakes.accept(this);
        }
    }

    @Override
    public Optional<String> hindrance() {
        return Optional.empty();
    }
}
