package chainrule.program;

import chainrule.kernel.Chained;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// Element-wise operations in one loop.
///
/// @param uses the operations, in order
/// @param places where the loop reads and writes
@SuppressWarnings("ArrayRecordComponent") // made once by a builder, and never compared
record Joined<A>(ImmutableList<Applied> uses, Chained<A> loop, int[] places, int perRow)
        implements Instruction<A> {
    @Override
    public void run(A[] arrays, int row, int rows) {
        loop.run(arrays, places, row, rows * perRow);
    }

    @Override
    public long operations(int rows) {
        return (long) rows * perRow * uses.size();
    }

    @Override
    public Optional<String> hindrance() {
        return loop.hindrance();
    }
}
