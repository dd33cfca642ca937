package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.kernel.Kernels;
import chainrule.program.Member.Level;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Makes the instructions of a group.
///
/// @param <A> `float[]` or `double[]`
final class BlockBuilder<A> {
    /// How many entries a block has, if rows allow: few enough that all registers stay in the first
    /// cache.
    private static final int BLOCK = 768;

    /// What has been read in some order already.
    private record Read(Node base, int offset, List<Integer> strides, Level level) {}

    private final Group group;
    private final Slots slots;
    private final Kernels<A> kernels;
    private final Set<Node> stored;
    private final int columns;
    private final int most;
    private final int perPart;
    private final int parts;
    private final List<Instruction<A>> first = new ArrayList<>();
    private final List<Use> each = new ArrayList<>();
    private final List<Instruction.Single<A>> last = new ArrayList<>();
    private final List<Instruction.Single<A>> after = new ArrayList<>();
    private final List<Integer> ofParts = new ArrayList<>();
    private final Map<Node, Ref> results = new HashMap<>();
    private final Map<Read, Ref> reads = new HashMap<>();
    private final Registers registers = new Registers();

    /// @param stored the nodes that have buffers
    BlockBuilder(Group group, Slots slots, Kernels<A> kernels, Set<Node> stored) {
        this.group = group;
        this.slots = slots;
        this.kernels = kernels;
        this.stored = stored;
        this.columns = group.columns();
        this.most = Math.max(1, Math.min(group.rows(), BLOCK / Math.max(1, columns)));
        int blocks = Cost.perPart(group.rows(), most);
        this.perPart = most * Math.max(1, Cost.perPart(blocks, Cost.parts(Cost.of(group), blocks)));
        this.parts = Cost.perPart(group.rows(), perPart);
    }

    BlockStep<A> build() {
        group.members().forEach(this::add);
        Joining<A> joined = new Joining<>(kernels, most, each);
        slots.needRegisters(registers.place(joined.uses()));
        ofParts.forEach(slots::give);
        return new BlockStep<>(
                ImmutableList.copyOf(first),
                joined.build(last.stream().flatMap(i -> i.reads().stream()).toList()),
                ImmutableList.copyOf(last),
                ImmutableList.copyOf(after),
                group.rows(),
                columns,
                most,
                perPart);
    }

    private int perRow(Level level) {
        return level == Level.ENTRY ? columns : 1;
    }

    private void add(Member member) {
        ImmutableList<Ref> x =
                member.operands().stream()
                        .map(operand -> read(member, operand))
                        .collect(ImmutableList.toImmutableList());
        if (member.role().isAfterAll()) {
            reduce(member, x.get(0));
            return;
        }
        int perRow = perRow(member.resultLevel());
        Ref y =
                stored.contains(member.node())
                        ? Ref.buffer(slots.of(member.node()), 0, perRow)
                        : registers.passing(most * perRow);
        results.put(member.node(), y);
        if (member.role().isOfRows()) {
            each.add(new Instruction.OfRows<>(fold(member), x.get(0), columns, y));
        } else {
            Leaf leaf = (Leaf) member.node().op();
            each.add(new Applied(leaf, Optional.of(member.node()), x, y, perRow));
        }
    }

    /// A sum or maximum that is known after the last row: of one block at once, else block upon
    /// block entry by entry, and those then, at the end of each part; and at last of all parts.
    private void reduce(Member member, Ref x) {
        int perRow = perRow(member.level());
        Fold<A> fold = fold(member);
        Ref y = Ref.buffer(slots.of(member.node()), 0, 0);
        if (group.rows() > 0 && group.rows() <= most) {
            each.add(folded(member, x, most, most * perRow, y));
            return;
        }
        Ref so = registers.lasting(most * perRow);
        first.add(new Instruction.Fill<>(kernels, fold.neutral(), most * perRow, so));
        ImmutableList<Ref> both = ImmutableList.of(so, x);
        each.add(new Applied(fold.ofTwo(), Optional.empty(), both, so, perRow));
        if (parts <= 1) {
            last.add(folded(member, so, most, most * perRow, y));
            return;
        }
        int width = member.role().isOfColumns() ? columns : 1;
        int slot = slots.take(parts * width);
        ofParts.add(slot);
        last.add(folded(member, so, most, most * perRow, Ref.buffer(slot, 0, width)));
        after.add(folded(member, Ref.buffer(slot, 0, 0), parts, parts, y));
    }

    private Fold<A> fold(Member member) {
        return new Fold<>(kernels, member.role().isSum());
    }

    private Instruction.Single<A> folded(Member member, Ref x, int rows, int entries, Ref y) {
        return member.role().isOfColumns()
                ? new Instruction.OfColumns<>(fold(member), x, rows, columns, y)
                : new Instruction.OfAll<>(fold(member), x, entries, y);
    }

    private Ref read(Member member, Access operand) {
        Node base = operand.base();
        Ref own = results.get(base);
        Pattern pattern = group.pattern(member, operand);
        if (own != null && pattern == Pattern.DIRECT) {
            return own;
        }
        OptionalDouble number = slots.number(base);
        if (number.isPresent()) {
            int entries = most * perRow(member.level());
            return Ref.buffer(slots.ofNumber(number.getAsDouble(), entries), 0, 0);
        }
        Strides view = operand.view();
        int perRow = perRow(member.level());
        if (own == null && pattern == Pattern.DIRECT) {
            return Ref.buffer(slots.of(base), view.offset(), perRow);
        }
        return reads.computeIfAbsent(
                new Read(base, view.offset(), Ints.asList(view.strides()), member.level()),
                _ -> own == null ? load(base, view, pattern, perRow) : repeated(own));
    }

    private Ref load(Node base, Strides view, Pattern pattern, int perRow) {
        int slot = slots.of(base);
        Ref once = Ref.buffer(slot, view.offset(), 0);
        return switch (pattern) {
            case DIRECT -> throw new AssertionError(base);
            case SCALAR -> {
                Ref y = registers.lasting(most * perRow);
                first.add(new Instruction.Spread<>(kernels, once, most * perRow, y));
                yield y;
            }
            case COLUMN -> {
                Ref y = registers.lasting(most * columns);
                first.add(new Instruction.Tile<>(kernels, once, most, columns, y));
                yield y;
            }
            case ROW -> repeated(Ref.buffer(slot, view.offset(), 1));
            case GENERAL -> {
                Ref y = registers.passing(most * perRow);
                each.add(
                        new Instruction.Gather<>(kernels, Ref.buffer(slot, 0, 0), view, perRow, y));
                yield y;
            }
        };
    }

    private Ref repeated(Ref x) {
        Ref y = registers.passing(most * columns);
        each.add(new Instruction.Repeat<>(kernels, x, columns, y));
        return y;
    }
}
