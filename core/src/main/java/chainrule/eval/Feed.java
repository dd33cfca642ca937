package chainrule.eval;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.SourceLines;
import chainrule.graph.Type;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Values for inputs and parameters, and with them the sizes of open dimensions. Each value is
/// checked when it is added.
public final class Feed {
    private static final Feed EMPTY = new Feed(ImmutableMap.of(), ImmutableMap.of());

    private final ImmutableMap<Node, Tensor> values;
    private final ImmutableMap<String, Node> sizedBy;

    /// The map makes them anew each time, and a session asks in each run.
    private final Set<Node> nodes;

    private Feed(ImmutableMap<Node, Tensor> values, ImmutableMap<String, Node> sizedBy) {
        this.values = values;
        this.sizedBy = sizedBy;
        this.nodes = values.keySet();
    }

    /// No values: for formulas of constants.
    public static Feed empty() {
        return EMPTY;
    }

    /// One value.
    ///
    /// @throws FeedException as [#and(Node, Tensor)]
    public static Feed of(Node node, Tensor value) {
        return EMPTY.and(node, value);
    }

    /// One number.
    public static Feed of(Node node, double value) {
        return EMPTY.and(node, value);
    }

    /// Many values.
    ///
    /// @throws FeedException as [#and(Node, Tensor)]
    public static Feed of(Map<Node, Tensor> values) {
        return EMPTY.and(values);
    }

    /// These values and one more.
    ///
    /// @throws FeedException if the node is no input or parameter, has a value already, or the
    ///   value differs in kind or shape, or gives an open dimension a second size
    public Feed and(Node node, Tensor value) {
        return and(Map.of(node, value));
    }

    /// These values and a number.
    public Feed and(Node node, double value) {
        return and(node, Tensor.scalar(value));
    }

    /// These values and more.
    ///
    /// @throws FeedException as [#and(Node, Tensor)]
    public Feed and(Map<Node, Tensor> more) {
        ImmutableMap.Builder<Node, Tensor> all =
                ImmutableMap.<Node, Tensor>builder().putAll(values);
        Map<String, Node> sized = new LinkedHashMap<>(sizedBy);
        Map<String, Integer> sizes = new HashMap<>(sizes());
        more.forEach((node, value) -> {
            check(node, value);
            List<Dim> dims = node.shape().dims();
            for (int axis = 0; axis < dims.size(); axis++) {
                bind(node, dims.get(axis), value.shape().size(axis), sized, sizes);
            }
            all.put(node, value);
        });
        return new Feed(all.buildOrThrow(), ImmutableMap.copyOf(sized));
    }

    private void check(Node node, Tensor value) {
        if (!(node.op() instanceof Op.Fed)) {
            throw new FeedException(
                    "only inputs and parameters are fed, and %s is %s"
                            .formatted(
                                    node,
                                    node.op() instanceof Op.Source
                                            ? "part of the formula"
                                            : "computed from others"));
        }
        if (values.containsKey(node)) {
            throw new FeedException("'%s' is fed twice".formatted(name(node)));
        }
        if (node.kind() != value.kind() || !fits(node.shape(), value.shape())) {
            throw new FeedException(
                    "'%s'%s is %s, and the value fed is %s"
                            .formatted(
                                    name(node),
                                    at(node),
                                    node.type(),
                                    new Type(value.kind(), value.shape())));
        }
    }

    private static boolean fits(Shape open, Shape known) {
        if (open.rank() != known.rank()) {
            return false;
        }
        for (int axis = 0; axis < open.rank(); axis++) {
            Dim dim = open.dim(axis);
            int size = known.size(axis);
            if (dim.isKnown() ? dim.size() != size : size % dim.factor() != 0) {
                return false;
            }
        }
        return true;
    }

    private static void bind(
            Node node, Dim dim, int size, Map<String, Node> sized, Map<String, Integer> sizes) {
        if (dim.isKnown()) {
            return;
        }
        int unit = size / dim.factor();
        Integer before = sizes.putIfAbsent(dim.name(), unit);
        Node first = sized.putIfAbsent(dim.name(), node);
        if (before != null && before != unit && first != null) {
            throw new FeedException(
                    "dimension '%s' is %d in '%s', and %d in '%s'"
                            .formatted(dim.name(), before, name(first), unit, name(node)));
        }
    }

    /// The value of a node.
    ///
    /// @throws FeedException if it was given none
    public Tensor value(Node node) {
        Tensor value = values.get(node);
        if (value == null) {
            throw new FeedException(missing(node));
        }
        return value;
    }

    private String missing(Node node) {
        String what = "no value for '%s' %s%s; ".formatted(name(node), node.shape(), at(node));
        Optional<Node> namesake =
                values.keySet().stream().filter(n -> n.name().equals(node.name())).findFirst();
        String hint =
                namesake.isPresent()
                        ? "another node of that name was fed: feed the one that the formula was built with"
                        : "fed were: "
                                + (values.isEmpty()
                                        ? "none"
                                        : values.keySet().stream()
                                                .map(Feed::name)
                                                .collect(joining(", ")));
        return what + hint + (node.line().isPresent() ? "" : "\n(" + SourceLines.HINT + ")");
    }

    /// The sizes of the open dimensions.
    public Map<String, Integer> sizes() {
        ImmutableMap.Builder<String, Integer> sizes = ImmutableMap.builder();
        sizedBy.forEach((name, node) -> sizes.put(name, size(name, node)));
        return sizes.buildOrThrow();
    }

    private int size(String name, Node node) {
        Shape shape = node.shape();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis).name().equals(name)) {
                return value(node).shape().size(axis) / shape.dim(axis).factor();
            }
        }
        throw new AssertionError(name);
    }

    /// The nodes that have values.
    public Set<Node> nodes() {
        return nodes;
    }

    /// Checks that all that is fed belongs to a formula.
    ///
    /// @param formula its nodes
    /// @throws FeedException naming a node that is fed and not part of it
    public void requireOnly(List<Node> formula) {
        Set<Node> parts = new HashSet<>(formula);
        for (Node node : values.keySet()) {
            if (!parts.contains(node)) {
                throw new FeedException(
                        "'%s' %s%s is fed, and is not part of the formula, which has %s"
                                .formatted(name(node), node.shape(), at(node), sources(formula)));
            }
        }
    }

    private static String sources(List<Node> formula) {
        String names =
                formula.stream()
                        .filter(n -> n.op() instanceof Op.Fed)
                        .map(Feed::name)
                        .collect(joining(", "));
        return names.isEmpty() ? "no inputs or parameters" : "the inputs and parameters " + names;
    }

    private static String name(Node node) {
        return node.name().orElse("");
    }

    private static String at(Node node) {
        return node.line().map(line -> " (" + line + ")").orElse("");
    }
}
