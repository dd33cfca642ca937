package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.graph.Transpose;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the dense layers of a formula by their nodes: products of a parameter of one or two axes
/// with something else, one after another. What lies between two of them may be anything that has
/// one operand with weights in it: an activation, dropout, a column of ones.
final class DenseLayers {
    private static final int NAMED = 6;

    private final Node root;
    private final List<Node> order;
    private final IdentityHashMap<Node, List<Node>> consumers = new IdentityHashMap<>();
    private final Set<Node> trained = Collections.newSetFromMap(new IdentityHashMap<>());

    private DenseLayers(Node root) {
        this.root = root;
        this.order = Walk.order(root);
        for (Node node : order) {
            node.inputs().forEach(x -> users(x).add(node));
            if (isParameter(node) || node.inputs().stream().anyMatch(trained::contains)) {
                trained.add(node);
            }
        }
    }

    private List<Node> users(Node node) {
        return consumers.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    /// The layers of a formula from its input to its output.
    ///
    /// @throws GraphException if there are none, or they do not follow each other
    static ImmutableList<DenseLayer> of(Node root) {
        return new DenseLayers(root).find();
    }

    /// Whether a formula has any product of a parameter that could be a layer.
    static boolean areIn(Node root) {
        DenseLayers layers = new DenseLayers(root);
        return layers.order.stream().anyMatch(node -> layers.layer(node).isPresent());
    }

    private ImmutableList<DenseLayer> find() {
        List<DenseLayer> layers = new ArrayList<>();
        for (Node node : order) {
            layer(node).ifPresent(layers::add);
        }
        if (layers.isEmpty()) {
            throw refused("found no such product" + parameters());
        }
        for (int k = 0; k < layers.size(); k++) {
            requireInOrder(layers, k);
        }
        return ImmutableList.copyOf(layers);
    }

    private Optional<DenseLayer> layer(Node product) {
        if (!(product.op() instanceof MatMul)) {
            return Optional.empty();
        }
        Node a = product.inputs().get(0);
        Node b = product.inputs().get(1);
        boolean left = weights(b).isEmpty();
        Node input = left ? b : a;
        return weights(left ? a : b)
                .filter(_ -> weights(input).isEmpty() && fits(input, left))
                .map(w -> {
                    boolean transposed = (left ? a : b) != w;
                    Optional<Node> biased =
                            users(product).stream().filter(y -> bias(y).isPresent()).findFirst();
                    Node sum = biased.orElse(product);
                    return new DenseLayer(
                            product,
                            input,
                            w,
                            left == transposed,
                            left,
                            biased.flatMap(DenseLayers::bias),
                            sum,
                            activation(sum));
                });
    }

    /// Points beside each other make a matrix; one is a vector.
    private static boolean fits(Node input, boolean left) {
        int rank = input.shape().rank();
        return rank == 1 || rank == 2 || (rank > 2 && !left);
    }

    private static Optional<Node> weights(Node node) {
        if (node.op() instanceof Transpose && node.inputs().get(0).shape().rank() == 2) {
            return weights(node.inputs().get(0));
        }
        int rank = node.shape().rank();
        return isParameter(node) && (rank == 1 || rank == 2) && node.shape().isKnown()
                ? Optional.of(node)
                : Optional.empty();
    }

    private static boolean isParameter(Node node) {
        return node.op() instanceof Op.Parameter;
    }

    private static Optional<Node> bias(Node sum) {
        return sum.op() == Leaf.ADD
                ? sum.inputs().stream()
                        .filter(x -> isParameter(x) && x.shape().isKnown())
                        .findFirst()
                : Optional.empty();
    }

    /// A function of the sum alone, of its shape.
    private Node activation(Node sum) {
        List<Node> users = users(sum);
        return users.size() == 1
                        && users.get(0).inputs().size() == 1
                        && users.get(0).op() instanceof Operation
                        && users.get(0).op() != Leaf.NEG
                        && users.get(0).shape().equals(sum.shape())
                ? users.get(0)
                : sum;
    }

    /// What a layer takes is made of the sum of the layer before, and of no other weights.
    private void requireInOrder(List<DenseLayer> layers, int k) {
        Node node = layers.get(k).input();
        Set<Node> ends = Collections.newSetFromMap(new IdentityHashMap<>());
        layers.forEach(layer -> ends.add(layer.sum()));
        while (trained.contains(node) && !ends.contains(node)) {
            List<Node> parts = node.inputs().stream().filter(trained::contains).distinct().toList();
            if (parts.size() != 1) {
                throw refused(
                        "found %s, which takes %s, and that is made of several parts with weights"
                                .formatted(text(layers.get(k).product()), text(node)));
            }
            node = parts.get(0);
        }
        if (k == 0 ? ends.contains(node) : node != layers.get(k - 1).sum()) {
            throw refused(
                    "found %s layers, and %s does not take what %s gives"
                            .formatted(
                                    layers.size(),
                                    text(layers.get(k).product()),
                                    k == 0 ? "an input" : text(layers.get(k - 1).sum())));
        }
        int before = k == 0 ? -1 : layers.get(k - 1).out();
        int in = layers.get(k).in();
        if (k > 0 && in != before && in != before + 1) {
            throw refused(
                    "found %s, which takes %d numbers, where %s gives %d"
                            .formatted(
                                    text(layers.get(k).product()),
                                    in,
                                    text(layers.get(k - 1).sum()),
                                    before));
        }
    }

    private String parameters() {
        List<Node> all = order.stream().filter(DenseLayers::isParameter).toList();
        return all.isEmpty()
                ? " and no parameters"
                : " among the parameters "
                        + all.stream()
                                .limit(NAMED)
                                .map(w -> text(w) + " " + w.shape())
                                .collect(joining(", "))
                        + (all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "");
    }

    private static String text(Node node) {
        return Labels.line(Text.of(node, 40), 40);
    }

    private GraphException refused(String found) {
        return new GraphException(
                "a network view shows dense layers f(x·W + b) one after another, W a parameter, or neurons w₁·x₁ + … + b of numbers: looked at the %d nodes of %s for products of a parameter with an input or with what the layer before gives, and %s; draw the graph instead, by Dot.of(…)"
                        .formatted(order.size(), text(root), found));
    }
}
