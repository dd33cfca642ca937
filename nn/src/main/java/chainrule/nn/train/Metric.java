package chainrule.nn.train;

import chainrule.tensor.Tensor;
import java.util.function.ToDoubleBiFunction;

/// How good predictions are, in a number that people read.
///
/// @param name what it is called
/// @param measure from predictions and targets, both [m×k], to the number
public record Metric(String name, ToDoubleBiFunction<Tensor, Tensor> measure) {
    /// The share of points whose class is right, from 0 to 1; see [Confusion] for what the class
    /// is.
    public static final Metric ACCURACY =
            new Metric("accuracy", (p, y) -> Confusion.of(p, y).accuracy());

    /// The value for these predictions and targets.
    public double of(Tensor predictions, Tensor targets) {
        return measure.applyAsDouble(predictions, targets);
    }
}
