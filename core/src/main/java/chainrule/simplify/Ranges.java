package chainrule.simplify;

import static chainrule.simplify.Range.ALL;
import static chainrule.simplify.Range.NOT_NEGATIVE;
import static chainrule.simplify.Range.POSITIVE;
import static chainrule.simplify.Range.UNIT;
import static chainrule.simplify.Range.closed;
import static chainrule.simplify.Range.open;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Clamp;
import chainrule.graph.Composites;
import chainrule.graph.Concat;
import chainrule.graph.Diagonal;
import chainrule.graph.Distribution;
import chainrule.graph.Flip;
import chainrule.graph.Gather;
import chainrule.graph.Leaf;
import chainrule.graph.LogSoftmax;
import chainrule.graph.Max;
import chainrule.graph.Mean;
import chainrule.graph.Min;
import chainrule.graph.Node;
import chainrule.graph.Norm;
import chainrule.graph.OneHot;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Prod;
import chainrule.graph.Reshape;
import chainrule.graph.Slice;
import chainrule.graph.Softmax;
import chainrule.graph.StopGradient;
import chainrule.graph.Sum;
import chainrule.graph.TakeAlong;
import chainrule.graph.Transpose;
import chainrule.graph.Uniform;
import chainrule.graph.Variance;
import chainrule.graph.Walk;
import chainrule.graph.Within;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Where the entries of nodes lie, by what they are made of; each node is looked at once.
final class Ranges implements Known {
    /// What composites give, whatever their operand.
    private static final ImmutableMap<Op, Range> RESULTS =
            ImmutableMap.<Op, Range>builder()
                    .put(Composites.SIGMOID, open(0, 1))
                    .put(Composites.SOFTPLUS, POSITIVE)
                    .put(Composites.LOG_SIGMOID, POSITIVE.negative())
                    .put(Composites.RELU, NOT_NEGATIVE)
                    .put(Composites.STEP, UNIT)
                    .put(Composites.HARDTANH, closed(-1, 1))
                    .put(Composites.RSQRT, POSITIVE)
                    .put(Composites.COSH, new Range(1, Double.POSITIVE_INFINITY, false, true))
                    .buildOrThrow();

    /// Operations whose entries are entries of their first operand, or lie between these.
    private static final ImmutableSet<Class<? extends Operation>> BETWEEN =
            ImmutableSet.of(
                    BroadcastTo.class,
                    Diagonal.class,
                    Flip.class,
                    Gather.class,
                    Max.class,
                    Mean.class,
                    Min.class,
                    Reshape.class,
                    Slice.class,
                    StopGradient.class,
                    TakeAlong.class,
                    Transpose.class);

    private final IdentityHashMap<Node, Range> found = new IdentityHashMap<>();
    private final Share share;
    private Optional<Apart<Factors>> product = Optional.empty();
    private Optional<Apart<ImmutableList<Term>>> sum = Optional.empty();

    Ranges(Share share) {
        this.share = share;
    }

    @Override
    public Node one(Node node) {
        return share.one(node);
    }

    /// What a node was taken apart into: several rules ask for it in turn.
    private record Apart<T>(Node node, T parts) {
        boolean isOf(Node other) {
            return node.equals(other);
        }
    }

    @Override
    public Factors factors(Node node) {
        product =
                product.filter(p -> p.isOf(node))
                        .or(() -> Optional.of(new Apart<>(node, Factors.of(node))));
        return product.orElseThrow().parts;
    }

    @Override
    public ImmutableList<Term> terms(Node node) {
        sum = sum.filter(s -> s.isOf(node)).or(() -> Optional.of(new Apart<>(node, Term.of(node))));
        return sum.orElseThrow().parts;
    }

    @Override
    public Range range(Node node) {
        for (Node next : Walk.order(List.of(node), found::containsKey)) {
            found.put(next, of(next));
        }
        return at(node);
    }

    private Range at(Node node) {
        return Optional.ofNullable(found.get(node)).orElse(ALL);
    }

    private Range of(Node node) {
        return switch (node.op()) {
            case Op.Constant(Tensor value) -> of(value);
            case Op.Size _ -> closed(0, Integer.MAX_VALUE);
            case Op.Input _, Op.Parameter _ -> ALL;
            case Leaf leaf -> of(leaf, node);
            case Operation operation -> of(operation, node);
        };
    }

    private static Range of(Tensor value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < value.size(); i++) {
            double entry = value.get(i);
            if (Double.isNaN(entry)) {
                return ALL;
            }
            low = Math.min(low, entry);
            high = Math.max(high, entry);
        }
        return low <= high ? closed(low, high) : ALL;
    }

    private Range of(Leaf leaf, Node y) {
        Range a = at(y.inputs().get(0));
        Range b = at(y.inputs().get(Math.min(1, y.inputs().size() - 1)));
        return switch (leaf) {
            case ADD -> a.plus(b);
            case SUB -> a.plus(b.negative());
            case NEG -> a.negative();
            case MUL -> y.inputs().get(0) == y.inputs().get(1) ? square(a) : a.times(b);
            case DIV -> a.times(b.reciprocal());
            case POW -> a.isPositive() ? POSITIVE : ALL;
            case MAXIMUM ->
                    new Range(
                            Math.max(a.low(), b.low()), Math.max(a.high(), b.high()), false, false);
            case MINIMUM ->
                    new Range(
                            Math.min(a.low(), b.low()), Math.min(a.high(), b.high()), false, false);
            case EXP -> exp(a);
            case EXPM1 -> open(-1, Double.POSITIVE_INFINITY);
            case SQRT -> a.isPositive() ? POSITIVE : NOT_NEGATIVE;
            case SIN, COS, SIGN -> closed(-1, 1);
            case ATAN -> open(-Math.PI / 2, Math.PI / 2);
            case TANH, ERF -> open(-1, 1);
            case ABS -> a.absolute();
            case LESS, LESS_EQUAL, EQUAL, AND, OR, NOT -> UNIT;
            case TO_REAL -> y.inputs().get(0).kind() == Kind.BOOL ? UNIT : ALL;
            case WHERE -> b.hull(at(y.inputs().get(2)));
            case LOG, LOG1P, FLOOR, ROUND -> ALL;
        };
    }

    private static Range exp(Range a) {
        double low = Math.exp(a.low());
        return new Range(low, Math.exp(a.high()), low == 0 || a.lowOpen(), a.highOpen());
    }

    private static Range square(Range a) {
        Range size = a.absolute();
        return size.times(size);
    }

    private Range of(Operation operation, Node y) {
        if (y.inputs().isEmpty()) {
            return ALL;
        }
        Range x = at(y.inputs().get(0));
        if (BETWEEN.contains(operation.getClass())) {
            return x;
        }
        Range result = RESULTS.get(operation);
        if (result != null) {
            return result;
        }
        if (operation.equals(Composites.SQUARE)) {
            return square(x);
        }
        if (operation.equals(Composites.RECIPROCAL)) {
            return x.reciprocal();
        }
        return switch (operation) {
            case Softmax _ -> new Range(0, 1, true, false);
            case LogSoftmax _ -> NOT_NEGATIVE.negative();
            case Clamp clamp -> closed(clamp.low(), clamp.high());
            case Within check -> closed(check.low(), check.high());
            case OneHot _, Uniform _, Distribution _ -> UNIT;
            case Variance _, Norm _ -> NOT_NEGATIVE;
            case Sum _ -> x.isNotNegative() ? NOT_NEGATIVE : ALL;
            case Prod _ -> x.isPositive() ? POSITIVE : ALL;
            case Concat _ -> y.inputs().stream().map(this::at).reduce(Range::hull).orElse(ALL);
            default -> ALL;
        };
    }
}
