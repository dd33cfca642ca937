package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import chainrule.benchmarks.workload.Chain;
import java.util.List;

/// x + x + … + x, with its derivative.
final class DjlChain extends Stepping {
    private final int length;

    DjlChain(Chain chain) {
        this.length = chain.length();
        differentiate(manager.create(Chain.X));
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {leaf(0)};
    }

    @Override
    NDArray value() {
        NDArray x = leaf(0);
        NDArray sum = x;
        for (int i = 0; i < length; i++) {
            sum = sum.add(x);
        }
        return sum;
    }

    @Override
    public List<float[]> results() {
        return List.of(gradient(0));
    }
}
