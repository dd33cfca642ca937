package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import chainrule.benchmarks.workload.Scalars;
import java.util.List;

/// The expression of three scalars.
final class DjlScalars extends Stepping {
    DjlScalars() {
        differentiate(manager.create(Scalars.X));
        differentiate(manager.create(Scalars.Y));
        differentiate(manager.create(Scalars.Z));
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {leaf(0), leaf(1), leaf(2)};
    }

    @Override
    NDArray value() {
        NDArray x = leaf(0);
        NDArray y = leaf(1);
        NDArray z = leaf(2);
        return Activation.sigmoid(x.mul(y).add(z))
                .mul(x.square().add(1).log())
                .add(x.sub(y.mul(z)).tanh().mul(z.square().add(1).sqrt()))
                .add(y.square().neg().exp().mul(x.mul(z).sin()))
                .sub(x.div(y.square().add(1)));
    }

    @Override
    public List<float[]> results() {
        return List.of(last(), gradient(0), gradient(1), gradient(2));
    }
}
