package chainrule.graph;

import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.log1p;
import static chainrule.graph.Functions.logSoftmax;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static chainrule.graph.Notation.Binding.ATOM;
import static chainrule.graph.Notation.Binding.POWER;
import static chainrule.graph.Notation.function;
import static chainrule.graph.Notation.sign;

import java.util.function.BinaryOperator;

/// The composites without settings, one in a row: notation, definition, and a partial ∂y/∂x of
/// their own where the one from the definition loses precision or beauty. `m` is the number of
/// points.
public final class Composites {
    // spotless:off
    /// 1 / (1 + e⁻ˣ), written so that it does not overflow; its derivative is σ(1 − σ).
    public static final Composite SIGMOID = Composite.of("sigmoid", function("σ", "\\sigma", 1),
            x -> logistic(x, exp(abs(x).neg())), (x, y) -> y.mul(y.rsub(1)));

    /// ln(1 + eˣ), written so that it does not overflow.
    public static final Composite SOFTPLUS = Composite.of("softplus", function("softplus", 1),
            x -> maximum(x, Node.constant(0)).add(log1p(exp(abs(x).neg()))), (x, y) -> sigmoid(x));

    /// The positive part; its derivative at the kink 0 is 0.
    public static final Composite RELU = Composite.of("relu", function("relu", 1),
            x -> maximum(x, Node.constant(0)), (x, y) -> step(x));

    /// 1 above 0, else 0; its derivative is 0 everywhere, also at the jump.
    public static final Composite STEP = Composite.of("step", function("step", 1),
            x -> Leaf.mask(less(Node.constant(0), x), 1, 0), (x, y) -> Node.constant(0));

    /// x².
    public static final Composite SQUARE = Composite.of("square", sign("%s²", "{%s}^2", POWER, ATOM),
            x -> x.mul(x), (x, y) -> x.mul(2));

    /// −(1/m) Σ [y ln p + (1 − y) ln(1 − p)], the mean over all entries, of probabilities p for labels y in {0, 1}.
    public static final Composite LOG_LOSS = error("log_loss",
            (p, y) -> mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg());

    /// −(1/m) Σᵢ Σⱼ yᵢⱼ ln pᵢⱼ, of probabilities p along the last axis for the probabilities y, often one-hot.
    public static final Composite CROSS_ENTROPY = error("cross_entropy",
            (p, y) -> mean(sum(y.mul(log(p)), -1)).neg());

    /// The cross-entropy of softmax(z) for y, written so that it does not overflow.
    public static final Composite SOFTMAX_CROSS_ENTROPY = error("softmax_cross_entropy",
            (z, y) -> mean(sum(y.mul(logSoftmax(z, -1)), -1)).neg());

    /// (1/m) Σ (p − y)², the mean over all entries.
    public static final Composite MEAN_SQUARED_ERROR = error("mean_squared_error",
            (p, y) -> mean(square(p.sub(y))));
    // spotless:on

    private Composites() {}

    /// With z = e^−|x|: 1 / (1 + z) for a positive x, and z / (1 + z) for a negative one.
    private static Node logistic(Node x, Node z) {
        return where(less(x, Node.constant(0)), z, Node.constant(1)).div(z.add(1));
    }

    private static Composite error(String name, BinaryOperator<Node> definition) {
        return Composite.of(
                name,
                (p, y) -> {
                    Operands.sameShape(name, p, y);
                    return definition.apply(p, y);
                });
    }
}
