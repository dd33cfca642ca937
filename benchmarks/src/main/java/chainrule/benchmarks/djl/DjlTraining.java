package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import chainrule.benchmarks.workload.Training;
import java.util.ArrayList;
import java.util.List;

/// A step of gradient descent. W lies as PyTorch has it, out×in.
final class DjlTraining extends Stepping {
    private final Training training;
    private final NDArray x;
    private final NDArray y;

    DjlTraining(Training training) {
        this.training = training;
        int n = training.points();
        this.x = manager.create(training.features(), new Shape(n, training.in(0)));
        this.y = manager.create(training.targets(), new Shape(n, training.outputs()));
        for (int i = 0; i < training.layers(); i++) {
            int in = training.in(i);
            int out = training.out(i);
            try (NDArray rows = manager.create(training.weights(i), new Shape(in, out));
                    NDArray view = rows.transpose()) {
                differentiate(manager.create(view.toFloatArray(), new Shape(out, in)));
            }
            differentiate(manager.zeros(new Shape(out)));
        }
    }

    @Override
    NDArray[] lent() {
        return new NDArray[] {x};
    }

    @Override
    NDArray value() {
        NDArray z = x;
        for (int i = 0; i < training.layers(); i++) {
            if (i > 0) {
                z = training.manyClasses() ? Activation.relu(z) : Activation.sigmoid(z);
            }
            z = Linear.linear(z, leaf(2 * i), leaf(2 * i + 1)).singletonOrThrow();
        }
        return training.manyClasses()
                ? z.logSoftmax(-1).mul(y).sum().mul(-1f / training.points())
                : Activation.softPlus(z).sub(z.mul(y)).mean();
    }

    @Override
    void descend() {
        for (int i = 0; i < 2 * training.layers(); i++) {
            try (NDArray g = leaf(i).getGradient()) {
                leaf(i).subi(g.muli(training.rate()));
            }
        }
    }

    @Override
    public List<float[]> results() {
        List<float[]> results = new ArrayList<>(List.of(last()));
        for (int i = 0; i < training.layers(); i++) {
            try (NDArray rows = leaf(2 * i).transpose()) {
                results.add(rows.toFloatArray());
            }
            results.add(leaf(2 * i + 1).toFloatArray());
        }
        return results;
    }
}
