package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Structural;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/// A formula of tensors as one of scalars, so that a network is seen neuron by neuron: an entry of
/// `W⁽¹⁾` is `W₁₁⁽¹⁾`, and `h = x·W⁽¹⁾` becomes `h₁ = x₁ · W₁₁⁽¹⁾ + x₂ · W₂₁⁽¹⁾`. Values and
/// derivatives are those of the tensors, entry by entry.
///
/// Element-wise operations stay, one for each entry: σ(h₁) is a σ. Other composites are unrolled
/// through their definitions, so where entries tie or a norm is 0 their derivatives are those of
/// the definitions. What moves, sums or multiplies entries becomes sums and products, the terms in
/// the order of their positions, without `· 1` and `+ 0`. Of a distribution each entry is checked,
/// and no longer the sum.
///
/// Nodes with a name give it to their scalars; indices count from 1, before a raised part. Axes of
/// size 1 have no index, except in parameters of several axes, which stay matrices.
public final class Unroll {
    private final Map<String, Integer> sizes;
    private final Budget budget = new Budget();
    private final IdentityHashMap<Node, Scalars> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Optional<Node>> definitions = new IdentityHashMap<>();

    private Unroll(Map<String, Integer> sizes) {
        this.sizes = sizes;
    }

    /// A formula whose sizes are all known, unrolled.
    ///
    /// @throws GraphException as [#of(Node, Map)]
    public static Unrolled of(Node e) {
        return of(e, Map.of());
    }

    /// A formula, unrolled for sizes of its open dimensions.
    ///
    /// @param sizes by name: `Map.of("batch", 1)`
    /// @throws GraphException if a size is missing, the formula would have more than 200,000
    ///   scalars, or an operation cannot be written with scalars, such as one that is known by its
    ///   values only, or one that chooses entries by indices that are fed
    public static Unrolled of(Node e, Map<String, Integer> sizes) {
        List<Node> order = Walk.order(e);
        order.forEach(node -> requireSizes(node, sizes));
        Unroll unroll = new Unroll(ImmutableMap.copyOf(sizes));
        Budget whole = new Budget();
        order.forEach(node -> whole.take(node, Budget.entries(node.shape().bind(sizes))));
        unroll.unroll(e);
        ImmutableMap.Builder<Node, Scalars> scalars = ImmutableMap.builder();
        order.forEach(node -> scalars.put(node, unroll.known(node)));
        return new Unrolled(e, scalars.buildOrThrow());
    }

    private static void requireSizes(Node node, Map<String, Integer> sizes) {
        for (Dim dim : node.op() instanceof Op.Size size ? List.of(size.dim()) : dims(node)) {
            if (!dim.isKnown() && !sizes.containsKey(dim.name())) {
                throw new GraphException(
                        "unroll: dimension '%s' of %s has no size; give it one: Unroll.of(e, Map.of(\"%s\", 1))"
                                .formatted(dim.name(), node, dim.name()));
            }
        }
    }

    private static List<Dim> dims(Node node) {
        return node.shape().dims();
    }

    private void unroll(Node root) {
        PostOrder.run(
                root,
                done::containsKey,
                (node, open) ->
                        definition(node)
                                .filter(x -> !done.containsKey(x))
                                .ifPresentOrElse(
                                        open::push,
                                        () ->
                                                done.put(
                                                        node,
                                                        Origin.of(node, () -> scalars(node)))));
    }

    /// The definition that a node is unrolled through, if it is.
    private Optional<Node> definition(Node node) {
        return node.op() instanceof Composite composite && !(composite instanceof Mean)
                ? definitions.computeIfAbsent(
                        node,
                        y ->
                                PerEntry.is(y, composite)
                                        ? Optional.empty()
                                        : Optional.of(
                                                Origin.of(
                                                        y, () -> composite.definition(y.inputs()))))
                : Optional.empty();
    }

    private Scalars known(Node node) {
        Scalars scalars = done.get(node);
        if (scalars == null) {
            throw new AssertionError(node);
        }
        return scalars;
    }

    private Scalars scalars(Node node) {
        Shape shape = node.shape().bind(sizes);
        budget.take(node, Budget.entries(shape));
        List<Scalars> x = node.inputs().stream().map(this::known).toList();
        List<Node> entries =
                switch (node.op()) {
                    case Op.Fed _ -> sources(node, shape);
                    case Op.Constant(Tensor value) -> constants(node, value);
                    case Op.Size(Dim dim) -> List.of(Node.constant(dim.bind(sizes).size()));
                    case Operation _ when shape.size() == 0 -> List.of();
                    case Leaf leaf -> entries(node, leaf, shape, x);
                    case Mean _ -> WrittenOut.of(node, shape, x, budget).orElseThrow();
                    case Composite composite ->
                            definition(node)
                                    .map(definition -> (List<Node>) known(definition).entries())
                                    .orElseGet(() -> entries(node, composite, shape, x));
                    case Structural structural ->
                            WrittenOut.of(node, shape, x, budget)
                                    .orElseGet(() ->
                                            Probe.entries(node, structural, shape, x, budget));
                    case Opaque opaque ->
                            PerEntry.is(node, opaque)
                                    ? entries(node, opaque, shape, x)
                                    : WrittenOut.of(node, shape, x, budget)
                                            .orElseThrow(() -> opaque(node, opaque));
                };
        return named(node, new Scalars(new Type(node.kind(), shape), entries));
    }

    private static GraphException opaque(Node node, Opaque opaque) {
        return new GraphException(
                "unroll: %s in %s is known by its values only, and cannot be written with scalars; make it of other operations, as a Composite"
                        .formatted(opaque.label(), Text.of(node)));
    }

    private static List<Node> sources(Node node, Shape shape) {
        if (node.shape().isScalar()) {
            return List.of(node);
        }
        Type type = new Type(node.kind(), Shape.SCALAR);
        return each(
                shape,
                i -> {
                    String name = EntryName.of(node, shape, i);
                    return node.op() instanceof Op.Parameter
                            ? Node.parameter(name, Shape.SCALAR)
                            : Node.input(name, type);
                });
    }

    private static List<Node> constants(Node node, Tensor value) {
        if (node.shape().isScalar()) {
            return List.of(node);
        }
        List<Node> entries = Scalars.constants(value);
        return node.name().isEmpty()
                ? entries
                : each(
                        value.shape(),
                        i -> entries.get(i).named(EntryName.of(node, value.shape(), i)));
    }

    /// An element-wise operation, once for each entry of the result.
    private static List<Node> entries(
            Node node, Operation operation, Shape shape, List<Scalars> x) {
        List<IntUnaryOperator> at =
                x.stream().map(operand -> Layout.broadcast(operand.shape(), shape)).toList();
        return each(
                shape,
                i -> {
                    ImmutableList.Builder<Node> operands = ImmutableList.builder();
                    for (int j = 0; j < x.size(); j++) {
                        operands.add(x.get(j).entries().get(at.get(j).applyAsInt(i)));
                    }
                    boolean scalars = node.inputs().stream().allMatch(n -> n.shape().isScalar());
                    return scalars
                            ? node.withInputs(operands.build())
                            : Node.apply(operation, operands.build());
                });
    }

    private static List<Node> each(Shape shape, IntFunction<Node> entry) {
        ImmutableList.Builder<Node> all = ImmutableList.builderWithExpectedSize(shape.size());
        for (int i = 0; i < shape.size(); i++) {
            all.add(entry.apply(i));
        }
        return all.build();
    }

    /// The entries of a node with a name bear it, unless they are entries of others that have one.
    private static Scalars named(Node node, Scalars scalars) {
        return node.name().isEmpty()
                ? scalars
                : new Scalars(
                        scalars.type(),
                        each(
                                scalars.shape(),
                                i -> {
                                    Node entry = scalars.entries().get(i);
                                    boolean bare =
                                            entry.name().isEmpty()
                                                    && entry.op() instanceof Operation;
                                    return bare
                                            ? entry.named(EntryName.of(node, scalars.shape(), i))
                                            : entry;
                                }));
    }
}
