package chainrule.nn.data;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The columns of a matrix, m×n with m ≥ 1 and finite entries, and their statistics.
final class Columns {
    private final Tensor x;
    private final int n;

    private Columns(Tensor x) {
        this.x = x;
        this.n = x.shape().size(1);
    }

    /// The new entry for an entry and its column.
    interface Entry {
        double of(double value, int column);
    }

    static Columns of(String what, Tensor x) {
        if (x.shape().rank() != 2 || x.kind() != Kind.REAL || x.shape().size(0) == 0) {
            throw new ShapeException(
                    "%s is fitted on real numbers [m×n] with m ≥ 1, and %s of kind %s was given"
                            .formatted(what, x.shape(), x.kind()));
        }
        Columns columns = new Columns(x);
        for (int j = 0; j < columns.n; j++) {
            columns.checkColumn(what, j);
        }
        return columns;
    }

    private void checkColumn(String what, int j) {
        if (!column(j).allMatch(Double::isFinite)) {
            throw new DataException(
                    "%s is fitted on finite numbers, and column %d of %s has NaN or infinity"
                            .formatted(what, j, x.shape()));
        }
        if (!Double.isFinite(span(j))) {
            throw new DataException(
                    "%s: column %d of %s spans more than a double holds; use a larger unit"
                            .formatted(what, j, x.shape()));
        }
    }

    int n() {
        return n;
    }

    private DoubleStream column(int j) {
        return IntStream.range(0, x.shape().size(0)).mapToDouble(i -> x.get(i * n + j));
    }

    double low(int j) {
        return column(j).min().orElseThrow();
    }

    double span(int j) {
        return column(j).max().orElseThrow() - low(j);
    }

    /// Summed from the lowest entry up and in units of the span, so that nothing overflows and a
    /// constant column has exactly its own value.
    double mean(int j) {
        double low = low(j);
        double unit = unit(span(j));
        return low + unit * column(j).map(v -> (v - low) / unit).average().orElseThrow();
    }

    double deviation(int j, double mean) {
        double unit = unit(span(j));
        return unit(
                unit
                        * Math.sqrt(
                                column(j)
                                        .map(v -> (v - mean) / unit)
                                        .map(u -> u * u)
                                        .average()
                                        .orElseThrow()));
    }

    private static double unit(double size) {
        return size == 0 ? 1 : size;
    }

    static void check(String what, Tensor shift, Tensor scale) {
        boolean fits = shift.shape().rank() == 1 && shift.shape().equals(scale.shape());
        if (!fits || shift.kind() != Kind.REAL || scale.kind() != Kind.REAL) {
            throw new ShapeException(
                    "%s holds two real numbers for each column, [n] and [n], and %s and %s were given"
                            .formatted(what, shift.shape(), scale.shape()));
        }
        for (int j = 0; j < shift.size(); j++) {
            double s = scale.get(j);
            if (!Double.isFinite(shift.get(j)) || !(s > 0) || !Double.isFinite(s)) {
                throw new DataException(
                        "%s: column %d is shifted by %s and divided by %s; both are finite, and the second is positive"
                                .formatted(what, j, shift.get(j), s));
            }
        }
    }

    static Tensor map(String what, Tensor fitted, Tensor x, Entry entry) {
        int n = fitted.size();
        Shape shape = x.shape();
        if (shape.rank() != 2 || shape.size(1) != n || x.kind() != Kind.REAL) {
            throw new ShapeException(
                    "%s was fitted on %s: it takes real numbers [m×%d], and %s of kind %s was given"
                            .formatted(what, Wording.count(n, "column"), n, shape, x.kind()));
        }
        return Rows.like(x, shape, i -> entry.of(x.get(i), i % n));
    }
}
