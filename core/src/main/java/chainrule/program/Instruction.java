package chainrule.program;

import chainrule.kernel.Kernels;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// What is done with some rows of a group.
///
/// @param <A> `float[]` or `double[]`
sealed interface Instruction<A> permits Instruction.Single, Joined {
    void run(A[] arrays, int row, int rows);

    /// What is computed, in order.
    ImmutableList<? extends Use> uses();

    /// How many operations on numbers it takes for so many rows.
    default long operations(int rows) {
        return 0;
    }

    /// Why it runs by its plain definition, if it does.
    default Optional<String> hindrance() {
        return Optional.empty();
    }

    /// One that computes one thing.
    sealed interface Single<A> extends Instruction<A>, Use {
        @Override
        default ImmutableList<Use> uses() {
            return ImmutableList.of(this);
        }
    }

    /// A number into a register.
    record Fill<A>(Kernels<A> kernels, double value, int entries, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            kernels.fill(arrays[y.slot()], y.at(row), entries, value);
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of();
        }

        @Override
        public String text() {
            return "fill[" + value + "]";
        }
    }

    /// One entry, for all.
    record Spread<A>(Kernels<A> kernels, Ref x, int entries, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            kernels.fill(
                    arrays[y.slot()], y.at(row), entries, kernels.get(arrays[x.slot()], x.at(row)));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return "spread[" + x + "]";
        }
    }

    /// One row, for all rows of a block.
    record Tile<A>(Kernels<A> kernels, Ref x, int most, int columns, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            kernels.tile(arrays[x.slot()], x.at(row), most, columns, arrays[y.slot()], y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return "tile[" + x + "]";
        }
    }

    /// One entry of each row, for all its columns.
    record Repeat<A>(Kernels<A> kernels, Ref x, int columns, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            kernels.repeat(arrays[x.slot()], x.at(row), rows, columns, arrays[y.slot()], y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return "repeat[" + x + "]";
        }
    }

    /// Entries that lie apart, put together.
    record Gather<A>(Kernels<A> kernels, Ref x, Strides view, int perRow, Ref y)
            implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            kernels.gather(
                    arrays[x.slot()],
                    view,
                    row * perRow,
                    rows * perRow,
                    arrays[y.slot()],
                    y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return "gather[" + x + "]";
        }
    }

    /// The sum or maximum of each row.
    record OfRows<A>(Fold<A> fold, Ref x, int columns, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            fold.rows(arrays[x.slot()], x.at(row), rows, columns, arrays[y.slot()], y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return fold + " of rows[" + x + "]";
        }

        @Override
        public long operations(int rows) {
            return (long) rows * columns;
        }
    }

    /// The sum or maximum of the first entries of a block.
    record OfAll<A>(Fold<A> fold, Ref x, int entries, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int rows) {
            fold.rows(arrays[x.slot()], x.at(row), 1, entries, arrays[y.slot()], y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return fold + " of all[" + x + "]";
        }

        @Override
        public long operations(int rows) {
            return entries;
        }
    }

    /// The sum or maximum of each column.
    ///
    /// @param rows how many there are
    record OfColumns<A>(Fold<A> fold, Ref x, int rows, int columns, Ref y) implements Single<A> {
        @Override
        public void run(A[] arrays, int row, int ignored) {
            fold.columns(arrays[x.slot()], x.at(row), rows, columns, arrays[y.slot()], y.at(row));
        }

        @Override
        public ImmutableList<Ref> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public String text() {
            return fold + " of columns[" + x + "]";
        }

        @Override
        public long operations(int rows) {
            return (long) this.rows * columns;
        }
    }
}
