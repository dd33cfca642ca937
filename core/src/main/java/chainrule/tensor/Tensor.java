package chainrule.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/// A block of numbers of one kind, stored row by row, that does not change after it is made. Two
/// tensors are equal if their shapes, kinds, precisions and entries are, where NaN equals NaN and
/// −0 differs from 0.
public final class Tensor {
    private final Shape shape;
    private final Storage storage;
    private final boolean isLent;

    Tensor(Shape shape, Storage storage) {
        this(shape, storage, false);
    }

    /// @param isLent whether somebody else has the array
    Tensor(Shape shape, Storage storage, boolean isLent) {
        if (shape.size() != storage.length()) {
            throw new ShapeException(
                    "%s holds %d entries, and %d were given"
                            .formatted(shape, shape.size(), storage.length()));
        }
        this.shape = shape;
        this.storage = storage;
        this.isLent = isLent;
    }

    /// One real number.
    public static Tensor scalar(double value) {
        return new Tensor(Shape.SCALAR, new Storage.Doubles(new double[] {value}));
    }

    /// A vector of real numbers.
    public static Tensor of(double... entries) {
        return of(Shape.of(entries.length), entries);
    }

    /// A matrix of real numbers.
    ///
    /// @throws ShapeException if a row is longer or shorter than the first
    public static Tensor of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] entries = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new ShapeException(
                        "row %d has %d entries, and row 0 has %d"
                                .formatted(i, rows[i].length, columns));
            }
            System.arraycopy(rows[i], 0, entries, i * columns, columns);
        }
        return new Tensor(Shape.of(rows.length, columns), new Storage.Doubles(entries));
    }

    /// Real numbers in a shape, row by row, stored as `double`.
    public static Tensor of(Shape shape, double... entries) {
        return new Tensor(shape, new Storage.Doubles(entries.clone()));
    }

    /// Real numbers in a shape, row by row, stored as `float`.
    public static Tensor floats(Shape shape, float... entries) {
        return new Tensor(shape, new Storage.Floats(entries.clone()));
    }

    /// Whole numbers in a shape, row by row.
    public static Tensor indices(Shape shape, int... entries) {
        return new Tensor(shape, new Storage.Indices(entries.clone()));
    }

    /// Truth values in a shape, row by row.
    public static Tensor bools(Shape shape, boolean... entries) {
        return new Tensor(shape, new Storage.Bools(entries.clone()));
    }

    /// The same real number everywhere.
    public static Tensor full(Shape shape, double value) {
        return generate(shape, Kind.REAL, i -> value);
    }

    /// The entries that a function gives for the positions 0, 1, … in row order; for [Kind#INDEX]
    /// they are cut to whole numbers, for [Kind#BOOL] 0 is false and all else true.
    public static Tensor generate(Shape shape, Kind kind, IntToDoubleFunction entry) {
        int size = shape.size();
        return new Tensor(
                shape,
                switch (kind) {
                    case REAL -> {
                        double[] reals = new double[size];
                        Arrays.setAll(reals, entry);
                        yield new Storage.Doubles(reals);
                    }
                    case INDEX -> {
                        int[] indices = new int[size];
                        Arrays.setAll(indices, i -> (int) entry.applyAsDouble(i));
                        yield new Storage.Indices(indices);
                    }
                    case BOOL -> {
                        boolean[] bools = new boolean[size];
                        for (int i = 0; i < size; i++) {
                            bools[i] = entry.applyAsDouble(i) != 0;
                        }
                        yield new Storage.Bools(bools);
                    }
                });
    }

    /// The shape; all its sizes are known.
    public Shape shape() {
        return shape;
    }

    /// What the entries are.
    public Kind kind() {
        return storage.kind();
    }

    /// The number of entries.
    public int size() {
        return storage.length();
    }

    /// The entry at a position in row order; truth values are 0 and 1.
    public double get(int position) {
        return storage.get(position);
    }

    /// The entry at a place, one index an axis.
    public double at(int... place) {
        if (place.length != shape.rank()) {
            throw new ShapeException(
                    "%s has %d axes, and %d indices were given"
                            .formatted(shape, shape.rank(), place.length));
        }
        int position = 0;
        for (int axis = 0; axis < place.length; axis++) {
            Objects.checkIndex(place[axis], shape.size(axis));
            position = position * shape.size(axis) + place[axis];
        }
        return get(position);
    }

    /// The only entry.
    ///
    /// @throws ShapeException if there are none or several
    public double item() {
        if (size() != 1) {
            throw new ShapeException(
                    "item() is the only entry of a tensor, and " + shape + " has " + size());
        }
        return get(0);
    }

    /// The entries in row order, as a new array.
    public double[] toDoubles() {
        double[] entries = new double[size()];
        Arrays.setAll(entries, this::get);
        return entries;
    }

    /// The position of the first real number that is NaN or infinite, if there is one.
    public OptionalInt firstNotFinite() {
        for (int i = 0; kind() == Kind.REAL && i < size(); i++) {
            if (!Double.isFinite(get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /// Whether real numbers are stored as `float`; false for the other kinds.
    public boolean isFloat() {
        return storage instanceof Storage.Floats;
    }

    Storage storage() {
        return storage;
    }

    boolean isLent() {
        return isLent;
    }

    /// An equal tensor with an array of its own: of one that is [Lent], the values it has now.
    public Tensor copy() {
        return new Tensor(shape, storage.copy());
    }

    /// The same entries in another shape of the same size.
    public Tensor reshape(Shape other) {
        return other.equals(shape) ? this : new Tensor(other, storage, isLent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && shape.equals(that.shape)
                && Objects.deepEquals(storage.array(), that.storage.array());
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.deepHashCode(new Object[] {storage.array()});
    }

    /// The shape and the first entries: `[2×2] 1 2 3 4`; at most 8 entries, then `…`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!shape.isScalar()) {
            text.append(shape);
        }
        int shown = Math.min(size(), 8);
        for (int i = 0; i < shown; i++) {
            text.append(text.isEmpty() ? "" : " ").append(storage.text(i));
        }
        return text.append(shown < size() ? " …" : "").toString();
    }
}
