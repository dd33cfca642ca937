package chainrule.program;

import chainrule.kernel.Kernels;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts what is done with each block in order, element-wise operations together in loops, as many
/// as the JVM's compiler takes in one.
///
/// @param <A> `float[]` or `double[]`
final class Joining<A> {
    /// So many vector operations the JVM's compiler writes out in a loop; of those beyond, it makes
    /// an object each.
    private static final int MOST_VECTORS = 45;

    /// So many operations on single numbers stay below the 8000 bytes of a method that is compiled.
    private static final int MOST_SINGLES = 300;

    /// A loop that takes more, or an instruction that stands alone.
    private static final class Item<A> {
        final Optional<Instruction.Single<A>> alone;
        final Deque<Applied> applied = new ArrayDeque<>();
        final Set<Ref> reads = new HashSet<>();
        int room;

        Item(Optional<Instruction.Single<A>> alone, int room) {
            this.alone = alone;
            this.room = room;
            alone.ifPresent(instruction -> reads.addAll(instruction.reads()));
        }

        void add(Applied first, int weight) {
            applied.addFirst(first);
            reads.addAll(first.reads());
            room -= weight;
        }

        Collection<? extends Use> uses() {
            return alone.isPresent() ? List.of(alone.get()) : applied;
        }

        boolean takes(Applied next, int weight) {
            return alone.isEmpty()
                    && applied.getFirst().perRow() == next.perRow()
                    && weight <= room;
        }
    }

    private final Kernels<A> kernels;
    private final int rows;
    private final Deque<Item<A>> items = new ArrayDeque<>();

    /// @param rows of a block
    /// @param uses what is to be done, in an order in which it can be
    Joining(Kernels<A> kernels, int rows, List<Use> uses) {
        this.kernels = kernels;
        this.rows = rows;
        uses.reversed().forEach(this::add);
    }

    /// From the last to the first, so that each is put as late as it can be, with what reads it:
    /// what is read in the loop that computes it is never stored.
    @SuppressWarnings("unchecked") // what is done here has this precision
    private void add(Use use) {
        switch (use) {
            case Applied applied -> add(applied);
            case Instruction.Single<?> alone ->
                    items.addFirst(new Item<>(Optional.of((Instruction.Single<A>) alone), 0));
        }
    }

    private void add(Applied next) {
        boolean isOfOne = rows * next.perRow() == 1;
        int most = isOfOne ? MOST_SINGLES : MOST_VECTORS;
        int weight = isOfOne ? 1 : kernels.vectorOperations(next.leaf()).orElse(most);
        Item<A> item = find(next, weight).orElseGet(() -> open(most));
        item.add(next, weight);
    }

    private Item<A> open(int room) {
        Item<A> item = new Item<>(Optional.empty(), room);
        items.addFirst(item);
        return item;
    }

    /// The last loop that has room and stands before all others that read the result.
    private Optional<Item<A>> find(Applied next, int weight) {
        Optional<Item<A>> found = Optional.empty();
        for (Item<A> item : items) {
            if (item.takes(next, weight)) {
                found = Optional.of(item);
            }
            if (item.reads.contains(next.y())) {
                break;
            }
        }
        return found;
    }

    /// All that is done, in order.
    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        items.forEach(item -> uses.addAll(item.uses()));
        return uses;
    }

    /// The instructions, once all registers have their places.
    ///
    /// @param later what is read after the last block
    ImmutableList<Instruction<A>> build(List<Ref> later) {
        Map<Ref, Set<Item<A>>> readers = new HashMap<>();
        for (Item<A> item : items) {
            for (Use use : item.uses()) {
                use.reads()
                        .forEach(x -> readers.computeIfAbsent(x, _ -> new HashSet<>()).add(item));
            }
        }
        ImmutableList.Builder<Instruction<A>> instructions = ImmutableList.builder();
        for (Item<A> item : items) {
            Set<Ref> kept = new HashSet<>(later);
            for (Applied applied : item.applied) {
                Ref y = applied.y();
                if (!y.isRegister()
                        || !Set.of(item).containsAll(readers.getOrDefault(y, Set.of()))) {
                    kept.add(y);
                }
            }
            instructions.add(
                    item.alone
                            .<Instruction<A>>map(alone -> alone)
                            .orElseGet(() -> joined(item.applied, kept)));
        }
        return instructions.build();
    }

    private Joined<A> joined(Deque<Applied> applied, Set<Ref> kept) {
        Links links = new Links();
        applied.forEach(links::add);
        return new Joined<>(
                ImmutableList.copyOf(applied),
                kernels.chain(links.chain(kept)),
                links.places(kept),
                applied.getFirst().perRow());
    }
}
