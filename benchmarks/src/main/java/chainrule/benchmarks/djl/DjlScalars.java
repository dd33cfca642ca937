package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import chainrule.benchmarks.workload.Scalars;
import java.util.List;

/// The expression of three scalars.
final class DjlScalars extends Stepping {
    private final NDArray x = differentiated(manager.create(Scalars.X));
    private final NDArray y = differentiated(manager.create(Scalars.Y));
    private final NDArray z = differentiated(manager.create(Scalars.Z));

    @Override
    NDArray[] lent() {
        return new NDArray[] {x, y, z};
    }

    @Override
    NDArray value() {
        return Activation.sigmoid(x.mul(y).add(z))
                .mul(x.square().add(1).log())
                .add(x.sub(y.mul(z)).tanh().mul(z.square().add(1).sqrt()))
                .add(y.square().neg().exp().mul(x.mul(z).sin()))
                .sub(x.div(y.square().add(1)));
    }

    @Override
    public List<float[]> results() {
        return List.of(last(), gradient(x), gradient(y), gradient(z));
    }
}
