package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tape.Gradients;
import chainrule.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// The stations of a story and their links as DOT text, with all that is known in the end, so that
/// every frame has room for it. Ids are made as those of [Dot]: `n3`, and `e_3_5` for a link.
final class StoryDot {
    private static final int SHORT = 14;

    private final Gradients gradients;
    private final Cast cast;
    private final Links links;
    private final Narrator narrator;
    private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();

    StoryDot(Gradients gradients, Cast cast, Links links, Narrator narrator) {
        this.gradients = gradients;
        this.cast = cast;
        this.links = links;
        this.narrator = narrator;
        cast.order().forEach(node -> numbers.put(node, numbers.size()));
    }

    String text() {
        var out = new StringBuilder("digraph {\n");
        out.append("  graph [rankdir=LR ranksep=0.8 nodesep=0.15]\n");
        out.append(
                "  node [fontsize=14 fontname=\"%s\" margin=\"0.1,0.05\"]\n".formatted(Theme.FONT));
        out.append("  edge [fontsize=13 fontname=\"%s\"]\n".formatted(Theme.FONT));
        for (Node node : stations()) {
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
        for (Link link : links()) {
            out.append(
                    "  %s -> %s [id=%s label=%s]\n"
                            .formatted(
                                    id(link.from()),
                                    id(link.to()),
                                    id(link),
                                    DotWriter.quoted(label(link))));
        }
        return out.append("}\n").toString();
    }

    List<Node> stations() {
        return cast.order().stream().filter(cast::isStation).toList();
    }

    List<Link> links() {
        return cast.computed().stream().flatMap(node -> links.into(node).stream()).toList();
    }

    private int number(Node node) {
        return Objects.requireNonNull(numbers.get(node));
    }

    String id(Node node) {
        return "n" + number(node);
    }

    String id(Link link) {
        return "e_%d_%d".formatted(number(link.from()), number(link.to()));
    }

    /// Title, value and derivative, each as far as there is one.
    private String label(Node node) {
        return title(node) + "\n" + value(node) + (hasAdjoint(node) ? "\n" + adjoint(node) : "");
    }

    /// The name, its formula where that is short, and the shape of what is no number.
    private String title(Node node) {
        String formula = node.op() instanceof Op.Fed ? "" : Text.formula(cast.written(node), SHORT);
        boolean isShort = !formula.isEmpty() && !formula.endsWith("…");
        return cast.name(node)
                + (isShort ? " = " + Labels.line(formula, SHORT) : "")
                + (node.shape().isScalar() ? "" : "\n" + Labels.line(node.shape().toString(), 30));
    }

    /// Inputs are held, so their derivatives are no part of the story.
    boolean hasAdjoint(Node node) {
        return narrator.isToldBack(node);
    }

    private String value(Node node) {
        return "= " + Labels.value(gradients.tape().value(node));
    }

    private String adjoint(Node node) {
        return symbol(node) + " = " + Labels.value(gradients.of(node));
    }

    /// `∂E/∂h`
    String symbol(Node node) {
        return narrator.symbol(node);
    }

    /// What comes back along a link, where it can be told apart.
    Optional<Tensor> contribution(Link link) {
        return hasAdjoint(link.from())
                ? links.contribution(link).or(() -> product(link))
                : Optional.empty();
    }

    private Optional<Tensor> product(Link link) {
        OptionalDouble factor = narrator.factor(link);
        return factor.isPresent()
                ? Optional.of(Tensor.scalar(factor.getAsDouble() * gradients.of(link.to()).item()))
                : Optional.empty();
    }

    /// The factor of the chain rule, where it is a number, and what comes back.
    private String label(Link link) {
        Optional<Tensor> contribution = contribution(link);
        if (contribution.isEmpty()) {
            return "";
        }
        OptionalDouble factor = narrator.factor(link);
        return (factor.isPresent() ? "∂ " + Labels.value(Tensor.scalar(factor.getAsDouble())) : " ")
                + "\n← "
                + Labels.value(contribution.get())
                + "\n ";
    }
}
