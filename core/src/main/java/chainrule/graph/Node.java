package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A formula: an op applied to other formulas. Nodes do not change, hold no values, and equal only
/// themselves, so a node that is used twice is one node with two edges. Infix operators are methods
/// here, named functions are in [Functions].
public final class Node {
    private final Op op;
    private final ImmutableList<Node> inputs;
    private final Type type;
    private final String name;
    private final Site site;

    private Node(Op op, ImmutableList<Node> inputs, Type type, String name, Site site) {
        this.op = op;
        this.inputs = inputs;
        this.type = type;
        this.name = name;
        this.site = site;
    }

    private static Node make(Op op, ImmutableList<Node> inputs, Type type, String name) {
        return new Node(op, inputs, type, name, Here.ofNewNode());
    }

    /// An operation applied to operands.
    ///
    /// @throws chainrule.tensor.ShapeException if they do not fit
    public static Node apply(Operation operation, ImmutableList<Node> x) {
        return make(operation, x, operation.type(x), "");
    }

    /// A value that is fed.
    public static Node input(String name, Type type) {
        return make(new Op.Input(type), ImmutableList.of(), type, required(name));
    }

    /// A value that is fed and trained.
    public static Node parameter(String name, Shape shape) {
        Type type = Type.real(shape);
        return make(new Op.Parameter(type), ImmutableList.of(), type, required(name));
    }

    /// A value that is part of the formula.
    public static Node constant(Tensor value) {
        return make(
                new Op.Constant(value),
                ImmutableList.of(),
                new Type(value.kind(), value.shape()),
                "");
    }

    /// A number that is part of the formula.
    public static Node constant(double value) {
        return make(Op.Constant.of(value), ImmutableList.of(), Type.real(Shape.SCALAR), "");
    }

    /// The size of a dimension as a number, also where it is open.
    public static Node size(Dim dim) {
        return dim.isKnown()
                ? constant(dim.size())
                : make(new Op.Size(dim), ImmutableList.of(), Type.real(Shape.SCALAR), "");
    }

    private static String required(String name) {
        if (name.isBlank()) {
            throw new GraphException("inputs and parameters need a name");
        }
        return name;
    }

    /// What this node does.
    public Op op() {
        return op;
    }

    /// The operands, in order.
    public ImmutableList<Node> inputs() {
        return inputs;
    }

    /// Kind and shape.
    public Type type() {
        return type;
    }

    /// What the entries are.
    public Kind kind() {
        return type.kind();
    }

    /// The shape; its sizes may be open.
    public Shape shape() {
        return type.shape();
    }

    /// The name, if it has one.
    public Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /// The path of the [Scope] that it was made in, or `""`.
    public String scope() {
        return site.scope();
    }

    /// The line that made it, as `File.java:12`, if lines were recorded; see [SourceLines].
    public Optional<String> line() {
        return site.line();
    }

    Site site() {
        return site;
    }

    /// The number that this is, if it is a constant of one: a real scalar.
    public OptionalDouble number() {
        return op instanceof Op.Constant(Tensor value) && type.equals(Type.real(Shape.SCALAR))
                ? OptionalDouble.of(value.item())
                : OptionalDouble.empty();
    }

    /// Whether this is that number as a constant.
    public boolean isNumber(double value) {
        OptionalDouble number = number();
        return number.isPresent() && number.getAsDouble() == value;
    }

    /// One edge for each operand.
    public ImmutableList<Edge> edges() {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> Edge.of(this, i))
                .collect(ImmutableList.toImmutableList());
    }

    /// The same formula under a name, which messages, texts and pictures show instead of it. Use
    /// the result: this node stays as it is. The name is a label, and need not be unique.
    public Node named(String name) {
        if (name.isBlank()) {
            throw new GraphException("a blank name for " + this);
        }
        return new Node(op, inputs, type, name, site);
    }

    /// The same operation on other operands, with this node's name, scope and line; this node if
    /// they are its own.
    public Node withInputs(ImmutableList<Node> x) {
        if (!(op instanceof Operation operation) || isSame(x)) {
            return this;
        }
        return new Node(op, x, operation.type(x), name, site);
    }

    private boolean isSame(ImmutableList<Node> x) {
        return x.size() == inputs.size()
                && IntStream.range(0, x.size()).allMatch(i -> x.get(i) == inputs.get(i));
    }

    /// The sum; shapes broadcast as in NumPy, here and in all element-wise operations.
    public Node add(Node b) {
        return Leaf.ADD.apply(this, b);
    }

    /// The sum with a number.
    public Node add(double b) {
        return add(constant(b));
    }

    /// The difference.
    public Node sub(Node b) {
        return Leaf.SUB.apply(this, b);
    }

    /// The difference with a number.
    public Node sub(double b) {
        return sub(constant(b));
    }

    /// A number minus this: `y.rsub(1)` is 1 − y.
    public Node rsub(double a) {
        return constant(a).sub(this);
    }

    /// The product, entry by entry.
    public Node mul(Node b) {
        return Leaf.MUL.apply(this, b);
    }

    /// The product with a number.
    public Node mul(double b) {
        return mul(constant(b));
    }

    /// The quotient, entry by entry.
    public Node div(Node b) {
        return Leaf.DIV.apply(this, b);
    }

    /// The quotient by a number.
    public Node div(double b) {
        return div(constant(b));
    }

    /// A number divided by this: `x.rdiv(1)` is 1 / x.
    public Node rdiv(double a) {
        return constant(a).div(this);
    }

    /// The power, entry by entry.
    public Node pow(Node exponent) {
        return Leaf.POW.apply(this, exponent);
    }

    /// The power with a number as exponent.
    public Node pow(double exponent) {
        return pow(constant(exponent));
    }

    /// The negative.
    public Node neg() {
        return Leaf.NEG.apply(this);
    }

    /// The matrix product over the last two axes; leading axes are batches and broadcast. A vector
    /// on the left is a row, on the right a column, and its axis of 1 is left out of the result.
    public Node matmul(Node b) {
        return new MatMul().apply(this, b);
    }

    /// The transpose: the last two axes swapped.
    public Node t() {
        return Transpose.lastTwo(this);
    }

    /// The formula and its shape, of bounded length.
    @Override
    public String toString() {
        return Text.of(this) + " " + shape();
    }
}
