package chainrule.cli;

import static java.util.stream.Collectors.joining;

import chainrule.codec.Formula;
import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values for the inputs and parameters of a formula, by their names.
final class Feeding {
    private static final int WRITTEN_IN_FULL = 12;

    /// How large a dimension is taken to be that is open.
    private static final int OPEN = 2;

    private Feeding() {}

    /// All values, each where it belongs.
    ///
    /// @throws IllegalArgumentException if one is missing or is not used
    static Feed feed(List<Node> order, Given given) {
        List<Node> fed = order.stream().filter(node -> node.op() instanceof Op.Fed).toList();
        for (String name : given.values().keySet()) {
            if (fed.stream().noneMatch(node -> node.name().orElse("").equals(name))) {
                throw new IllegalArgumentException(
                        "--at gives '%s' a value, and the formula has %s"
                                .formatted(Pieces.shown(name), names(fed)));
            }
        }
        requireAll(order, given);
        Map<Node, Tensor> values = new LinkedHashMap<>();
        given.values()
                .forEach((name, value) -> {
                    for (Node node : fed) {
                        if (node.name().orElse("").equals(name)) {
                            values.put(node, asNode(node, value));
                        }
                    }
                });
        return Feed.of(values);
    }

    /// Whole numbers serve as indices where a formula declares these.
    private static Tensor asNode(Node node, Tensor value) {
        boolean whole =
                value.kind() == Kind.REAL
                        && Arrays.stream(value.toDoubles()).allMatch(v -> v == (int) v);
        return node.kind() == Kind.INDEX && whole
                ? Tensor.indices(
                        value.shape(),
                        Arrays.stream(value.toDoubles()).mapToInt(v -> (int) v).toArray())
                : value;
    }

    /// Refuses values of which one is missing, and says where it is used and what to type.
    static void requireAll(List<Node> order, Given given) {
        List<Node> missing =
                order.stream()
                        .filter(node -> node.op() instanceof Op.Fed)
                        .filter(node -> !given.values().containsKey(node.name().orElse("")))
                        .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (Node node : missing) {
            lines.add(
                    "no value for '%s'%s%s"
                            .formatted(
                                    Pieces.shown(node.name().orElse("")),
                                    node.shape().isScalar() ? "" : " " + node.shape(),
                                    use(order, node)));
        }
        String more =
                missing.stream().map(node -> "," + typed(node)).collect(joining()).substring(1);
        throw new IllegalArgumentException(
                "%s\nadd to --at, for example: %s".formatted(String.join("\n", lines), more));
    }

    private static String use(List<Node> order, Node node) {
        return order.stream()
                .filter(user -> user.inputs().contains(node))
                .findFirst()
                .map(user -> ", which is used in " + Text.formula(user, 80))
                .orElse("");
    }

    /// What could be typed as the value of a node: its name as formulas write it, and numbers.
    private static String typed(Node node) {
        String declaration = Formula.write(node).lines().findFirst().orElseThrow();
        return declaration.substring(0, declaration.lastIndexOf(" : "))
                + "="
                + (isSmall(node.shape()) ? list(node.shape(), 0) : "…");
    }

    private static boolean isSmall(Shape shape) {
        long size = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            size *= size(shape, axis);
        }
        return size <= WRITTEN_IN_FULL;
    }

    private static long size(Shape shape, int axis) {
        return shape.dim(axis).isKnown() ? shape.size(axis) : OPEN;
    }

    private static String list(Shape shape, int axis) {
        return axis == shape.rank()
                ? "0.5"
                : Collections.nCopies((int) size(shape, axis), list(shape, axis + 1)).stream()
                        .collect(joining(", ", "[", "]"));
    }

    /// The names in a formula, for messages.
    static String names(List<Node> nodes) {
        String names =
                nodes.stream()
                        .flatMap(node -> node.name().stream())
                        .distinct()
                        .limit(30)
                        .map(Pieces::shown)
                        .collect(joining(", "));
        return names.isEmpty() ? "no names" : names;
    }
}
