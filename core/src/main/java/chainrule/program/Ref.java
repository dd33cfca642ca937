package chainrule.program;

import com.google.common.collect.ImmutableList;

/// Where a loop finds an operand, or leaves its result, for the rows from one on. What lies in a
/// register is there for the rows of one block.
final class Ref {
    /// The slot of the registers.
    static final int REGISTERS = 0;

    private final int slot;
    private final int perRow;
    private int base;

    private Ref(int slot, int base, int perRow) {
        this.slot = slot;
        this.base = base;
        this.perRow = perRow;
    }

    /// Entries in a buffer.
    ///
    /// @param base where the first lies
    /// @param perRow how many there are for a row; 0 if all rows read the same
    static Ref buffer(int slot, int base, int perRow) {
        return new Ref(slot, base, perRow);
    }

    /// Entries in a register, whose place is found later.
    static Ref register() {
        return new Ref(REGISTERS, 0, 0);
    }

    boolean isRegister() {
        return slot == REGISTERS;
    }

    void place(int at) {
        base = at;
    }

    int slot() {
        return slot;
    }

    int perRow() {
        return perRow;
    }

    /// Where it lies, as what two readers of the same have in common.
    ImmutableList<Integer> place() {
        return ImmutableList.of(slot, base, perRow);
    }

    int at(int row) {
        return base + row * perRow;
    }

    @Override
    public String toString() {
        return isRegister() ? "r" + base : "#" + slot;
    }
}
