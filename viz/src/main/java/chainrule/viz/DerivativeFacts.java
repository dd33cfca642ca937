package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tape.Gradients;
import chainrule.tape.LocalDerivative;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.util.List;

/// The derivatives of a tape: of every node, and along every edge.
///
/// @param below what else is known of nodes
record DerivativeFacts(Gradients gradients, Facts below) implements Facts {
    @Override
    public Label of(Node node) {
        Node root = gradients.tape().root();
        boolean differentiable =
                !(node.op() instanceof Op.Constant) && gradients.formulas().reaches(node);
        return differentiable
                ? below.of(node)
                        .above(Label.of(Labels.adjoint(root, node) + " = ", gradients.of(node)))
                : below.of(node);
    }

    @Override
    public Label of(Edge edge) {
        if (!carriesDerivative(edge)) {
            return Label.NONE;
        }
        return isCut(edge)
                ? Label.of("∂ 0, cut")
                : local(edge).above(Label.small("← ", gradients.along(edge)));
    }

    // Where nothing arrives, an operation without a derivative does no harm.
    private Label local(Edge edge) {
        try {
            LocalDerivative local = gradients.local(edge);
            return Label.of("∂ " + Labels.local(local.local())).above(number(local));
        } catch (GraphException refused) {
            return Label.of("∂ none");
        }
    }

    /// The local derivative in numbers, where it is one for each entry, or a factor.
    private Label number(LocalDerivative local) {
        return switch (local.local()) {
            case Local.Diagonal(_, Node partial) ->
                    isWritten(partial) ? Label.NONE : Label.small("= ", local.diagonal());
            case Local.Map map ->
                    Factor.of(map)
                            .map(Factor::node)
                            .filter(factor -> !isWritten(factor))
                            .map(factor -> Label.small("= ", gradients.tape().value(factor)))
                            .orElse(Label.NONE);
        };
    }

    private static boolean isWritten(Node formula) {
        return Labels.isWholeValue(formula) && formula.name().isEmpty();
    }

    @Override
    public Label of(List<Edge> edges) {
        List<Edge> back = edges.stream().filter(this::carriesDerivative).toList();
        return back.isEmpty()
                ? Label.NONE
                : Label.small(back.size() == 1 ? "← " : "← Σ ", sum(back));
    }

    @Override
    public Stroke stroke(List<Edge> edges) {
        List<Edge> back = edges.stream().filter(this::carriesDerivative).toList();
        return back.isEmpty() ? Stroke.PLAIN : Stroke.of(sum(back));
    }

    /// What comes back along several edges to one node.
    private Tensor sum(List<Edge> edges) {
        Tensor first = gradients.along(edges.getFirst());
        double[] total = new double[first.size()];
        for (Edge edge : edges) {
            Tensor part = gradients.along(edge);
            for (int i = 0; i < total.length; i++) {
                total[i] += part.get(i);
            }
        }
        return Tensor.generate(first.shape(), Kind.REAL, i -> total[i]);
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

    // Behind a comparison there are real numbers that no derivative reaches.
    private boolean carriesDerivative(Edge edge) {
        return edge.isReal()
                && !(edge.source().op() instanceof Op.Constant)
                && gradients.formulas().reaches(edge.consumer());
    }

    @Override
    public String legend(List<Edge> edges) {
        return """
        On each edge: ∂ the local derivative, or what it makes of the ȳ that arrives; ← what comes back along it of ∂%s. \
        A node's derivative is their sum.
        Solid red: positive. Dashed blue: negative. Grey: both signs, or 0. Dotted: NaN. Width: log₁₀ of the largest, from 10⁻⁴ to 10.\
        """
                        .formatted(Labels.error(gradients.tape().root()))
                + (edges.stream().anyMatch(edge -> carriesDerivative(edge) && isCut(edge))
                        ? "\nGrey between bars: cut, for the local derivative is 0 by its form."
                        : "");
    }
}
