package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import java.util.stream.Stream;

/// A group: block after block of rows runs through all instructions while it is in the cache.
final class BlockStep<A> implements Step<A> {
    private final Instruction<A>[] first;
    private final Instruction<A>[] each;
    private final Instruction<A>[] last;
    private final int rows;
    private final int columns;
    private final int most;

    /// @param first done once before the first block
    /// @param each done for each block
    /// @param last done once after the last block
    /// @param rows all that there are
    /// @param columns entries of a row
    /// @param most rows in a block
    BlockStep(
            ImmutableList<? extends Instruction<A>> first,
            ImmutableList<Instruction<A>> each,
            ImmutableList<? extends Instruction<A>> last,
            int rows,
            int columns,
            int most) {
        this.first = array(first);
        this.each = array(each);
        this.last = array(last);
        this.rows = rows;
        this.columns = columns;
        this.most = most;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
    private static <A> Instruction<A>[] array(ImmutableList<? extends Instruction<A>> list) {
        return list.toArray(new Instruction[0]);
    }

    @Override
    public void run(Memory<A> memory) {
        A[] arrays = memory.reals;
        for (Instruction<A> instruction : first) {
            instruction.run(arrays, 0, most);
        }
        for (int row = 0; row < rows; row += most) {
            int block = Math.min(most, rows - row);
            for (Instruction<A> instruction : each) {
                instruction.run(arrays, row, block);
            }
        }
        for (Instruction<A> instruction : last) {
            instruction.run(arrays, 0, most);
        }
    }

    @Override
    public ImmutableList<String> text() {
        return text(_ -> "");
    }

    @Override
    public ImmutableList<String> text(Function<Node, String> names) {
        ImmutableList.Builder<String> text = ImmutableList.builder();
        text.add("%d×%d in blocks of %d rows".formatted(rows, columns, most));
        text(first, "first  ", names, text);
        text(each, "each   ", names, text);
        text(last, "last   ", names, text);
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
        long once =
                Stream.of(first, last)
                        .flatMap(Stream::of)
                        .mapToLong(instruction -> instruction.operations(most))
                        .sum();
        return once + Stream.of(each).mapToLong(instruction -> instruction.operations(rows)).sum();
    }
}
