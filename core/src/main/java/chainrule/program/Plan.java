package chainrule.program;

import chainrule.graph.Node;
import chainrule.kernel.Kernels;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.Set;

/// A program for known sizes: its steps, and the memory they need. It holds no values but
/// constants, so sessions share it.
///
/// @param lengths of the slots of real numbers
/// @param indexLengths of the slots of indices
/// @param fed what a feed must give
/// @param outputs where the outputs lie after the last step
/// @param stored the slots of nodes that have one
/// @param numbers the slots that hold copies of a number
/// @param constants arrays that nothing is ever written to, by slot
/// @param <A> `float[]` or `double[]`
@SuppressWarnings("ArrayRecordComponent") // made once by a planner, and never compared
record Plan<A>(
        Kernels<A> kernels,
        ImmutableList<Part<A>> parts,
        int[] lengths,
        int[] indexLengths,
        ImmutableList<Place> fed,
        ImmutableList<Place> outputs,
        ImmutableMap<Node, Integer> stored,
        ImmutableMap<Integer, Double> numbers,
        ImmutableMap<Integer, A> constants,
        ImmutableMap<Integer, int[]> indexConstants) {
    /// A step, and what it computes; nothing if it only brings entries together.
    record Part<A>(ImmutableList<Node> computes, Step<A> step) {}

    /// A node, and the slot that its entries fill from the first on.
    record Place(Node node, Kind kind, Shape shape, int slot) {}

    /// A memory for one session, with constants in it and room for all else but what is fed.
    ///
    /// @param hands how many threads may use it at once
    Memory<A> memory(int hands) {
        Memory<A> memory = new Memory<>(kernels, lengths.length, indexLengths.length, hands);
        Set<Integer> given = new HashSet<>();
        fed.stream()
                .filter(place -> place.kind() != Kind.INDEX)
                .forEach(place -> given.add(place.slot()));
        for (int slot = 0; slot < lengths.length; slot++) {
            A constant = constants.get(slot);
            if (constant != null) {
                memory.reals[slot] = constant;
            } else if (!given.contains(slot)) {
                memory.reals[slot] = kernels.allocate(lengths[slot]);
            }
        }
        for (int slot = 0; slot < indexLengths.length; slot++) {
            int[] constant = indexConstants.get(slot);
            memory.indices[slot] = constant == null ? new int[indexLengths[slot]] : constant;
        }
        return memory;
    }
}
