package chainrule.nn.data;

import chainrule.tensor.Tensor;

/// A change of units, column by column, that was fitted on a training split and then stays as it is
/// for every other. It keeps `float` storage.
public interface Scaling {
    /// The rows in the new units, m×n.
    ///
    /// @param x m×n real numbers, with as many columns as were fitted
    /// @throws chainrule.tensor.ShapeException if `x` is anything else
    Tensor apply(Tensor x);

    /// The rows in their own units again, m×n.
    ///
    /// @param z m×n real numbers, with as many columns as were fitted
    /// @throws chainrule.tensor.ShapeException if `z` is anything else
    Tensor invert(Tensor z);
}
