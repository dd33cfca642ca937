package chainrule.tape;

import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;

/// The derivatives of an error e at the values of a tape: of every node, and along every edge. Each
/// is computed when it is first asked for.
public final class Gradients {
    private final Tape tape;
    private final Backward backward;
    private final Interpreter run;

    Gradients(Tape tape, Backward backward, Interpreter run) {
        this.tape = tape;
        this.backward = backward;
        this.run = run;
    }

    /// The values that the derivatives are taken at.
    public Tape tape() {
        return tape;
    }

    /// The same derivatives as formulas.
    public Backward formulas() {
        return backward;
    }

    /// ∂e/∂node: the adjoint of any node of the formula, in its shape.
    ///
    /// @throws chainrule.graph.GraphException if the node is not part of the formula, is a
    ///   constant, or holds no real numbers
    public Tensor of(Node node) {
        return run.value(backward.adjoint(node));
    }

    /// The part of ∂e/∂source that came back through this one edge, in the shape of the source.
    ///
    /// @throws chainrule.graph.GraphException if the edge is not part of the formula, or joins no
    ///   real numbers
    public Tensor along(Edge edge) {
        return run.value(backward.contribution(edge));
    }

    /// The local derivative of an edge in numbers.
    ///
    /// @throws chainrule.graph.GraphException if the edge joins no real numbers
    public LocalDerivative local(Edge edge) {
        return new LocalDerivative(Backward.local(edge), run);
    }
}
