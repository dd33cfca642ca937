package chainrule.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A curve cut into the dashes of its pattern. XChart strokes each piece between two points by
/// itself and begins the pattern anew, so a curve with a point every few pixels would be solid.
final class Dashes {
    private final float[] pattern;
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private int part;
    private double left;

    private Dashes(float[] pattern) {
        this.pattern = pattern;
        this.left = pattern[0];
    }

    /// The points of the dashes, with a NaN after each.
    ///
    /// @param x from the left to the right
    /// @param y a NaN is a gap
    /// @param pattern pixels that are drawn, and pixels that are not, by turns
    /// @param across pixels of a step of 1 along x
    /// @param upwards pixels of a step of 1 along y, as it is scaled
    /// @param scaled y on the scale of the axis
    /// @param unscaled the way back
    static double[][] cut(
            double[] x,
            double[] y,
            float[] pattern,
            double across,
            double upwards,
            DoubleUnaryOperator scaled,
            DoubleUnaryOperator unscaled) {
        var dashes = new Dashes(pattern);
        for (int i = 0; i + 1 < x.length; i++) {
            double from = scaled.applyAsDouble(y[i]);
            double to = scaled.applyAsDouble(y[i + 1]);
            if (Double.isFinite(from) && Double.isFinite(to)) {
                double length = Math.hypot((x[i + 1] - x[i]) * across, (to - from) * upwards);
                dashes.piece(x[i], from, x[i + 1], to, length, unscaled);
            }
        }
        return new double[][] {
            dashes.x.stream().mapToDouble(Double::doubleValue).toArray(),
            dashes.y.stream().mapToDouble(Double::doubleValue).toArray()
        };
    }

    private void piece(
            double x1,
            double y1,
            double x2,
            double y2,
            double length,
            DoubleUnaryOperator unscaled) {
        double at = 0;
        while (at < length) {
            double step = Math.min(left, length - at);
            if (part % 2 == 0) {
                for (double end : new double[] {at / length, (at + step) / length}) {
                    x.add(x1 + end * (x2 - x1));
                    y.add(unscaled.applyAsDouble(y1 + end * (y2 - y1)));
                }
                x.add(x.getLast());
                y.add(Double.NaN);
            }
            at += step;
            left -= step;
            if (left <= 1e-9) {
                part = (part + 1) % pattern.length;
                left = pattern[part];
            }
        }
    }
}
