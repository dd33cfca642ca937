package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import chainrule.benchmarks.workload.Fused;
import java.util.List;

/// The mean of σ(xw + b)·softplus(x).
final class DjlFused extends Stepping {
    private final NDArray x;
    private final NDArray w = differentiated(manager.create(Fused.W));
    private final NDArray b = differentiated(manager.create(Fused.B));

    DjlFused(Fused fused) {
        this.x = differentiated(manager.create(fused.x()));
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {x};
    }

    @Override
    NDArray value() {
        return Activation.sigmoid(x.mul(w).add(b)).mul(Activation.softPlus(x)).mean();
    }

    @Override
    public List<float[]> results() {
        return List.of(last(), gradient(x), gradient(w), gradient(b));
    }
}
