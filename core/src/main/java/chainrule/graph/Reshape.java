package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same entries in the same row order, in another shape of the same size. Its transpose is the
/// way back.
public record Reshape(Shape target) implements Movement {
    @Override
    public String label() {
        return "reshape";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.to("reshape", target);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Shape from = x.get(0).shape();
        if (factor(from) != factor(target) || !names(from).equals(names(target))) {
            throw Operands.refuse(this, target + " must hold as many entries as the operand", x);
        }
        return new Type(x.get(0).kind(), target);
    }

    /// The operand in these sizes, one of which may be −1: what the others leave for it.
    static Node of(Node x, int... sizes) {
        int open = Ints.indexOf(sizes, -1);
        if (open < 0) {
            return new Reshape(Shape.of(sizes)).apply(x);
        }
        List<String> names = names(x.shape());
        long others =
                Arrays.stream(sizes)
                        .filter(size -> size != -1)
                        .asLongStream()
                        .reduce(1, Math::multiplyExact);
        if (names.size() > 1
                || Ints.lastIndexOf(sizes, -1) != open
                || others == 0
                || factor(x.shape()) % others != 0) {
            throw Operands.refuse(
                    "reshape",
                    "sizes of %s leave none for −1".formatted(Ints.asList(sizes)).replace('-', '−'),
                    List.of(x),
                    "one size may be −1, and the others must divide the number of entries");
        }
        List<Dim> dims =
                new ArrayList<>(Shape.of(Arrays.stream(sizes).map(Math::abs).toArray()).dims());
        dims.set(
                open, new Dim(Math.toIntExact(factor(x.shape()) / others), String.join("", names)));
        return new Reshape(Shape.of(dims)).apply(x);
    }

    /// The axes from one on made one.
    static Node flatten(Node x, int from) {
        Shape shape = x.shape();
        int axis = shape.isScalar() ? 0 : Operands.axis("flatten", from, x);
        Dim product = Dim.of(1);
        for (Dim dim : shape.dims().subList(axis, shape.rank())) {
            if (!product.isKnown() && !dim.isKnown()) {
                throw Operands.refuse(
                        "flatten",
                        "two open sizes have no product: %s and %s".formatted(product, dim),
                        List.of(x),
                        "flatten(x, axis) from a later axis on");
            }
            String name = product.name() + dim.name();
            long factor = (long) product.factor() * dim.factor();
            product = new Dim(Operands.size("flatten", factor, List.of(x)).size(), name);
        }
        ImmutableList.Builder<Dim> dims = ImmutableList.builder();
        dims.addAll(shape.dims().subList(0, axis)).add(product);
        return new Reshape(Shape.of(dims.build())).apply(x);
    }

    /// Axes of size 1 left out.
    static Node squeeze(Node x, int... axes) {
        Shape shape = x.shape();
        List<Integer> out = Operands.axes("squeeze", Axes.over(axes), x).axes();
        if (axes.length == 0) {
            out = out.stream().filter(axis -> shape.dim(axis).isOne()).toList();
        }
        for (int axis : out) {
            if (!shape.dim(axis).isOne()) {
                throw Operands.refuse(
                        "squeeze",
                        "axis %d has the size %s, and must have 1".formatted(axis, shape.dim(axis)),
                        List.of(x),
                        "");
            }
        }
        return out.isEmpty() ? x : new Reshape(shape.reduce(out, false)).apply(x);
    }

    /// A new axis of size 1 before the one of this number.
    static Node unsqueeze(Node x, int axis) {
        int rank = x.shape().rank();
        int at = axis < 0 ? axis + rank + 1 : axis;
        if (at < 0 || at > rank) {
            throw Operands.refuse(
                    "unsqueeze",
                    "a new axis can be from 0 to %d, or −%d to −1".formatted(rank, rank + 1),
                    List.of(x),
                    "");
        }
        List<Dim> dims = new ArrayList<>(x.shape().dims());
        dims.add(at, Dim.of(1));
        return new Reshape(Shape.of(dims)).apply(x);
    }

    private static long factor(Shape shape) {
        return shape.dims().stream().mapToLong(Dim::factor).reduce(1, Math::multiplyExact);
    }

    private static List<String> names(Shape shape) {
        return shape.dims().stream().filter(d -> !d.isKnown()).map(Dim::name).sorted().toList();
    }

    @Override
    public Strides view(Shape x, Shape y) {
        return Strides.rowOrder(y);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new Reshape(edge.source().shape()).apply(g);
    }
}
