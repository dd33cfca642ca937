package chainrule.laws;

import static chainrule.graph.Functions.*;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Axes;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.graph.Window;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Two random scalar formulas over the same inputs, parameters and constants, and values for these.
/// Values stay small, and kinks (of `relu`, `max` and such) stay away from the values, so that
/// central differences mean something. A size and a seed give the same graph again.
final class RandomGraph {
    /// x·σ(x), element-wise, without a rule of its own.
    static final Composite SWISH = Composite.of("swish", x -> x.mul(sigmoid(x)));

    /// a·tanh(b), element-wise, of two operands.
    static final Composite GATE = Composite.of("gate", (a, b) -> a.mul(tanh(b)));

    /// The distance from the mean, which is not element-wise.
    static final Composite CENTRED =
            Composite.of("centred", x -> x.sub(mean(x, Axes.keep(x.shape().rank() - 1))));

    /// Composites in composites, with operands that meet again.
    static final Composite NESTED =
            Composite.of("nested", (a, b) -> GATE.apply(SWISH.apply(a), CENTRED.apply(b)).add(b));

    /// Known by its values only; its derivative is another such function.
    static final Opaque SIN = Opaque.of("sine", Math::sin, (x, _) -> cos(x));

    private static final Opaque COS = Opaque.of("cosine", Math::cos, (x, _) -> SIN.apply(x).neg());

    private static final int MOST_ENTRIES = 24;
    private static final double LARGEST = 3;

    private final long seed;
    private final int size;
    private final Random random;
    private final List<Node> sources = new ArrayList<>();
    private final List<Node> kinked = new ArrayList<>();
    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final Feed feed;
    private final Node e;
    private final Node f;

    RandomGraph(long seed, int size) {
        this.seed = seed;
        this.size = size;
        this.random = new Random(seed);
        boolean open = random.nextBoolean();
        int points = 1 + random.nextInt(3);
        int k = 2 + random.nextInt(2);
        Dim batch = open ? Dim.BATCH : Dim.of(points);
        source(input("x", batch, k), Shape.of(points, k));
        source(input("t", batch, 1), Shape.of(points, 1));
        source(parameter("W", k, 2), Shape.of(k, 2));
        source(parameter("V", 2, k), Shape.of(2, k));
        source(parameter("b", k), Shape.of(k));
        source(parameter("s"), Shape.SCALAR);
        source(parameter("C", 2, 1, k), Shape.of(2, 1, k));
        sources.add(constant(spread(Shape.of(k))));
        sources.add(constant(0.75));
        this.feed = Feed.of(values);
        for (Node source : List.copyOf(sources)) {
            kinked.add(relu(source));
            kinked.add(abs(source));
            kinked.add(max(source));
            kinked.add(where(less(constant(0), source), tanh(source), source.mul(0.5)));
            kinked.add(maximum(source.mul(0.5), constant(0)));
            kinked.add(minimum(source, constant(0)));
            if (source.shape().rank() > 0) {
                kinked.add(max(source, Axes.keep(-1)));
                kinked.add(min(source, -1));
            }
        }
        this.e = scalar();
        this.f = scalar();
    }

    private static Node cos(Node x) {
        return COS.apply(x);
    }

    private void source(Node node, Shape shape) {
        sources.add(node);
        values.put(node, spread(shape));
    }

    /// Distinct values between −1.5 and 1.5, none of them near 0 or near another.
    private Tensor spread(Shape shape) {
        List<Double> entries = new ArrayList<>();
        int n = shape.size();
        for (int i = 0; i < n; i++) {
            entries.add((i + 0.3 + 0.4 * random.nextDouble()) / n * 3 - 1.5);
        }
        Collections.shuffle(entries, random);
        return Tensor.generate(
                shape, Kind.REAL, i -> Math.abs(entries.get(i)) < 0.01 ? 0.01 : entries.get(i));
    }

    /// A scalar: all that was drawn and nothing uses, reduced and added up.
    private Node scalar() {
        Interpreter run = Interpreter.of(feed);
        List<Node> pool = new ArrayList<>(sources);
        pool.add(pick(kinked));
        pool.add(pick(kinked));
        List<Node> drawn = new ArrayList<>();
        for (int tries = 0; drawn.size() < size && tries < 50 * size; tries++) {
            try {
                Node next = draw(pool);
                if (entries(next) <= MOST_ENTRIES) {
                    Node calm = largest(run.value(next)) > LARGEST ? tanh(next) : next;
                    pool.add(calm);
                    drawn.add(calm);
                }
            } catch (ShapeException _) {
                // what was drawn does not fit together: draw again
            }
        }
        Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
        Walk.order(drawn).forEach(n -> used.addAll(n.inputs()));
        Node total = mean(sources.get(0)); // so that an open dimension has a size
        for (Node node : drawn) {
            if (!used.contains(node)) {
                total = total.add(random.nextBoolean() ? sum(node) : mean(node.mul(node)));
            }
        }
        return total;
    }

    private int entries(Node node) {
        return node.shape().bind(feed.sizes()).size();
    }

    private static double largest(Tensor value) {
        double largest = 0;
        for (double entry : value.toDoubles()) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /// Later nodes more often, so that graphs grow deep and nodes are used again.
    private Node operand(List<Node> pool) {
        int last = pool.size();
        return pool.get(
                random.nextBoolean()
                        ? random.nextInt(last)
                        : last - 1 - random.nextInt(Math.min(last, 4)));
    }

    private Node draw(List<Node> pool) {
        Node u = operand(pool);
        return switch (random.nextInt(3)) {
            case 0 -> pick(UNARY).apply(u);
            case 1 -> pick(BINARY).apply(u, random.nextInt(6) == 0 ? u : operand(pool));
            default -> pick(SHAPING).apply(u, random);
        };
    }

    private static final List<UnaryOperator<Node>> UNARY =
            List.of(
                    Functions::tanh,
                    Functions::sigmoid,
                    Functions::softplus,
                    Functions::square,
                    Node::neg,
                    x -> exp(tanh(x)),
                    x -> log(square(x).add(0.5)),
                    x -> log1p(square(x)),
                    x -> sqrt(square(x).add(1)),
                    x -> x.pow(2),
                    x -> x.pow(3).mul(0.1),
                    x -> x.sub(0.25).mul(-1),
                    x -> square(x).add(1).rdiv(1),
                    x -> x.mul(x),
                    x -> x.add(x),
                    x -> GATE.apply(x, x),
                    x -> NESTED.apply(x, x),
                    SWISH::apply,
                    CENTRED::apply,
                    SIN::apply,
                    x -> log(sigmoid(x)),
                    x -> log(sigmoid(x).rsub(1)),
                    x -> log(softmax(tanh(x), -1)),
                    x -> log(sum(exp(tanh(x)))),
                    Functions::sin,
                    Functions::cos,
                    Functions::atan,
                    Functions::erf,
                    Functions::gelu,
                    Functions::silu,
                    Functions::logSigmoid,
                    x -> sinh(tanh(x)),
                    x -> cosh(tanh(x)),
                    x -> expm1(tanh(x)),
                    x -> tan(tanh(x)),
                    x -> asin(tanh(x).mul(0.9)),
                    x -> acos(tanh(x).mul(0.9)),
                    x -> cube(x).mul(0.1),
                    x -> reciprocal(square(x).add(1)),
                    x -> rsqrt(square(x).add(1)),
                    x -> xlogy(x, square(x).add(1)));

    private static final List<BinaryOperator<Node>> BINARY =
            List.of(
                    Node::add,
                    Node::sub,
                    Node::mul,
                    (a, b) -> a.div(square(b).add(0.5)),
                    (a, b) -> square(a).add(0.5).pow(tanh(b)),
                    (a, b) -> a.matmul(b),
                    (a, b) -> a.matmul(b.t()),
                    (a, b) -> a.t().matmul(b),
                    GATE::apply,
                    NESTED::apply,
                    (a, b) -> Functions.where(less(constant(0), constant(1)), a, b),
                    (a, b) -> meanSquaredError(a, b),
                    (a, b) -> logLoss(sigmoid(a), sigmoid(b)),
                    // away from 1, which differences would step over
                    (a, b) -> crossEntropy(softmax(tanh(a), -1).mul(0.9), softmax(b, -1)),
                    (a, b) -> einsum("...i,...i->...", a, b),
                    (a, b) -> einsum("...ij,...kj->...ki", a, b),
                    (a, b) -> concat(0, a, b),
                    // of two: three constants in full are longer than a line
                    (a, b) -> concat(-1, b, a),
                    (a, b) -> conv1d(unsqueeze(a, 1), unsqueeze(b, 1), Window.stride(1).pad(1), 1),
                    (a, b) -> softmaxCrossEntropy(a, sigmoid(b)),
                    (a, b) -> broadcastTo(a, a.shape().broadcast(b.shape()).orElse(a.shape())));

    private interface Shaping {
        Node apply(Node x, Random random);
    }

    private static final List<Shaping> SHAPING =
            List.of(
                    (x, random) -> x.t(),
                    (x, random) -> reshape(x, reversed(x.shape())),
                    (x, random) -> reshape(x, flat(x.shape())),
                    (x, random) -> transpose(x, permutation(x.shape().rank(), random)),
                    (x, random) -> sum(x, some(x.shape(), random)),
                    (x, random) -> mean(x, some(x.shape(), random)),
                    (x, random) -> logSumExp(x, some(x.shape(), random)),
                    (x, random) -> softmax(x, axis(x.shape(), random)),
                    (x, random) -> logSoftmax(x, axis(x.shape(), random)),
                    (x, random) -> prod(x, some(x.shape(), random)),
                    (x, random) -> variance(x, some(x.shape(), random), 0),
                    (x, random) -> cumsum(x, axis(x.shape(), random)),
                    (x, random) -> flip(x, axis(x.shape(), random)),
                    (x, random) -> slice(x, axis(x.shape(), random), 0, 3, 2),
                    (x, random) -> slice(x, axis(x.shape(), random), 1, 2),
                    (x, random) -> pad(x, axis(x.shape(), random), 1, random.nextInt(2)),
                    (x, random) -> repeat(x, axis(x.shape(), random), 2),
                    (x, random) -> tile(x, axis(x.shape(), random), 2),
                    (x, random) -> unsqueeze(x, axis(x.shape(), random)),
                    (x, random) -> squeeze(x),
                    (x, random) -> flatten(x),
                    (x, random) -> picked(x, axis(x.shape(), random), random),
                    (x, random) -> layerNorm(x, 0.5, -1),
                    (x, random) -> averagePool(unsqueeze(unsqueeze(x, 0), 0), 2, 1),
                    (x, random) -> diag(x),
                    (x, random) -> det(x));

    /// Three entries along an axis, some of them perhaps the same.
    private static Node picked(Node x, int axis, Random random) {
        Dim dim = x.shape().dim(axis);
        int size = dim.isKnown() ? dim.size() : 1;
        return gather(
                x,
                constant(Tensor.generate(Shape.of(3), Kind.INDEX, _ -> random.nextInt(size))),
                axis);
    }

    private static Shape reversed(Shape shape) {
        return Shape.of(shape.dims().reversed());
    }

    /// All known sizes in one, before an open one.
    private static Shape flat(Shape shape) {
        int known = 1;
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : shape.dims()) {
            if (dim.isKnown()) {
                known *= dim.size();
            } else {
                dims.add(dim);
            }
        }
        dims.add(Dim.of(known));
        return Shape.of(dims);
    }

    private static int[] permutation(int rank, Random random) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            axes.add(i);
        }
        Collections.shuffle(axes, random);
        return axes.stream().mapToInt(i -> i).toArray();
    }

    private static int axis(Shape shape, Random random) {
        return shape.rank() == 0 ? 0 : random.nextInt(shape.rank()) - shape.rank();
    }

    private static Axes some(Shape shape, Random random) {
        int[] axes =
                shape.rank() == 0 || random.nextInt(4) == 0
                        ? new int[0]
                        : new int[] {axis(shape, random)};
        return random.nextBoolean() ? Axes.keep(axes) : Axes.over(axes);
    }

    /// A scalar formula.
    Node e() {
        return e;
    }

    /// Another one over the same sources.
    Node f() {
        return f;
    }

    /// Values for the inputs and parameters of both.
    Feed feed() {
        return feed;
    }

    /// Values for the inputs and parameters of e, and no others.
    Feed feedOfE() {
        Map<Node, Tensor> needed = new LinkedHashMap<>();
        used().forEach(node -> needed.put(node, values.get(node)));
        return Feed.of(needed);
    }

    /// The inputs and parameters, whether the formulas use them or not.
    List<Node> variables() {
        return List.copyOf(values.keySet());
    }

    /// The inputs and parameters that e is made of.
    List<Node> used() {
        return nodes().stream().filter(values::containsKey).toList();
    }

    /// The nodes of e, operands first.
    List<Node> nodes() {
        return Walk.order(e);
    }

    /// The nodes of e that have an adjoint.
    List<Node> differentiable() {
        return nodes().stream()
                .filter(n -> n.kind() == Kind.REAL && !(n.op() instanceof Op.Constant))
                .toList();
    }

    @Override
    public String toString() {
        return "new RandomGraph(%dL, %d): %s".formatted(seed, size, Text.formula(e, 600));
    }
}
