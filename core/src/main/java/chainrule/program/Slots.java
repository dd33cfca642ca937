package chainrule.program;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Which slot of the memory holds what. Buffers are used again once nobody reads them any more.
final class Slots {
    private final Map<String, Integer> dims;
    private final List<Integer> lengths = new ArrayList<>(List.of(0));
    private final List<Integer> indexLengths = new ArrayList<>();
    private final IdentityHashMap<Node, Integer> slots = new IdentityHashMap<>();
    private final Map<Double, Integer> numbers = new HashMap<>();
    private final Map<Integer, Double> numberAt = new TreeMap<>();
    private final Map<Integer, Node> constants = new TreeMap<>();
    private final TreeMap<Integer, List<Integer>> free = new TreeMap<>();

    Slots(Map<String, Integer> dims) {
        this.dims = dims;
    }

    /// The number that a node is, if it is one of the formula itself.
    OptionalDouble number(Node node) {
        return switch (node.op()) {
            case Op.Size(var dim) -> OptionalDouble.of(dim.bind(dims).size());
            case Op.Constant(Tensor value) when value.size() == 1 && value.kind() != Kind.INDEX ->
                    OptionalDouble.of(value.get(0));
            default -> OptionalDouble.empty();
        };
    }

    /// A slot with so many copies of a number, or more.
    int ofNumber(double number, int entries) {
        int slot =
                numbers.computeIfAbsent(
                        number,
                        _ -> {
                            int fresh = fresh(0);
                            numberAt.put(fresh, number);
                            return fresh;
                        });
        lengths.set(slot, Math.max(lengths.get(slot), entries));
        return slot;
    }

    /// The slot of a node that is fed, a constant, or computed and stored: among the indices if it
    /// is one of these.
    int of(Node base) {
        OptionalDouble number = number(base);
        if (number.isPresent()) {
            return ofNumber(number.getAsDouble(), 1);
        }
        return slots.computeIfAbsent(
                base,
                node -> {
                    if (!(node.op() instanceof Op.Source)) {
                        throw new AssertionError(node);
                    }
                    int size = Views.size(Layout.sizes(node.shape().bind(dims)));
                    int slot = node.kind() == Kind.INDEX ? freshIndices(size) : fresh(size);
                    if (node.op() instanceof Op.Constant) {
                        constants.put(node.kind() == Kind.INDEX ? -1 - slot : slot, node);
                    }
                    return slot;
                });
    }

    private int fresh(int length) {
        lengths.add(length);
        return lengths.size() - 1;
    }

    private int freshIndices(int length) {
        indexLengths.add(length);
        return indexLengths.size() - 1;
    }

    /// A buffer that nothing else is ever written to.
    int own(Kind kind, int length) {
        return kind == Kind.INDEX ? freshIndices(length) : fresh(length);
    }

    /// Gives a node a buffer that nothing else is ever written to.
    void keep(Node node, int length) {
        slots.put(node, own(node.kind(), length));
    }

    /// Gives a node a buffer that was used before, if one will do.
    void take(Node node, int length) {
        if (node.kind() == Kind.INDEX) {
            keep(node, length);
        } else {
            slots.put(node, take(length));
        }
    }

    /// A buffer that holds so many entries, or up to four times as many.
    int take(int length) {
        Map.Entry<Integer, List<Integer>> fits = free.ceilingEntry(length);
        if (fits == null || fits.getKey() / 4 > length) {
            return fresh(length);
        }
        int slot = fits.getValue().removeLast();
        if (fits.getValue().isEmpty()) {
            free.remove(fits.getKey());
        }
        return slot;
    }

    /// Takes back a buffer that nobody reads any more.
    void give(int slot) {
        free.computeIfAbsent(lengths.get(slot), _ -> new ArrayList<>()).add(slot);
    }

    void needRegisters(int entries) {
        lengths.set(Ref.REGISTERS, Math.max(lengths.get(Ref.REGISTERS), entries));
    }

    /// The lengths of all slots of real numbers.
    int[] lengths() {
        return lengths.stream().mapToInt(n -> n).toArray();
    }

    /// The lengths of all slots of indices.
    int[] indexLengths() {
        return indexLengths.stream().mapToInt(n -> n).toArray();
    }

    /// The slots of nodes that have one.
    ImmutableMap<Node, Integer> stored() {
        return ImmutableMap.copyOf(slots);
    }

    /// The slots that hold copies of one number.
    Map<Integer, Double> numbers() {
        return numberAt;
    }

    /// Constants of several entries by slot; those of indices by −1 − slot.
    Map<Integer, Node> constants() {
        return constants;
    }
}
