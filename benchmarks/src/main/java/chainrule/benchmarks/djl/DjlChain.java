package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import chainrule.benchmarks.workload.Chain;
import java.util.List;

/// x + x + … + x, with its derivative.
final class DjlChain extends Stepping {
    private final int length;
    private final NDArray x = differentiated(manager.create(Chain.X));

    DjlChain(Chain chain) {
        this.length = chain.length();
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {x};
    }

    @Override
    NDArray value() {
        NDArray sum = x;
        for (int i = 0; i < length; i++) {
            sum = sum.add(x);
        }
        return sum;
    }

    @Override
    public List<float[]> results() {
        return List.of(gradient(x));
    }
}
