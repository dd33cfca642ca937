package chainrule.graph;

import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.where;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// x above 0, else slope·x; its derivative at the kink 0 is the slope.
public record LeakyRelu(double slope) implements Composite {
    /// Refuses a slope that is no number.
    public LeakyRelu {
        if (Double.isNaN(slope)) {
            throw new GraphException("leaky_relu: the slope is NaN");
        }
    }

    @Override
    public String label() {
        return "leaky_relu";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.with("leakyrelu", 1, slope);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return where(isPositive(from), from, from.mul(slope));
    }

    private static Node isPositive(Node x) {
        return less(Node.constant(0), x);
    }

    @Override
    public Rule rule() {
        return (Rule.Partials) (x, _) -> List.of(Leaf.mask(isPositive(x.get(0)), 1, slope));
    }

    @Override
    public Domain domain() {
        return Domain.ALL.at(0);
    }
}
