package chainrule.nn.train;

import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Model;
import chainrule.nn.optim.Optimizer;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.function.BinaryOperator;

/// How a model is to be trained: `Training.of(model, Functions::logLoss,
/// Adam.of(0.01)).epochs(50).run(points)`. The settings do not change; each method gives others.
///
/// @param model what is trained
/// @param loss the error of prediction and target; any function of two nodes of one shape that
///   gives a scalar
/// @param optimizer how a step is taken
/// @param epochs passes over the points, 1 unless set; those that a state has behind it count
/// @param batch points in a step, 32 unless set; the last of an epoch may be smaller. All in one
///   step are not shuffled
/// @param seed of first weights and of the order of the points, 1 unless set
/// @param metrics measured after each epoch
/// @param precision in which a step is computed and weights are kept, double unless set
/// @param progress told of each epoch
public record Training(
        Model model,
        BinaryOperator<Node> loss,
        Optimizer optimizer,
        int epochs,
        int batch,
        long seed,
        ImmutableList<Metric> metrics,
        Precision precision,
        Progress progress) {
    /// Checks the ranges and the names.
    public Training {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "there must be 1 epoch or more and 1 point in a step or more, and these are %d and %d"
                            .formatted(epochs, batch));
        }
        List<String> names = metrics.stream().map(Metric::name).toList();
        if (ImmutableSet.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException(
                    "metrics differ in name, and these are " + String.join(", ", names));
        }
    }

    /// One epoch in steps of 32 points.
    public static Training of(Model model, BinaryOperator<Node> loss, Optimizer optimizer) {
        return new Training(
                model,
                loss,
                optimizer,
                1,
                32,
                1,
                ImmutableList.of(),
                Precision.DOUBLE,
                Progress.NONE);
    }

    /// With this many passes over the points in all; those that a state has behind it count.
    ///
    /// @throws IllegalArgumentException if there is not 1 or more
    public Training epochs(int epochs) {
        return new Training(
                model, loss, optimizer, epochs, batch, seed, metrics, precision, progress);
    }

    /// With this many points in a step; all of them if there are no more, in their order.
    ///
    /// @throws IllegalArgumentException if there is not 1 or more
    public Training batch(int batch) {
        return new Training(
                model, loss, optimizer, epochs, batch, seed, metrics, precision, progress);
    }

    /// All points in every step.
    public Training fullBatch() {
        return batch(Integer.MAX_VALUE);
    }

    /// With this seed of first weights and of the order of the points: the same one gives the same
    /// weights, bit for bit.
    public Training seed(long seed) {
        return new Training(
                model, loss, optimizer, epochs, batch, seed, metrics, precision, progress);
    }

    /// With these metrics, measured on all points after each epoch, in place of those before.
    ///
    /// @throws IllegalArgumentException if two have one name
    public Training metrics(Metric... metrics) {
        return new Training(
                model,
                loss,
                optimizer,
                epochs,
                batch,
                seed,
                ImmutableList.copyOf(metrics),
                precision,
                progress);
    }

    /// With steps computed, and weights kept, in this precision: single is about twice as fast, and
    /// has 7 digits.
    public Training precision(Precision precision) {
        return new Training(
                model, loss, optimizer, epochs, batch, seed, metrics, precision, progress);
    }

    /// With this watcher, in place of the one before; [Progress#and] joins two.
    public Training progress(Progress progress) {
        return new Training(
                model, loss, optimizer, epochs, batch, seed, metrics, precision, progress);
    }

    /// Trains from first weights of the layer's own.
    ///
    /// @throws chainrule.tensor.ShapeException if points or targets do not fit the model
    public Trained run(Dataset points) {
        return new Loop(this, points).run();
    }

    /// Trains on from a state: with the same settings as before it gives what an uninterrupted run
    /// gives.
    ///
    /// @throws IllegalArgumentException if the state holds memory of another optimizer
    public Trained run(Dataset points, TrainingState from) {
        return new Loop(this, points).run(from);
    }
}
