package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import chainrule.benchmarks.workload.Fused;
import java.util.List;

/// The mean of σ(xw + b)·softplus(x).
final class DjlFused extends Stepping {
    DjlFused(Fused fused) {
        differentiate(manager.create(fused.x()));
        differentiate(manager.create(Fused.W));
        differentiate(manager.create(Fused.B));
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {leaf(0)};
    }

    @Override
    NDArray value() {
        NDArray x = leaf(0);
        return Activation.sigmoid(x.mul(leaf(1)).add(leaf(2))).mul(Activation.softPlus(x)).mean();
    }

    @Override
    public List<float[]> results() {
        return List.of(last(), gradient(0), gradient(1), gradient(2));
    }
}
