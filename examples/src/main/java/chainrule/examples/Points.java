package chainrule.examples;

import chainrule.tensor.Tensor;

/// Eight points in the plane that the lessons share, four of each class, with a straight line
/// between them.
final class Points {
    /// A row for each point: x₁ and x₂.
    static final double[][] X = {
        {2.0, 2.5},
        {3.0, 2.0},
        {2.5, 3.5},
        {1.5, 3.0},
        {-1.0, 0.5},
        {0.0, -1.0},
        {-0.5, -0.5},
        {1.0, -1.5}
    };

    /// The label of each point.
    static final double[][] Y = {{1}, {1}, {1}, {1}, {0}, {0}, {0}, {0}};

    private Points() {}

    /// The points, [8×2].
    static Tensor x() {
        return Tensor.of(X);
    }

    /// The labels, [8×1].
    static Tensor y() {
        return Tensor.of(Y);
    }
}
