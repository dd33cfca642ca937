package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import chainrule.benchmarks.workload.Contestant;

/// A value and its gradient, again and again. The result of an operation belongs to the manager of
/// its first operand, so with the data lent to the manager of the step, all of the step is freed
/// with it.
abstract class Stepping implements Contestant {
    final NDManager manager = NDManager.newBaseManager();
    private float value;

    /// What is lent to each step: the arrays that operations begin with.
    abstract NDArray[] lent();

    /// The value, a scalar.
    abstract NDArray value();

    /// What is done with the gradients.
    void descend() {}

    @Override
    public final void run() {
        try (NDManager step = manager.newSubManager()) {
            step.tempAttachAll(lent());
            NDArray result;
            try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
                result = value();
                gradients.backward(result);
            }
            descend();
            value = result.getFloat();
        }
    }

    /// The value of the last run.
    final float[] last() {
        return new float[] {value};
    }

    /// An array whose gradient is asked for.
    static NDArray differentiated(NDArray x) {
        x.setRequiresGradient(true);
        return x;
    }

    static float[] gradient(NDArray x) {
        try (NDArray g = x.getGradient()) {
            return g.toFloatArray();
        }
    }

    @Override
    public final void close() {
        manager.close();
    }
}
