package chainrule.kernel;

import java.util.Optional;

/// A chain over single numbers.
record SingleChain<A>(Straight loop) implements Chained<A> {
    @Override
    public void run(A[] arrays, int[] places, int row, int n) {
        loop.run(arrays, places, row, 0, n);
    }

    @Override
    public Optional<String> hindrance() {
        return loop instanceof PlainLoop<?> plain ? Optional.of(plain.why()) : Optional.empty();
    }
}
