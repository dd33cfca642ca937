package chainrule.program;

import chainrule.kernel.Kernels;
import com.google.common.collect.ImmutableList;
import java.util.Objects;

/// Steps that move entries along one axis. A tensor is seen as `before` blocks of `length` rows of
/// `after` entries each.
final class AxisSteps {
    private AxisSteps() {}

    /// All rows of the operand, put at every `step`th row of the result from `start` on; the rest
    /// of the result stays as it is.
    ///
    /// @param length rows of a block of the operand
    /// @param room rows of a block of the result
    record Place<A>(int x, int y, int before, int length, int after, int start, int step, int room)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int rows = step == 1 ? length : 1;
            for (int i = 0; i < before; i++) {
                for (int j = 0; j < length; j += rows) {
                    System.arraycopy(
                            from,
                            (i * length + j) * after,
                            to,
                            (i * room + start + j * step) * after,
                            rows * after);
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of(
                    "#%d gets #%d at row %d of %d, in steps of %d"
                            .formatted(y, x, start, room, step));
        }
    }

    /// One number everywhere, for others to be placed in.
    record Fill<A>(Kernels<A> kernels, int number, int y, int size) implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            kernels.fill(memory.reals[y], 0, size, kernels.get(memory.reals[number], 0));
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = fill[#%d]".formatted(y, number));
        }
    }

    /// Rows by their numbers.
    ///
    /// @param count how many numbers there are
    record Gather<A>(int x, int index, int y, int before, int length, int after, int count)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int[] rows = memory.indices[index];
            for (int i = 0; i < before; i++) {
                for (int j = 0; j < count; j++) {
                    System.arraycopy(
                            from,
                            (i * length + row(rows, j, length)) * after,
                            to,
                            (i * count + j) * after,
                            after);
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = rows of #%d by indices #%d".formatted(y, x, index));
        }
    }

    /// The sum of all rows that have the same number.
    ///
    /// @param length rows of a block of the result
    record ScatterAdd<A>(
            Kernels<A> kernels,
            int x,
            int index,
            int y,
            int before,
            int length,
            int after,
            int count)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int[] rows = memory.indices[index];
            kernels.fill(to, 0, before * length * after, 0);
            for (int i = 0; i < before; i++) {
                for (int j = 0; j < count; j++) {
                    int at = (i * length + row(rows, j, length)) * after;
                    int source = (i * count + j) * after;
                    kernels.add(to, at, from, source, to, at, after);
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of(
                    "#%d = sums of rows of #%d by indices #%d".formatted(y, x, index));
        }

        @Override
        public long operations() {
            return (long) before * count * after;
        }
    }

    /// For each entry of the indices the entry of the operand that it names along the axis.
    ///
    /// @param count rows of a block of the indices
    record Take<A>(
            Kernels<A> kernels,
            int x,
            int index,
            int y,
            int before,
            int length,
            int after,
            int count)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int[] rows = memory.indices[index];
            for (int i = 0; i < before; i++) {
                for (int at = i * count * after; at < (i + 1) * count * after; at++) {
                    int source = (i * length + row(rows, at, length)) * after + at % after;
                    kernels.set(to, at, kernels.get(from, source));
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = entries of #%d by indices #%d".formatted(y, x, index));
        }
    }

    /// Each entry of the operand, added where its index says along the axis.
    ///
    /// @param length rows of a block of the result
    record Put<A>(
            Kernels<A> kernels,
            int x,
            int index,
            int y,
            int before,
            int length,
            int after,
            int count)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int[] rows = memory.indices[index];
            kernels.fill(to, 0, before * length * after, 0);
            for (int i = 0; i < before; i++) {
                for (int at = i * count * after; at < (i + 1) * count * after; at++) {
                    int target = (i * length + row(rows, at, length)) * after + at % after;
                    kernels.set(to, target, kernels.get(to, target) + kernels.get(from, at));
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of(
                    "#%d = sums of entries of #%d by indices #%d".formatted(y, x, index));
        }

        @Override
        public long operations() {
            return (long) before * count * after;
        }
    }

    /// A 1 in each row, where its index says, and else 0.
    record OneHot<A>(Kernels<A> kernels, int index, int y, int rows, int classes)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A to = memory.reals[y];
            int[] ones = memory.indices[index];
            kernels.fill(to, 0, rows * classes, 0);
            for (int i = 0; i < rows; i++) {
                kernels.set(to, i * classes + row(ones, i, classes), 1);
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = one-hot rows of indices #%d".formatted(y, index));
        }
    }

    /// Running sums of rows.
    record CumSum<A>(
            Kernels<A> kernels, int x, int y, int before, int length, int after, boolean backwards)
            implements Step<A> {
        @Override
        public void run(Memory<A> memory) {
            A from = memory.reals[x];
            A to = memory.reals[y];
            int blocks = length == 0 ? 0 : before;
            for (int i = 0; i < blocks; i++) {
                int first = (i * length + (backwards ? length - 1 : 0)) * after;
                System.arraycopy(from, first, to, first, after);
                for (int j = 1; j < length; j++) {
                    int at = first + (backwards ? -j : j) * after;
                    int last = backwards ? at + after : at - after;
                    kernels.add(to, last, from, at, to, at, after);
                }
            }
        }

        @Override
        public ImmutableList<String> text() {
            return ImmutableList.of("#%d = running sums of #%d".formatted(y, x));
        }

        @Override
        public long operations() {
            return (long) before * length * after;
        }
    }

    /// An index, which the interpreter explains if it is outside the axis.
    private static int row(int[] rows, int at, int length) {
        return Objects.checkIndex(rows[at], length);
    }
}
