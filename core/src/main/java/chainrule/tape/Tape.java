package chainrule.tape;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tensor.Tensor;
import java.util.List;

/// The values of all nodes of a formula, as it is written: nothing is simplified, so every edge
/// that the user wrote is there. A formula that saturates can be simplified first:
/// `Tape.record(Simplify.of(e), feed)`.
public final class Tape {
    private final Node root;
    private final Interpreter run;

    private Tape(Node root, Feed feed, Interpreter run) {
        this.root = root;
        this.run = run;
        List<Node> order = Walk.order(root);
        feed.requireOnly(order);
        order.forEach(run::value);
    }

    /// Evaluates a formula.
    ///
    /// @throws chainrule.eval.FeedException if a value is missing, or is fed to a node that is not
    ///   part of the formula
    /// @throws chainrule.eval.EvaluationException if an operation fails
    public static Tape record(Node root, Feed feed) {
        return new Tape(root, feed, Interpreter.of(feed));
    }

    /// Evaluates a formula, and stops at the first NaN or infinity, here and in the derivatives.
    ///
    /// @throws chainrule.eval.EvaluationException naming the node that bore it, its operands, and
    ///   its line where recorded
    public static Tape recordChecked(Node root, Feed feed) {
        return new Tape(root, feed, Interpreter.checking(feed));
    }

    /// The formula.
    public Node root() {
        return root;
    }

    /// The value of a node of the formula, or of any formula over the same inputs and parameters.
    ///
    /// @throws chainrule.eval.FeedException if it needs a value that was not fed
    public Tensor value(Node node) {
        return run.value(node);
    }

    /// The value of a formula that is one number, an error.
    public double error() {
        return value(root).item();
    }

    /// The derivatives of the formula, which must be a scalar, at these values.
    ///
    /// @throws chainrule.graph.GraphException if it is no scalar
    public Gradients backward() {
        return new Gradients(this, Backward.of(root), run);
    }

    /// All ∂yᵢ/∂xⱼ at these values, in y's shape followed by x's: a matrix where both are vectors.
    /// One formula serves all rows, or all columns, so that large ones can be had.
    ///
    /// @param y a node of the formula, or any formula over the same inputs and parameters
    /// @param x a node that `y` is made of
    /// @throws chainrule.graph.GraphException if `x` is not part of `y`, or one of them holds no
    ///   real numbers
    /// @throws chainrule.eval.FeedException if one of them needs a value that was not fed
    public Tensor jacobian(Node y, Node x) {
        return Units.jacobian(y, x, run);
    }

    /// All ∂²e/∂xᵢ∂xⱼ of the formula e, which must be a scalar, at these values, in x's shape
    /// twice.
    ///
    /// @throws chainrule.graph.GraphException if e is no scalar, or `x` is not part of it
    public Tensor hessian(Node x) {
        return Units.hessian(root, x, run);
    }
}
