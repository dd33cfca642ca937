package chainrule.laws;

import static chainrule.graph.Functions.*;

import chainrule.eval.Feed;
import chainrule.graph.Axes;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Random formulas whose numbers are whole and small, so that both precisions hold each of them and
/// no order of summation changes one: whoever computes them in whatever way gets the same. Shapes
/// go to the borders: no entries, one entry, around the length of a block, rows that no block
/// holds, five axes; operands are stretched, transposed, sliced, flipped, taken from a diagonal.
/// Some of what is fed may be NaN or infinite. A size and a seed give the same formulas again.
final class ExactGraph {
    /// Whole numbers up to here are exact in single precision.
    private static final double LARGEST = 1 << 24;

    private static final int MOST_ENTRIES = 12_000;
    private static final int[] SMALL = {1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7};
    private static final int[] RANKS = {0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5};
    private static final int[] LONG = {
        15, 16, 17, 31, 63, 64, 65, 127, 129, 255, 257, 511, 512, 513, 1023, 1024, 1025, 2049, 4095,
        4096, 4097, 5000
    };

    /// A node, and what its entries are at most.
    private record Drawn(Node node, double bound) {}

    private final long seed;
    private final int size;
    private final Random random;
    private final int batch;
    private final boolean wild;
    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final List<Drawn> pool = new ArrayList<>();
    private final List<Node> outputs = new ArrayList<>();

    ExactGraph(long seed, int size) {
        this.seed = seed;
        this.size = size;
        this.random = new Random(seed);
        this.batch = random.nextInt(3) == 0 ? side(2) : -1;
        this.wild = random.nextInt(3) == 0;
        int sources = 1 + random.nextInt(2);
        for (int i = 0; i < sources; i++) {
            pool.add(source(firstShape()));
        }
        for (int tries = 0; pool.size() < sources + size && tries < 30 * size; tries++) {
            try {
                Drawn next = draw();
                if (next.bound <= LARGEST && entries(next.node) <= MOST_ENTRIES) {
                    pool.add(next);
                }
            } catch (ShapeException | GraphException _) {
                // what was drawn does not fit together: draw again
            }
        }
        Set<Node> used = new HashSet<>();
        Walk.order(pool.stream().map(Drawn::node).toList()).forEach(n -> used.addAll(n.inputs()));
        pool.stream().map(Drawn::node).filter(n -> !used.contains(n)).forEach(outputs::add);
        for (int more = random.nextInt(3); more > 0; more--) {
            outputs.add(pick(pool).node);
        }
    }

    List<Node> outputs() {
        return outputs;
    }

    Feed feed() {
        return Feed.of(values);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private int side(int rank) {
        if (random.nextInt(40) == 0) {
            return 0;
        }
        return rank <= 2 && random.nextInt(2) == 0
                ? LONG[random.nextInt(LONG.length)]
                : SMALL[random.nextInt(SMALL.length)];
    }

    private Shape firstShape() {
        int rank = RANKS[random.nextInt(RANKS.length)];
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            dims.add(axis == 0 && batch >= 0 ? Dim.BATCH : Dim.of(side(rank)));
        }
        while (entries(Shape.of(dims)) > MOST_ENTRIES) {
            dims.set(dims.size() - 1, Dim.of(1 + random.nextInt(2)));
            Collections.rotate(dims.subList(batch >= 0 ? 1 : 0, dims.size()), 1);
            if (batch > 0 && entries(Shape.of(dims)) > MOST_ENTRIES) {
                dims = new ArrayList<>(dims.subList(0, 1));
            }
        }
        return Shape.of(dims);
    }

    private Shape bound(Shape shape) {
        return shape.bind(Map.of("batch", Math.max(batch, 0)));
    }

    private int entries(Shape shape) {
        return bound(shape).size();
    }

    private int entries(Node node) {
        return entries(node.shape());
    }

    /// Something fed, with entries from −3 to 3.
    private Drawn source(Shape shape) {
        Node node = input("x" + values.size(), shape);
        double[] strange = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        values.put(
                node,
                Tensor.generate(
                        bound(shape),
                        Kind.REAL,
                        _ ->
                                wild && random.nextInt(20) == 0
                                        ? strange[random.nextInt(3)]
                                        : random.nextInt(7) - 3));
        return new Drawn(node, 3);
    }

    /// A shape that is stretched to another: some axes of size 1, some in front left out.
    private Shape narrower(Shape wide) {
        int from = random.nextInt(3) == 0 ? random.nextInt(wide.rank() + 1) : 0;
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : wide.dims().subList(from, wide.rank())) {
            dims.add(random.nextInt(3) == 0 ? Dim.of(1) : dim);
        }
        return Shape.of(dims);
    }

    private Drawn draw() {
        Drawn one =
                random.nextBoolean()
                        ? pool.get(pool.size() - 1 - random.nextInt(Math.min(3, pool.size())))
                        : pick(pool);
        Drawn other = pick(pool);
        // what is reduced to a few entries shows little
        Drawn x = entries(one.node) > 1 || entries(other.node) < 2 ? one : other;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> moved(x);
            case 3, 4 -> reduced(x);
            case 5 -> multiplied(x);
            case 6 -> unary(x);
            default -> binary(x);
        };
    }

    private Drawn unary(Drawn x) {
        Node a = x.node;
        return switch (random.nextInt(6)) {
            case 0 -> new Drawn(a.neg(), x.bound);
            case 1 -> new Drawn(abs(a), x.bound);
            case 2 -> new Drawn(relu(a), x.bound);
            case 3 -> new Drawn(square(a), x.bound * x.bound);
            case 4 -> new Drawn(sign(a), 1);
            default -> new Drawn(clamp(a, -2, 5), 5);
        };
    }

    private Drawn binary(Drawn x) {
        Drawn y =
                switch (random.nextInt(4)) {
                    case 0 -> pick(pool);
                    case 1 -> new Drawn(constant(random.nextInt(5) - 2), 2);
                    default -> source(narrower(x.node.shape()));
                };
        boolean turned = random.nextBoolean();
        Node a = turned ? y.node : x.node;
        Node b = turned ? x.node : y.node;
        double larger = Math.max(x.bound, y.bound);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Drawn(a.add(b), x.bound + y.bound);
            case 2 -> new Drawn(a.sub(b), x.bound + y.bound);
            case 3, 4 -> new Drawn(a.mul(b), x.bound * y.bound);
            case 5 -> new Drawn(maximum(a, b), larger);
            case 6 -> new Drawn(where(less(a, b), a, b.mul(2)), 2 * larger);
            default -> new Drawn(minimum(a, b), larger);
        };
    }

    private Drawn reduced(Drawn x) {
        int rank = x.node.shape().rank();
        int[] axes = new int[rank];
        int count = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (random.nextBoolean()) {
                axes[count++] = axis;
            }
        }
        int most = random.nextInt(4) == 0 ? rank : Math.max(0, rank - 1);
        int[] over = Arrays.copyOf(axes, Math.min(count, most));
        if (over.length == 0 && rank > 1) {
            over = new int[] {random.nextInt(rank)};
        }
        Axes of = random.nextBoolean() ? Axes.keep(over) : Axes.over(over);
        if (entries(x.node) > 0 && random.nextInt(3) == 0) {
            return random.nextBoolean()
                    ? new Drawn(max(x.node, of), x.bound)
                    : new Drawn(min(x.node, of), x.bound);
        }
        return new Drawn(sum(x.node, of), x.bound * Math.max(1, entries(x.node)));
    }

    private Drawn multiplied(Drawn x) {
        Shape shape = x.node.shape();
        int rank = shape.rank();
        boolean left = random.nextBoolean();
        int inner = left || rank < 2 ? rank - 1 : rank - 2;
        if (rank == 0) {
            return binary(x);
        }
        List<Dim> dims = new ArrayList<>();
        if (rank > 2 && random.nextBoolean()) {
            dims.addAll(narrower(Shape.of(shape.dims().subList(0, rank - 2))).dims());
        } else if (random.nextInt(3) == 0) {
            dims.add(Dim.of(1 + random.nextInt(2)));
        }
        boolean vector = dims.isEmpty() && random.nextInt(3) == 0;
        Dim own = Dim.of(SMALL[random.nextInt(SMALL.length)]);
        if (vector) {
            dims.add(shape.dim(inner));
        } else {
            dims.add(left ? shape.dim(inner) : own);
            dims.add(left ? own : shape.dim(inner));
        }
        boolean itself = random.nextInt(5) == 0;
        Drawn y =
                itself
                        ? new Drawn(transpose(x.node, swapped(rank)), x.bound)
                        : source(Shape.of(dims));
        Node b = y.node;
        Node product = left ? x.node.matmul(b) : b.matmul(x.node);
        int terms = bound(shape).size(inner);
        return new Drawn(product, x.bound * y.bound * Math.max(1, terms));
    }

    /// The last two axes change places.
    private static int[] swapped(int rank) {
        int[] order = new int[rank];
        Arrays.setAll(order, i -> i);
        if (rank > 1) {
            order[rank - 1] = rank - 2;
            order[rank - 2] = rank - 1;
        }
        return order;
    }

    private Drawn moved(Drawn x) {
        Shape shape = x.node.shape();
        int rank = shape.rank();
        int axis = rank == 0 ? 0 : random.nextInt(rank);
        Node y =
                switch (random.nextInt(8)) {
                    case 0, 1 -> transpose(x.node, permutation(rank));
                    case 2 -> flip(x.node, axis);
                    case 3 -> {
                        int length = shape.size(axis);
                        int start = random.nextInt(length + 1);
                        int stop = start + random.nextInt(length - start + 1);
                        yield slice(x.node, axis, start, stop, 1 + random.nextInt(3));
                    }
                    case 4 -> stretched(x.node);
                    case 5 -> unsqueeze(x.node, random.nextInt(rank + 1));
                    case 6 -> diag(x.node);
                    default -> reshape(x.node, regrouped(shape));
                };
        return new Drawn(y, x.bound);
    }

    private Node stretched(Node x) {
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : x.shape().dims()) {
            dims.add(dim.equals(Dim.of(1)) ? Dim.of(SMALL[random.nextInt(SMALL.length)]) : dim);
        }
        if (random.nextBoolean()) {
            dims.add(0, Dim.of(SMALL[random.nextInt(SMALL.length)]));
        }
        return broadcastTo(x, Shape.of(dims));
    }

    private int[] permutation(int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            axes.add(i);
        }
        Collections.shuffle(axes, random);
        return axes.stream().mapToInt(i -> i).toArray();
    }

    /// Neighbouring axes made one, or one made two.
    private Shape regrouped(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        int rank = dims.size();
        if (rank >= 2 && random.nextBoolean()) {
            int at = random.nextInt(rank - 1);
            Dim second = dims.remove(at + 1);
            dims.set(
                    at,
                    dims.get(at).isKnown() && second.isKnown()
                            ? Dim.of(dims.get(at).size() * second.size())
                            : second);
        } else if (rank >= 1) {
            int at = random.nextInt(rank);
            int whole = dims.get(at).isKnown() ? dims.get(at).size() : 1;
            int part = 2 + random.nextInt(3);
            if (whole % part == 0) {
                dims.set(at, Dim.of(whole / part));
                dims.add(at, Dim.of(part));
            }
        }
        return Shape.of(dims);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("new ExactGraph(%dL, %d):".formatted(seed, size));
        outputs.forEach(y ->
                text.append("\n  ").append(Text.formula(y, 300)).append(' ').append(y.shape()));
        values.keySet()
                .forEach(x ->
                        text.append("\n  ")
                                .append(Text.of(x))
                                .append(' ')
                                .append(bound(x.shape())));
        return text.toString();
    }
}
