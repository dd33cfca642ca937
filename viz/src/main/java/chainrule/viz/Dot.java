package chainrule.viz;

import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;

/// A formula as DOT text: left to right, inputs on the left, the error on the right. Nodes show
/// name or formula, shape and, as far as they are known, value and adjoint ∂E; edges show the local
/// derivative and what comes back along them. [Picture] gives more choice.
///
/// The SVG made of it has ids `n3` for nodes and `e_3_5_0` for the edge from node 3 to operand 0 of
/// node 5, and classes `input`, `parameter`, `constant` and `operation`; numbers count operands
/// before their consumers. A collapsed scope is `g0`, of class `part`.
public final class Dot {
    private Dot() {}

    /// The formula alone.
    public static String of(Node root) {
        return Picture.of(root).dot();
    }

    /// The formula with the value of each node.
    public static String of(Tape tape) {
        return Picture.of(tape).dot();
    }

    /// The formula with values, adjoints, and on each edge the local derivative and the
    /// contribution that comes back.
    public static String of(Gradients gradients) {
        return Picture.of(gradients).dot();
    }
}
