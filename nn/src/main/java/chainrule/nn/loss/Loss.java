package chainrule.nn.loss;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.ShapeException;
import java.util.function.BinaryOperator;

/// The error of a prediction for a target, by any function of the two: `Functions::logLoss`,
/// `Functions::softmaxCrossEntropy`, or a lambda `(p, y) -> mean(square(p.sub(y)))`.
public final class Loss {
    private Loss() {}

    /// The error as a scalar node, in the scope `error`.
    ///
    /// @throws ShapeException if prediction and target differ in shape: broadcasting would stretch
    ///   them over each other
    /// @throws GraphException if the function gives anything but one real number
    public static Node of(BinaryOperator<Node> loss, Node prediction, Node target) {
        if (!prediction.shape().equals(target.shape())) {
            throw new ShapeException(
                    """
                    error function: prediction and target must have the same shape
                      prediction  %s  %s
                      target      %s  %s
                    otherwise they would be stretched over each other; reshape one of them\
                    """
                            .formatted(
                                    prediction.shape(),
                                    Text.of(prediction),
                                    target.shape(),
                                    Text.of(target)));
        }
        Node error = Scope.within("error", () -> loss.apply(prediction, target));
        if (error.kind() != Kind.REAL || !error.shape().isScalar()) {
            throw new GraphException(
                    "an error function gives one real number, and this gives %s %s: %s%s"
                            .formatted(
                                    error.kind(),
                                    error.shape(),
                                    Text.of(error),
                                    error.kind() == Kind.REAL
                                            ? "\ntake its mean(…) or sum(…)"
                                            : ""));
        }
        return error;
    }
}
