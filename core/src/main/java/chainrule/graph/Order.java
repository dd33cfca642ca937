package chainrule.graph;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The nodes that some roots are made of, each once, operands before their consumers. It is a list
/// that knows the place of every node and numbers the edges, so that what a walk learns of nodes
/// and edges can stand in arrays. It does not change.
public final class Order extends AbstractList<Node> implements RandomAccess {
    private final Numbering places;

    /// The first edge of the node at a place; those to its other operands follow.
    private final int[] first;

    /// The place of the operand that an edge leads to.
    private final int[] operands;

    private Order(Numbering places, int[] first, int[] operands) {
        this.places = places;
        this.first = first;
        this.operands = operands;
    }

    static Order of(List<Node> roots, Predicate<Node> floor) {
        Descent descent = new Descent(floor);
        roots.forEach(descent::from);
        return descent.order();
    }

    @Override
    public Node get(int place) {
        return places.get(Objects.checkIndex(place, size()));
    }

    @Override
    public int size() {
        return places.size();
    }

    /// The place of a node, or −1.
    @Override
    public int indexOf(@Nullable Object node) {
        return node == null ? -1 : places.find(node);
    }

    @Override
    public int lastIndexOf(@Nullable Object node) {
        return indexOf(node);
    }

    @Override
    public boolean contains(@Nullable Object node) {
        return indexOf(node) >= 0;
    }

    /// The number of edges.
    public int edges() {
        return operands.length;
    }

    /// The number, from 0, of the edge from the node at a place to one of its operands.
    public int edge(int place, int operand) {
        return first[place] + operand;
    }

    /// The place of the node that an edge leads to; −1 if that was left out of the order.
    public int source(int edge) {
        return operands[edge];
    }

    /// The way down from roots. Nodes have numbers in the order in which they are met, and get
    /// their places when all of their operands have theirs.
    private static final class Descent {
        private final Predicate<Node> floor;
        private final Numbering met = new Numbering();

        /// The nodes from the root down to where we are.
        private final IntStack path = new IntStack();

        /// The operands that were met, of each node on the path, and how many there were before.
        private final IntStack open = new IntStack();

        private final IntStack before = new IntStack();

        /// What has its place, in order, and all the operands of that.
        private final IntStack done = new IntStack();

        private final IntStack first = new IntStack();
        private final IntStack operands = new IntStack();

        Descent(Predicate<Node> floor) {
            this.floor = floor;
        }

        void from(Node root) {
            int size = met.size();
            if (number(root) == size) {
                enter(size);
            }
            while (path.size() > 0) {
                List<Node> inputs = met.get(path.top()).inputs();
                int next = open.size() - before.top();
                if (next < inputs.size()) {
                    meet(inputs.get(next));
                } else {
                    leave();
                }
            }
        }

        private void meet(Node input) {
            int size = met.size();
            int number = number(input);
            open.push(number);
            if (number == size) {
                enter(number);
            }
        }

        private int number(Node node) {
            return floor.test(node) ? -1 : met.add(node);
        }

        private void enter(int number) {
            path.push(number);
            before.push(open.size());
        }

        private void leave() {
            done.push(path.pop());
            first.push(operands.size());
            open.moveAbove(before.pop(), operands);
        }

        Order order() {
            int[] places = new int[met.size()];
            for (int place = 0; place < places.length; place++) {
                places[done.get(place)] = place;
            }
            int[] all = operands.toArray();
            for (int i = 0; i < all.length; i++) {
                all[i] = all[i] < 0 ? -1 : places[all[i]];
            }
            return new Order(met.renumbered(places), first.toArray(), all);
        }
    }
}
