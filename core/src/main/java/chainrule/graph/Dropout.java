package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Of the first operand each entry is 0 with probability `rate`, and else divided by `1 − rate`, so
/// that its mean stays. Which ones depends on the seed and on the second operand, the number of a
/// step, and on nothing else: see [Uniform].
///
/// @param rate from 0 (included) to 1
/// @param seed a number of its own for each dropout: two of one seed drop the same places
public record Dropout(double rate, long seed) implements Composite {
    /// Refuses a rate outside its range.
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new GraphException(
                    "dropout: the rate is from 0 up to 1, and is " + Numbers.text(rate));
        }
    }

    @Override
    public String label() {
        return "dropout";
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.INDEX), x);
        Node drawn = new Uniform(x.get(0).shape(), seed).apply(x.get(1));
        Node dropped = Functions.less(drawn, Node.constant(rate));
        Node kept = x.get(0).div(1 - rate);
        return Functions.where(dropped, Node.constant(0), kept);
    }

    /// The formulas as they are used after training: with each dropout replaced by what it is
    /// applied to, and each composite in whose definition there is one by its definition without.
    public static ImmutableList<Node> without(List<Node> formulas) {
        var built = Walk.rebuild(formulas, Dropout::without);
        return formulas.stream().map(built::get).collect(ImmutableList.toImmutableList());
    }

    private static Node without(Node node, ImmutableList<Node> x) {
        Node rebuilt = node.withInputs(x);
        return switch (rebuilt.op()) {
            case Dropout _ -> x.get(0);
            case Composite composite -> {
                Node definition = composite.definition(x);
                Node without = without(List.of(definition)).get(0);
                yield without == definition
                        ? rebuilt
                        : node.name().map(without::named).orElse(without);
            }
            case Op _ -> rebuilt;
        };
    }
}
