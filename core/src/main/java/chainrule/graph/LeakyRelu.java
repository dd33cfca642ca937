package chainrule.graph;

import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.where;

import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// x above 0, else slope·x; its derivative at the kink 0 is the slope.
public record LeakyRelu(double slope) implements Composite {
    @Override
    public String label() {
        return "leaky_relu";
    }

    @Override
    public Notation notation(Node y) {
        String number = Numbers.text(slope);
        return Notation.function(
                "leakyrelu[" + number + "]", "\\operatorname{leakyrelu}_{" + number + "}", 1);
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
        return Domain.everywhere().at(0);
    }
}
