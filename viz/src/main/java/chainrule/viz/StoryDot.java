package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tape.Gradients;
import chainrule.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Objects;

/// The graph of a story as DOT text, with all that is known in the end, so that every frame has
/// room for it. Ids are those of [Dot]: `n3`, `e_3_5_0`.
final class StoryDot {
    private final Gradients gradients;
    private final Cast cast;
    private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();

    StoryDot(Gradients gradients, Cast cast) {
        this.gradients = gradients;
        this.cast = cast;
        cast.order().forEach(node -> numbers.put(node, numbers.size()));
    }

    String text() {
        var out = new StringBuilder("digraph {\n");
        out.append("  graph [rankdir=LR ranksep=0.3 nodesep=0.12]\n");
        out.append(
                "  node [fontsize=13 fontname=\"%1$s\" margin=\"0.08,0.04\"]\n"
                        .formatted(Theme.FONT));
        out.append("  edge [fontsize=12 fontname=\"%s\"]\n".formatted(Theme.FONT));
        for (Node node : cast.order()) {
            Theme.Look look = Theme.of(node);
            out.append(
                    "  %1$s [id=%1$s class=%2$s shape=%3$s style=%4$s fillcolor=%5$s penwidth=%6$s label=%7$s]\n"
                            .formatted(
                                    id(node),
                                    look.css(),
                                    look.shape(),
                                    DotWriter.quoted(look.style()),
                                    DotWriter.quoted(look.fill()),
                                    look.border(),
                                    DotWriter.quoted(label(node))));
        }
        for (Node node : cast.order()) {
            for (Edge edge : node.edges()) {
                out.append(
                        "  %s -> %s [id=%s penwidth=%s label=%s]\n"
                                .formatted(
                                        id(edge.source()),
                                        id(node),
                                        id(edge),
                                        Stroke.PLAIN.width(),
                                        DotWriter.quoted(label(edge))));
            }
        }
        return out.append("}\n").toString();
    }

    private int number(Node node) {
        return Objects.requireNonNull(numbers.get(node));
    }

    String id(Node node) {
        return "n" + number(node);
    }

    String id(Edge edge) {
        return "e_%d_%d_%d"
                .formatted(number(edge.source()), number(edge.consumer()), edge.operand());
    }

    /// Title, value and derivative, each as far as there is one.
    private String label(Node node) {
        return title(node)
                + (hasValue(node) ? "\n" + value(node) : "")
                + (hasAdjoint(node) ? "\n" + adjoint(node) : "");
    }

    String title(Node node) {
        return Labels.title(cast.written(node));
    }

    /// Whether a line says what the value is: that of a constant stands in the title.
    boolean hasValue(Node node) {
        return !Labels.isWholeValue(node);
    }

    boolean hasAdjoint(Node node) {
        return !(node.op() instanceof Op.Constant) && gradients.formulas().reaches(node);
    }

    String value(Node node) {
        return "= " + Labels.value(gradients.tape().value(node));
    }

    String adjoint(Node node) {
        return symbol(node) + Labels.value(gradients.of(node));
    }

    /// `∂E/∂h = `
    String symbol(Node node) {
        return Labels.adjoint(cast.written(cast.root()), cast.written(node)) + " = ";
    }

    boolean carriesDerivative(Edge edge) {
        return edge.isReal()
                && !(edge.source().op() instanceof Op.Constant)
                && gradients.formulas().reaches(edge.consumer());
    }

    Tensor contribution(Edge edge) {
        return gradients.along(edge);
    }

    private String label(Edge edge) {
        return carriesDerivative(edge) ? "← " + Labels.value(contribution(edge)) + "\n " : "";
    }
}
