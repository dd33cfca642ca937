package chainrule.nn.train;

import chainrule.eval.Feed;
import chainrule.nn.data.DataException;
import chainrule.nn.data.Dataset;
import chainrule.nn.data.Shuffle;
import chainrule.program.Program;
import chainrule.program.Session;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Epochs of steps. The order of the points in an epoch depends on the seed and the number of the
/// epoch alone, so a run that goes on from a state does what it would have done.
final class Loop {
    private final Training training;
    private final Dataset points;
    private final Step step;
    private final Session predictor;

    Loop(Training training, Dataset points) {
        this.training = training;
        this.points = points;
        require("targets", points.targets(), training.model().output().shape());
        require("features", points.features(), training.model().input().shape());
        this.step =
                new Step(
                        training.model(),
                        training.loss(),
                        training.optimizer(),
                        training.precision());
        this.predictor =
                Program.compile(List.of(training.model().output()), training.precision()).bind();
    }

    private static void require(String what, Tensor values, Shape model) {
        if (values.shape().rank() != model.rank()
                || !values.shape().dim(-1).equals(model.dim(-1))) {
            throw new ShapeException(
                    "the data's %s are %s, and the model's are %s"
                            .formatted(what, values.shape(), model));
        }
        values.firstNotFinite()
                .ifPresent(i -> {
                    int columns = values.shape().size(-1);
                    throw new DataException(
                            "the data's %s hold %s in row %d, column %d, counted from 0; nothing can be learnt from it"
                                    .formatted(
                                            what,
                                            Numbers.text(values.get(i)),
                                            i / columns,
                                            i % columns));
                });
    }

    Trained run() {
        return run(
                new TrainingState(
                        0,
                        training.model().initial(new SplittableRandom(training.seed())),
                        ImmutableTable.of()));
    }

    Trained run(TrainingState from) {
        step.requireItsOwn(from);
        TrainingState state = from;
        TrainingState best = from;
        double least = Double.POSITIVE_INFINITY;
        ImmutableList.Builder<Epoch> epochs = ImmutableList.builder();
        while (state.epoch() < training.epochs()) {
            Taken done = epoch(state);
            if (!Double.isFinite(done.error()) || !done.state().isFinite()) {
                return new Trained(
                        training.model(),
                        best,
                        epochs.build(),
                        Optional.of(divergence(state.epoch() + 1, done.error(), best)));
            }
            // the error of an epoch is measured on the way through it, so it speaks for the weights
            // it began with
            if (done.error() < least) {
                least = done.error();
                best = state;
            }
            state = done.state();
            Epoch epoch = new Epoch(state.epoch(), training.epochs(), done.error(), metrics(state));
            epochs.add(epoch);
            training.progress().epoch(epoch);
            training.progress().reached(state);
        }
        return new Trained(training.model(), state, epochs.build(), Optional.empty());
    }

    private String divergence(int epoch, double error, TrainingState best) {
        return "in epoch %d %s; the weights kept are those after epoch %d, where the error was smallest; a smaller learning rate than %s may help"
                .formatted(
                        epoch,
                        Double.isFinite(error)
                                ? "the weights became infinite"
                                : "the error became " + Numbers.text(error),
                        best.epoch(),
                        Numbers.text(training.optimizer().rate()));
    }

    /// The mean error on the way through an epoch, and the state after it.
    private record Taken(double error, TrainingState state) {}

    /// Steps over all points; stops at the first error that is not finite.
    private Taken epoch(TrainingState from) {
        int[] order = order(from.epoch());
        step.begin(from);
        double sum = 0;
        for (int at = 0; at < order.length; ) {
            int to = (int) Math.min((long) at + training.batch(), order.length);
            boolean all = to - at == points.size();
            double error = step.take(all ? points : points.batch(order, at, to));
            if (!Double.isFinite(error)) {
                return new Taken(error, from);
            }
            sum += error * (to - at);
            at = to;
        }
        return new Taken(sum / order.length, step.state(from.epoch() + 1));
    }

    private int[] order(int epoch) {
        return training.batch() < points.size()
                ? Shuffle.order(points.size(), random(epoch))
                : IntStream.range(0, points.size()).toArray();
    }

    /// A generator for an epoch. Its seed is a number drawn: generators whose seeds are apart by
    /// this stride, which is that of the generator itself, give one and the same stream, shifted.
    private SplittableRandom random(int epoch) {
        long apart = training.seed() + 0x9E3779B97F4A7C15L * (epoch + 1);
        return new SplittableRandom(new SplittableRandom(apart).nextLong());
    }

    private ImmutableMap<String, Double> metrics(TrainingState state) {
        if (training.metrics().isEmpty()) {
            return ImmutableMap.of();
        }
        Tensor predictions =
                predictor
                        .run(
                                Feed.of(state.weights())
                                        .and(training.model().input(), points.features()))
                        .get(0)
                        .copy();
        return training.metrics().stream()
                .collect(
                        ImmutableMap.toImmutableMap(
                                Metric::name, metric -> metric.of(predictions, points.targets())));
    }
}
