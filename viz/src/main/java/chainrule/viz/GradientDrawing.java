package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.grad.Backward;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Notation.Binding;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The DOT text of a formula and of the graph of its gradient: the formula as always, from left to
/// right, and in a box of its own what computes the derivatives, from right to left, so that each
/// stands near the node that it is the derivative of. Dotted lines lead from nodes of the formula
/// to where the gradient uses them.
final class GradientDrawing {
    private static final String LEGEND =
            "White: the formula. In the box: how its gradient is computed, against the arrows of the formula. Dotted: what it uses of the formula.";
    private static final int WIDTH = 36;
    private static final int SHORT = 8;
    private static final int LONGEST = 80;
    private static final int NAMES = 2;

    private final Known.Graph known;
    private final Backward backward;
    private final List<Node> forward;

    /// The nodes that a node is the derivative of.
    private final SetMultimap<Node, Node> derivativeOf = LinkedHashMultimap.create();

    private final DotWriter out = new DotWriter();

    GradientDrawing(Known.Graph known) {
        this.known = known;
        this.backward = known.gradients().formulas();
        this.forward = backward.order();
        for (Node node : forward) {
            if (!(node.op() instanceof Op.Constant) && backward.reaches(node)) {
                derivativeOf.put(backward.adjoint(node), node);
            }
        }
    }

    /// What is drawn: the formula, and the derivatives that are asked for.
    ImmutableList<Node> roots() {
        return ImmutableList.<Node>builder()
                .add(known.root())
                .addAll(wanted().map(backward::adjoint).iterator())
                .build();
    }

    private Stream<Node> wanted() {
        if (!known.of().isEmpty()) {
            return known.of().stream();
        }
        List<Node> parameters =
                forward.stream().filter(node -> node.op() instanceof Op.Parameter).toList();
        return parameters.isEmpty()
                ? forward.stream()
                        .filter(node -> node.op() instanceof Op.Input && backward.reaches(node))
                : parameters.stream();
    }

    /// The path of the boxes of a node.
    String scope(Node node) {
        return isForward(node) ? node.scope() : Collapse.inGradient(node.scope());
    }

    private boolean isForward(Node node) {
        return forward.contains(node);
    }

    /// @param hasValues whether nodes show their values
    String text(Items items, String direction, boolean hasValues, String note) {
        out.open(
                "digraph",
                direction,
                Stream.of(LEGEND, note).filter(line -> !line.isEmpty()).collect(joining("\n")));
        out.scopes(items.drawn(), items::boxes, item -> item(items, item, hasValues));
        items.lines().forEach(line -> line(items, line));
        derivativeOf.forEach((derivative, node) -> align(items, node, derivative));
        return out.close();
    }

    private void item(Items items, Item item, boolean hasValues) {
        if (item.isPart()) {
            Label label = PartLabel.of(items, item).label();
            out.node(item.id(), Theme.PART, label, label.text());
            return;
        }
        Node node = item.node();
        int times = items.all(item).size();
        Label value =
                hasValues && times == 1 && !Labels.isWholeValue(node)
                        ? Label.of("= ", known.gradients().tape().value(node))
                        : Label.NONE;
        out.node(
                item.id(),
                isForward(node) ? Theme.of(node) : Theme.ofGradient(node),
                Label.of(title(node) + (times == 1 ? "" : "\n×" + Numbers.text(times)))
                        .above(value),
                Labels.tooltip(node));
    }

    private String title(Node node) {
        String names = names(node).map(name -> name + " = ").orElse("");
        return isForward(node)
                ? Labels.title(node) + names(node).map(name -> "\nis " + name).orElse("")
                : names
                        + Labels.line(Text.of(node, WIDTH, x -> written(node, x)), LONGEST)
                        + (node.shape().isScalar() ? "" : "\n" + node.shape());
    }

    /// What a derivative is called: `∂E/∂z`, or `∂E/∂z = ∂E/∂b` where it is the same for several;
    /// by a short formula where no node with a name has it.
    private Optional<String> names(Node node) {
        List<String> named =
                derivativeOf.get(node).stream()
                        .filter(x -> x == known.root() || x.name().isPresent())
                        .map(x -> Labels.adjoint(known.root(), x))
                        .distinct()
                        .limit(NAMES)
                        .toList();
        return named.isEmpty()
                ? derivativeOf.get(node).stream()
                        .map(GradientDrawing::shortFormula)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(x -> "∂%s/∂%s".formatted(Labels.error(known.root()), x))
                : Optional.of(String.join(" = ", named));
    }

    private static Optional<String> shortFormula(Node node) {
        String text = Labels.line(Text.of(node, SHORT), SHORT);
        return text.endsWith("…") || !(node.op() instanceof Operation operation)
                ? Optional.empty()
                : Optional.of(
                        operation.notation(node).text().binding().isLooserThan(Binding.ATOM)
                                ? "(" + text + ")"
                                : text);
    }

    private Optional<String> written(Node whole, Node node) {
        if (node == whole) {
            return Optional.empty();
        }
        return names(node)
                .or(node::name)
                .or(() -> Optional.of("□").filter(_ -> node.op() instanceof Operation));
    }

    private void line(Items items, Line line) {
        Edge edge = line.edges().getFirst();
        String id = "e_%s_%s".formatted(number(line.from()), number(line.to()));
        String unique =
                line.isEdge()
                        ? id + "_" + edge.operand()
                        : line.from().isPart() ? id + "_" + items.number(edge.source()) : id;
        boolean isUsed = isForward(edge.source());
        if (isForward(edge.consumer())) {
            out.line(line.from().id(), line.to().id(), unique, "");
        } else if (isUsed) {
            out.line(
                    line.from().id(),
                    line.to().id(),
                    unique,
                    " style=dotted color=\"%s\" constraint=false".formatted(Theme.NEUTRAL));
        } else {
            out.line(line.to().id(), line.from().id(), unique, " dir=back");
        }
    }

    private void align(Items items, Node node, Node derivative) {
        if (items.has(derivative) && !isForward(derivative)) {
            out.below(items.item(node).id(), items.item(derivative).id());
        }
    }

    private static String number(Item item) {
        return item.isPart() ? item.id() : item.id().substring(1);
    }
}
