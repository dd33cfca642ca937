package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tape.Gradients;
import chainrule.tape.LocalDerivative;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;

/// What is known of a graph beside its form: nothing, the values, or also the derivatives. What is
/// not known is left out, never shown as 0.
interface Facts {
    /// Nothing.
    Facts NONE = new Facts() {};

    /// Engines set a label against its edge, where a thick line would touch the last row.
    String ABOVE_THE_LINE = "\n ";

    /// More lines for a node's label.
    default String of(Node node) {
        return "";
    }

    /// The label of an edge.
    default String of(Edge edge) {
        return "";
    }

    /// How an edge is drawn.
    default Stroke stroke(Edge edge) {
        return Stroke.PLAIN;
    }

    /// What the picture says about itself.
    default String legend() {
        return "";
    }

    /// The values of a tape.
    static Facts of(Tape tape) {
        return new Facts() {
            @Override
            public String of(Node node) {
                return isNumber(node) ? "" : "\n= " + Labels.value(tape.value(node));
            }
        };
    }

    /// Values and derivatives.
    static Facts of(Gradients gradients) {
        Facts values = of(gradients.tape());
        Node root = gradients.tape().root();
        return new Facts() {
            @Override
            public String of(Node node) {
                boolean differentiable =
                        !(node.op() instanceof Op.Constant) && gradients.formulas().reaches(node);
                return values.of(node)
                        + (differentiable
                                ? "\n"
                                        + Labels.adjoint(root, node)
                                        + " = "
                                        + Labels.value(gradients.of(node))
                                : "");
            }

            @Override
            public String of(Edge edge) {
                if (!edge.isReal() || edge.source().op() instanceof Op.Constant) {
                    return "";
                }
                LocalDerivative local = gradients.local(edge);
                return "∂ "
                        + Labels.local(local.local())
                        + number(local)
                        + "\n← "
                        + Labels.value(gradients.along(edge));
            }

            @Override
            public Stroke stroke(Edge edge) {
                return edge.isReal() ? Stroke.of(gradients.along(edge)) : Stroke.PLAIN;
            }

            @Override
            public String legend() {
                return """
                On each edge: ∂ the local derivative, ← what comes back along it of ∂%s; a node's derivative is their sum.
                Solid red: positive. Dashed blue: negative. Grey: both signs, or 0. Width: log₁₀ of the largest, from 10⁻⁴ to 10.\
                """
                        .formatted(root.name().orElse("E"));
            }
        };
    }

    /// The local derivative in numbers, where it is one for each entry.
    private static String number(LocalDerivative local) {
        if (!(local.local() instanceof Local.Diagonal(_, Node partial)) || isNumber(partial)) {
            return "";
        }
        Tensor diagonal = local.diagonal();
        return "\n= " + Labels.value(diagonal);
    }

    private static boolean isNumber(Node node) {
        return node.op() instanceof Op.Constant(Tensor value) && value.shape().isScalar();
    }
}
