package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import java.util.stream.Stream;

/// A group: block after block of rows runs through all instructions while it is in the cache.
final class BlockStep<A> implements Divided<A> {
    private final Instruction<A>[] first;
    private final Instruction<A>[] each;
    private final Instruction<A>[] last;
    private final Instruction<A>[] after;
    private final int rows;
    private final int columns;
    private final int most;
    private final int perPart;
    private final int parts;

    /// @param first done once before the first block of a part
    /// @param each done for each block
    /// @param last done once after the last block of a part, for the row with its number
    /// @param after done once after all parts
    /// @param rows all that there are
    /// @param columns entries of a row
    /// @param most rows in a block
    /// @param perPart rows in a part, a multiple of those in a block
    BlockStep(
            ImmutableList<? extends Instruction<A>> first,
            ImmutableList<Instruction<A>> each,
            ImmutableList<? extends Instruction<A>> last,
            ImmutableList<? extends Instruction<A>> after,
            int rows,
            int columns,
            int most,
            int perPart) {
        this.first = array(first);
        this.each = array(each);
        this.last = array(last);
        this.after = array(after);
        this.rows = rows;
        this.columns = columns;
        this.most = most;
        this.perPart = perPart;
        this.parts = Math.max(1, Cost.perPart(rows, perPart));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
    private static <A> Instruction<A>[] array(ImmutableList<? extends Instruction<A>> list) {
        return list.toArray(new Instruction[0]);
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void part(int part, Memory<A> memory) {
        A[] arrays = memory.reals;
        for (Instruction<A> instruction : first) {
            instruction.run(arrays, 0, most);
        }
        int end = (int) Math.min(rows, (part + 1L) * perPart);
        for (int row = part * perPart; row < end; row += most) {
            int block = Math.min(most, end - row);
            for (Instruction<A> instruction : each) {
                instruction.run(arrays, row, block);
            }
        }
        for (Instruction<A> instruction : last) {
            instruction.run(arrays, part, most);
        }
    }

    @Override
    public void end(Memory<A> memory) {
        for (Instruction<A> instruction : after) {
            instruction.run(memory.reals, 0, parts);
        }
    }

    @Override
    public ImmutableList<String> text() {
        return text(_ -> "");
    }

    @Override
    public ImmutableList<String> text(Function<Node, String> names) {
        ImmutableList.Builder<String> text = ImmutableList.builder();
        text.add("%d×%d in blocks of %d rows%s".formatted(rows, columns, most, Cost.text(parts)));
        text(first, "first  ", names, text);
        text(each, "each   ", names, text);
        text(last, "last   ", names, text);
        text(after, "after  ", names, text);
        return text.build();
    }

    private void text(
            Instruction<A>[] instructions,
            String when,
            Function<Node, String> names,
            ImmutableList.Builder<String> text) {
        for (Instruction<A> instruction : instructions) {
            instruction
                    .hindrance()
                    .ifPresent(why ->
                            text.add(
                                    "(the next loop is no bytecode, but plain: %s)"
                                            .formatted(why)));
            int left = instruction.uses().size();
            String bracket = left == 1 ? "" : "┌ ";
            for (Use use : instruction.uses()) {
                String name = use.node().map(names).orElse("");
                text.add(
                        when
                                + bracket
                                + use.y()
                                + " = "
                                + use.text()
                                + (name.isEmpty() ? "" : "  that is " + name));
                left--;
                bracket = bracket.isEmpty() ? "" : left == 1 ? "└ " : "│ ";
            }
        }
    }

    @Override
    public long operations() {
        return parts * (operations(first, most) + operations(last, most))
                + operations(each, rows)
                + operations(after, parts);
    }

    private static <A> long operations(Instruction<A>[] instructions, int rows) {
        return Stream.of(instructions).mapToLong(i -> i.operations(rows)).sum();
    }
}
