package chainrule.graph;

import static chainrule.graph.Functions.and;
import static chainrule.graph.Functions.lessEqual;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.minimum;

import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The nearest number between two; its derivative is 1 between them and at both, else 0.
public record Clamp(double low, double high) implements Composite {
    /// Refuses an empty range.
    public Clamp {
        if (!(low <= high)) {
            throw new GraphException(
                    "clamp: the range from %s to %s is empty"
                            .formatted(Numbers.text(low), Numbers.text(high)));
        }
    }

    @Override
    public String label() {
        return "clamp";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.with("clamp", 1, low, high);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return minimum(maximum(from, Node.constant(low)), Node.constant(high));
    }

    @Override
    public Rule rule() {
        return (Rule.Partials)
                (x, _) -> {
                    Node above = lessEqual(Node.constant(low), x.get(0));
                    Node below = lessEqual(x.get(0), Node.constant(high));
                    return List.of(Leaf.mask(and(above, below), 1, 0));
                };
    }

    @Override
    public Domain domain() {
        return Domain.ALL.at(low).at(high);
    }
}
