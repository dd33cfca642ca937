package chainrule.graph;

import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.logSoftmax;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import java.util.List;
import java.util.function.BinaryOperator;

/// The error functions, one in a row, of a prediction and a target. `m` is the number of points.
public final class Errors {
    static final String CROSS = "cross_entropy";
    static final String FEED_INDICES = "for classes feed indices: input(name, Kind.INDEX, shape)";

    // spotless:off
    /// −(1/n) Σ [y ln p + (1 − y) ln(1 − p)], the mean over all n entries, of probabilities p for labels y in [0, 1].
    /// Where p is exactly 0 or 1, as that of a saturated σ, it holds 0·ln 0, which is NaN: Simplify.of(e) makes the error of
    /// the logits of it, which is finite.
    public static final Composite LOG_LOSS = error("log_loss",
            ofProbabilities((p, y) -> mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg()));

    /// −(1/m) Σᵢ Σⱼ yᵢⱼ ln pᵢⱼ, of probabilities p along the last axis for the probabilities y, often one-hot.
    public static final Composite CROSS_ENTROPY = error("cross_entropy",
            ofProbabilities((p, y) -> mean(sum(y.mul(log(p)), -1)).neg()));

    /// The cross-entropy of softmax(z) for y, written so that it does not overflow.
    public static final Composite SOFTMAX_CROSS_ENTROPY = error("softmax_cross_entropy",
            (z, y) -> mean(sum(y.mul(logSoftmax(z, -1)), -1)).neg());

    /// −(1/m) Σᵢ ln pᵢⱼ where j is the class of i, of probabilities p along the last axis for the indices of the classes.
    public static final Composite CLASS_CROSS_ENTROPY = classError("class_cross_entropy",
            ofProbabilities((p, j) -> mean(log(ofClass(p, j))).neg()));

    /// The cross-entropy of softmax(z) for the indices of the classes, written so that it does not overflow.
    public static final Composite SOFTMAX_CLASS_CROSS_ENTROPY = classError("softmax_class_cross_entropy",
            (z, j) -> mean(ofClass(logSoftmax(z, -1), j)).neg());

    /// (1/n) Σ (p − y)², the mean over all n entries.
    public static final Composite MEAN_SQUARED_ERROR = error("mean_squared_error",
            (p, y) -> mean(square(p.sub(y))));
    // spotless:on

    private Errors() {}

    private static BinaryOperator<Node> ofProbabilities(BinaryOperator<Node> definition) {
        return (p, y) -> definition.apply(Within.PROBABILITY.apply(p), y);
    }

    private static Composite error(String name, BinaryOperator<Node> definition) {
        return Composite.of(
                name,
                (p, y) -> {
                    Operands.sameShape(name, p, y);
                    return definition.apply(p, y);
                });
    }

    /// An error of a prediction with one entry for each class along its last axis, and of the
    /// indices of classes, in the shape of the prediction without that axis.
    private static Composite classError(String name, BinaryOperator<Node> definition) {
        return Composite.of(
                name,
                (p, j) -> {
                    Shape shape = p.shape();
                    int last = Operands.axis(name, -1, p);
                    if (j.kind() != Kind.INDEX
                            || !shape.reduce(List.of(last), false).equals(j.shape())) {
                        throw Operands.refuse(
                                name,
                                "the target must be indices in the shape of the prediction without its last axis",
                                List.of(p, j),
                                j.kind() == Kind.INDEX
                                        ? "otherwise classes and points do not belong together; reshape one of them"
                                        : FEED_INDICES);
                    }
                    return definition.apply(p, j);
                });
    }

    /// The entry of the class of each point.
    private static Node ofClass(Node p, Node j) {
        int last = p.shape().rank() - 1;
        return reshape(new TakeAlong(last).apply(p, Functions.unsqueeze(j, -1)), j.shape());
    }
}
