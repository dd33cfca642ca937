package chainrule.graph;

import static chainrule.graph.Functions.expm1;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.minimum;
import static chainrule.graph.Functions.where;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// x above 0, else α(eˣ − 1); its derivative at 0 is α.
public record Elu(double alpha) implements Composite {
    /// Refuses an α that is no number.
    public Elu {
        if (Double.isNaN(alpha)) {
            throw new GraphException("elu: α is NaN");
        }
    }

    @Override
    public String label() {
        return "elu";
    }

    @Override
    public Notation notation(Node y) {
        return alpha == 1 ? Notation.function("elu", 1) : Notation.with("elu", 1, alpha);
    }

    /// The exponential sees no number above 0, so that it cannot overflow.
    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node zero = Node.constant(0);
        return maximum(from, zero).add(expm1(minimum(from, zero)).mul(alpha));
    }

    @Override
    public Rule rule() {
        return (Rule.Partials)
                (x, y) ->
                        List.of(
                                where(
                                        less(Node.constant(0), x.get(0)),
                                        Node.constant(1),
                                        y.add(alpha)));
    }

    @Override
    public Domain domain() {
        return Domain.ALL.at(0);
    }
}
