package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import chainrule.benchmarks.workload.Contestant;
import java.util.ArrayList;
import java.util.List;

/// A value and its gradient, again and again.
///
/// The result of an operation belongs to the manager of its first operand, so with the arrays that
/// operations begin with lent to the manager of the step, all of the step is freed with it. PyTorch
/// adds gradients to those of the step before: each step has fresh leaves, which share the numbers
/// of the last ones. That is quicker than setting gradients to 0 and adding to them.
abstract class Stepping implements Contestant {
    final NDManager manager = NDManager.newBaseManager();
    private final List<NDArray> leaves = new ArrayList<>();
    private float value;

    /// Adds an array whose gradient is asked for; they are counted from 0. Of one that was made of
    /// a Java array only that object keeps the memory alive, so its numbers are copied.
    final void differentiate(NDArray x) {
        leaves.add(x.duplicate());
        x.close();
    }

    /// An array whose gradient is asked for, as it is in this step.
    final NDArray leaf(int i) {
        return leaves.get(i);
    }

    /// What is lent to each step: the arrays that operations begin with.
    abstract NDArray[] lent();

    /// The value, a scalar.
    abstract NDArray value();

    /// What is done with the gradients.
    void descend() {}

    @Override
    public final void run() {
        leaves.replaceAll(Stepping::fresh);
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

    private static NDArray fresh(NDArray old) {
        NDArray leaf = old.stopGradient();
        leaf.setRequiresGradient(true);
        old.close();
        return leaf;
    }

    final float[] gradient(int leaf) {
        try (NDArray g = leaf(leaf).getGradient()) {
            return g.toFloatArray();
        }
    }

    @Override
    public final void close() {
        manager.close();
    }
}
