package chainrule.graph;

/// Numbers for nodes, from 0 in the order in which they come. What a walk learns of nodes can then
/// stand in arrays, which cost a fraction of a map's time and memory.
final class Numbering {
    private final Column<Node> nodes = new Column<>();
    private int size;

    /// Numbers, each + 1, at or behind the slot that a node's hash chooses; 0 where there is none.
    /// Half of the slots stay free, and their number is a power of 2.
    private int[] slots = new int[16];

    int size() {
        return size;
    }

    Node get(int number) {
        return nodes.get(number);
    }

    /// The number of a node, or −1.
    int find(Object node) {
        return slots[slot(node)] - 1;
    }

    /// The number of a node, which is the next one if it had none.
    int add(Node node) {
        int slot = slot(node);
        if (slots[slot] == 0) {
            if (2 * size == slots.length) {
                grow();
                slot = slot(node);
            }
            nodes.put(size++, node);
            slots[slot] = size;
        }
        return slots[slot] - 1;
    }

    /// The slot of a node, or the free one where it belongs.
    private int slot(Object node) {
        int slot = System.identityHashCode(node) & (slots.length - 1);
        while (slots[slot] != 0 && get(slots[slot] - 1) != node) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        slots = new int[4 * size];
        for (int number = 0; number < size; number++) {
            slots[slot(get(number))] = number + 1;
        }
    }

    /// The same nodes with other numbers; this one must not be used any more.
    ///
    /// @param numbers by the old ones, each from 0 to `size() - 1` once
    Numbering renumbered(IntStack numbers) {
        Numbering other = new Numbering();
        other.size = size;
        other.slots = slots;
        for (int number = 0; number < size; number++) {
            other.nodes.put(numbers.get(number), get(number));
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0) {
                slots[slot] = numbers.get(slots[slot] - 1) + 1;
            }
        }
        return other;
    }
}
