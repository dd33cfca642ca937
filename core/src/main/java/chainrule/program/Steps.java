package chainrule.program;

import chainrule.graph.Distribution;
import chainrule.graph.Leaf;
import chainrule.graph.Within;
import chainrule.kernel.Kernels;
import chainrule.tensor.EntryException;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.function.IntUnaryOperator;

/// Steps that are no groups.
final class Steps {
    private Steps() {}

    /// Entries of a view put together.
    record Copy<A>(Kernels<A> kernels, int x, Strides view, int y, int size) implements Divided<A> {
        @Override
        public int parts() {
            return Cost.parts(Cost.MOVED * size, size);
        }

        @Override
        public void part(int part, Memory<A> memory) {
            int from = Cost.start(part, parts(), size);
            int n = Cost.start(part + 1, parts(), size) - from;
            kernels.gather(memory.reals[x], view, from, n, memory.reals[y], from);
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = entries of #%d%s".formatted(y, x, Cost.text(parts())));
        }
    }

    /// Indices of a view put together.
    record CopyIndices<A>(int x, IntUnaryOperator positions, int y, int size) implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            int[] from = memory.indices[x];
            int[] to = memory.indices[y];
            for (int i = 0; i < size; i++) {
                to[i] = from[positions.applyAsInt(i)];
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("indices #" + y + " = entries of #" + x);
        }
    }

    /// Sums or maxima of entries that lie together.
    ///
    /// @param ofColumns whether those to be reduced lie in columns
    record Reduce<A>(Fold<A> fold, boolean ofColumns, int x, int at, int rows, int columns, int y)
            implements Divided<A> {
        /// Rows can be summed one without the other. Columns lie between each other.
        @Override
        public int parts() {
            return ofColumns ? 1 : Cost.parts(50L * rows * columns, rows);
        }

        @Override
        public void part(int part, Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            if (ofColumns) {
                fold.columns(from, at, rows, columns, to, 0);
            } else {
                int row = Cost.start(part, parts(), rows);
                int end = Cost.start(part + 1, parts(), rows);
                fold.rows(from, at + row * columns, end - row, columns, to, row);
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of(
                    "#%d = %s of %d×%d in #%d%s"
                            .formatted(
                                    y,
                                    (fold.isSum() ? "sums" : "maxima")
                                            + (ofColumns ? " of columns" : " of rows"),
                                    rows,
                                    columns,
                                    x,
                                    Cost.text(parts())));
        }

        @Override
        public long operations() {
            return (long) rows * columns;
        }
    }

    /// Whether entries lie in a range; the interpreter explains which does not.
    record Check<A>(Kernels<A> kernels, Within range, int x, int size) implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A entries = memory.reals[x];
            for (int i = 0; i < size; i++) {
                double entry = kernels.get(entries, i);
                if (entry < range.low() || entry > range.high()) {
                    throw new EntryException(entry + " is not " + range.what());
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("check that #%d is %s".formatted(x, range.what()));
        }

        @Override
        public long operations() {
            return size;
        }
    }

    /// Whether the entries along an axis are probabilities that sum to 1; the interpreter explains
    /// which are not.
    ///
    /// @param before blocks of `length` rows of `after` entries each
    record CheckSums<A>(Kernels<A> kernels, int x, int before, int length, int after)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A entries = memory.reals[x];
            for (int i = 0; i < before; i++) {
                for (int k = 0; k < after; k++) {
                    double sum = 0;
                    for (int j = 0; j < length; j++) {
                        double entry = kernels.get(entries, (i * length + j) * after + k);
                        if (!Distribution.isProbability(entry)) {
                            throw new EntryException(entry + " is not a probability");
                        }
                        sum += entry;
                    }
                    if (!Distribution.isOne(sum)) {
                        throw new EntryException("the sum of probabilities is " + sum);
                    }
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("check that #%d sums to 1".formatted(x));
        }

        @Override
        public long operations() {
            return (long) before * length * after;
        }
    }

    /// An element-wise operation with indices among operands or result.
    record Entries<A>(Leaf leaf, ImmutableList<Reader<A>> x, Writer<A> y, int size)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            for (int i = 0; i < size; i++) {
                double a = x.get(0).get(memory, i);
                double b = x.size() > 1 ? x.get(1).get(memory, i) : 0;
                double c = x.size() > 2 ? x.get(2).get(memory, i) : 0;
                y.set(memory, i, leaf.value(a, b, c));
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of(leaf.label() + ", entry by entry");
        }

        @Override
        public long operations() {
            return size;
        }
    }

    /// An entry of an operand at a position of the result.
    @FunctionalInterface
    interface Reader<A> {
        double get(Memory<A> memory, int position);
    }

    /// An entry of the result.
    @FunctionalInterface
    interface Writer<A> {
        void set(Memory<A> memory, int position, double value);
    }
}
