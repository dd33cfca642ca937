package chainrule.graph;

import java.util.Arrays;

/// Numbers for nodes, from 0 in the order in which they come. What a walk learns of nodes can then
/// stand in arrays, which cost a fraction of a map's time and memory.
final class Numbering {
    private Node[] nodes = new Node[8];
    private int size;

    /// Numbers, each + 1, at or behind the slot that a node's hash chooses; 0 where there is none.
    /// Half of the slots stay free, and their number is a power of 2.
    private int[] slots = new int[16];

    int size() {
        return size;
    }

    Node get(int number) {
        return nodes[number];
    }

    /// The number of a node, or −1.
    int find(Object node) {
        return slots[slot(node)] - 1;
    }

    /// The number of a node, which is the next one if it had none.
    int add(Node node) {
        int slot = slot(node);
        if (slots[slot] == 0) {
            if (size == nodes.length) {
                grow();
                slot = slot(node);
            }
            nodes[size++] = node;
            slots[slot] = size;
        }
        return slots[slot] - 1;
    }

    /// The slot of a node, or the free one where it belongs.
    private int slot(Object node) {
        int slot = System.identityHashCode(node) & (slots.length - 1);
        while (slots[slot] != 0 && nodes[slots[slot] - 1] != node) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        nodes = Arrays.copyOf(nodes, 2 * size);
        slots = new int[4 * size];
        for (int number = 0; number < size; number++) {
            slots[slot(nodes[number])] = number + 1;
        }
    }

    /// The same nodes with other numbers; this one must not be used any more.
    ///
    /// @param numbers by the old ones, each from 0 to `size() - 1` once
    Numbering renumbered(IntStack numbers) {
        Numbering other = new Numbering();
        other.nodes = new Node[size];
        other.size = size;
        other.slots = slots;
        for (int number = 0; number < size; number++) {
            other.nodes[numbers.get(number)] = nodes[number];
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0) {
                slots[slot] = numbers.get(slots[slot] - 1) + 1;
            }
        }
        return other;
    }
}
