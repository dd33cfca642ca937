package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
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

    /// Nothing, where there would be too much.
    static Facts leftOut(int nodes, int most) {
        return new Facts() {
            @Override
            public String legend() {
                return "%s nodes: values and derivatives are shown for up to %s."
                        .formatted(nodes, most);
            }
        };
    }

    /// The values of a tape.
    static Facts of(Tape tape) {
        return new Facts() {
            @Override
            public String of(Node node) {
                return Labels.isWholeValue(node) ? "" : "\n= " + Labels.value(tape.value(node));
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
                if (!carriesDerivative(edge)) {
                    return "";
                }
                return isCut(edge)
                        ? "∂ 0, cut"
                        : "∂ " + local(edge) + "\n← " + Labels.value(gradients.along(edge));
            }

            // Where nothing arrives, an operation without a derivative does no harm.
            private String local(Edge edge) {
                try {
                    LocalDerivative local = gradients.local(edge);
                    return Labels.local(local.local()) + number(local);
                } catch (GraphException refused) {
                    return "none";
                }
            }

            @Override
            public Stroke stroke(Edge edge) {
                if (!carriesDerivative(edge)) {
                    return Stroke.PLAIN;
                }
                return isCut(edge) ? Stroke.CUT : Stroke.of(gradients.along(edge));
            }

            // Where nothing arrives, an operation without a derivative does no harm.
            private boolean isCut(Edge edge) {
                try {
                    return gradients.local(edge).local().isZero();
                } catch (GraphException refused) {
                    return false;
                }
            }

            private boolean anyIsCut() {
                return gradients.formulas().order().stream()
                        .flatMap(node -> node.edges().stream())
                        .anyMatch(edge -> carriesDerivative(edge) && isCut(edge));
            }

            // Behind a comparison there are real numbers that no derivative reaches.
            private boolean carriesDerivative(Edge edge) {
                return edge.isReal()
                        && !(edge.source().op() instanceof Op.Constant)
                        && gradients.formulas().reaches(edge.consumer());
            }

            @Override
            public String legend() {
                return """
                On each edge: ∂ the local derivative, or what it makes of the ȳ that arrives; ← what comes back along it of ∂%s. \
                A node's derivative is their sum.
                Solid red: positive. Dashed blue: negative. Grey: both signs, or 0. Dotted: NaN. Width: log₁₀ of the largest, from 10⁻⁴ to 10.\
                """
                                .formatted(Labels.error(root))
                        + (anyIsCut()
                                ? "\nGrey between bars: cut, for the local derivative is 0 by its form."
                                : "");
            }
        };
    }

    /// The local derivative in numbers, where it is one for each entry.
    private static String number(LocalDerivative local) {
        if (!(local.local() instanceof Local.Diagonal(_, Node partial))
                || (Labels.isWholeValue(partial) && partial.name().isEmpty())) {
            return "";
        }
        Tensor diagonal = local.diagonal();
        return "\n= " + Labels.value(diagonal);
    }
}
