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
    private final IntStack first;

    /// The place of the operand that an edge leads to.
    private final IntStack operands;

    private Order(Numbering places, IntStack first, IntStack operands) {
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
        return operands.size();
    }

    /// The number, from 0, of the edge from the node at a place to one of its operands.
    public int edge(int place, int operand) {
        return first.get(place) + operand;
    }

    /// The place of the node that an edge leads to; −1 if that was left out of the order.
    public int source(int edge) {
        return operands.get(edge);
    }

    /// The way down from roots. Nodes have numbers in the order in which they are met, and get
    /// their places when all of their operands have theirs.
    private static final class Descent {
        private final Predicate<Node> floor;
        private final Numbering met = new Numbering();

        /// By numbers.
        private final IntStack places = new IntStack();

        /// The nodes from the root down to where we are.
        private final IntStack path = new IntStack();

        /// Their operands that were met, those of one after those of the other, and how many there
        /// are of the nodes above each.
        private final IntStack open = new IntStack();

        private final IntStack above = new IntStack();

        /// Of the nodes that have a place, in order.
        private final IntStack first = new IntStack();

        private final IntStack operands = new IntStack();

        Descent(Predicate<Node> floor) {
            this.floor = floor;
        }

        void from(Node root) {
            enterIfNew(number(root));
            while (path.size() > 0) {
                List<Node> inputs = met.get(path.top()).inputs();
                int next = open.size() - above.top();
                if (next < inputs.size()) {
                    int number = number(inputs.get(next));
                    open.push(number);
                    enterIfNew(number);
                } else {
                    leave();
                }
            }
        }

        private int number(Node node) {
            return floor.test(node) ? -1 : met.add(node);
        }

        private void enterIfNew(int number) {
            if (number == places.size()) {
                places.push(-1);
                path.push(number);
                above.push(open.size());
            }
        }

        private void leave() {
            places.set(path.pop(), first.size());
            first.push(operands.size());
            int from = above.pop();
            for (int i = from; i < open.size(); i++) {
                int number = open.get(i);
                operands.push(number < 0 ? -1 : places.get(number));
            }
            open.shrink(from);
        }

        Order order() {
            return new Order(met.renumbered(places), first, operands);
        }
    }
}
