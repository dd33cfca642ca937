package chainrule.graph;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing for each of many numbers from 0 on, where it is known: for places in an [Order], say,
/// or for edges. It is an array in blocks: a garbage collector counts one of megabytes as old from
/// the start, and then keeps all that it holds long after both are of use.
public final class Column<T> {
    /// Of a number, those that say where in a block.
    private static final int BITS = 12;

    private static final int MASK = (1 << BITS) - 1;

    private @Nullable Object[][] blocks = {};

    /// Whether it is known for a number.
    public boolean has(int number) {
        return number >> BITS < blocks.length && blocks[number >> BITS][number & MASK] != null;
    }

    /// That of a number for which it is known.
    @SuppressWarnings("unchecked") // put in as T
    public T get(int number) {
        return (T) Objects.requireNonNull(blocks[number >> BITS][number & MASK]);
    }

    /// Puts it there for a number, in place of what was.
    public void put(int number, T value) {
        int block = number >> BITS;
        if (block >= blocks.length) {
            grow(block + 1);
        }
        blocks[block][number & MASK] = value;
    }

    private void grow(int length) {
        int before = blocks.length;
        blocks = Arrays.copyOf(blocks, length);
        for (int block = before; block < length; block++) {
            blocks[block] = new @Nullable Object[MASK + 1];
        }
    }
}
