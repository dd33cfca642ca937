package chainrule.graph;

import chainrule.codec.Formula;
import chainrule.eval.Feed;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Samples of every row, with what their values are by hand. Numbers and the shapes of element-wise
/// operations are drawn with a fixed seed; sizes of 0 and 1 occur.
final class Catalogue {
    private static final int DRAWN = 12;

    private Catalogue() {}

    /// An operand to be drawn: its kind, its shape in the formula and when fed, and the entries
    /// that it may have. `spread` keeps them apart, so that none ties with another.
    record Operand(Kind kind, Shape shape, Shape fed, double low, double high, boolean signs) {
        Operand open() {
            List<Dim> dims = new ArrayList<>(shape.dims());
            dims.set(0, Dim.BATCH);
            return new Operand(kind, Shape.of(dims), fed, low, high, signs);
        }

        Operand of(Shape other) {
            return new Operand(kind, other, other, low, high, signs);
        }

        Tensor draw(Random random) {
            return Tensor.generate(
                    fed,
                    kind,
                    _ -> {
                        if (kind != Kind.REAL) {
                            return random.nextInt((int) high + 1);
                        }
                        double entry = random.nextDouble(low, high);
                        return signs && random.nextBoolean() ? -entry : entry;
                    });
        }
    }

    /// Entries between two numbers.
    static Operand real(double low, double high, int... sizes) {
        return new Operand(Kind.REAL, Shape.of(sizes), Shape.of(sizes), low, high, false);
    }

    /// Entries of either sign, away from 0.
    static Operand signed(double low, double high, int... sizes) {
        return new Operand(Kind.REAL, Shape.of(sizes), Shape.of(sizes), low, high, true);
    }

    /// Indices from 0 up to a number, which is left out.
    static Operand index(int below, int... sizes) {
        return new Operand(Kind.INDEX, Shape.of(sizes), Shape.of(sizes), 0, below - 1, false);
    }

    private static Operand truth() {
        return new Operand(Kind.BOOL, Shape.SCALAR, Shape.SCALAR, 0, 1, false);
    }

    /// A row applied to drawn operands.
    ///
    /// @param row the name of the row
    /// @param node the row applied
    /// @param reference what it should be worth, from the values of the operands
    record Sample(
            String row,
            Node node,
            List<Node> operands,
            Feed feed,
            Node weights,
            Tensor weightValues,
            Function<List<Tensor>, double[]> reference) {
        double[] expected() {
            return reference.apply(operands.stream().map(feed::value).toList());
        }

        /// Σ weights⊙y, where y is the sample or a formula in its place.
        Node weighted(Node y) {
            return Functions.sum(y.mul(weights));
        }

        Node weighted() {
            return weighted(node);
        }

        Feed weightedFeed() {
            return feed.and(weights, weightValues);
        }

        boolean hasSecondDerivative() {
            return !row.equals("Opaque.Scalar") || !node.toString().contains("by_numbers");
        }

        void check(int order) {
            GradientCheck.of(weighted(), weightedFeed()).order(order).run();
        }

        @Override
        public String toString() {
            return row + ": " + node;
        }
    }

    static Sample sample(String row, Operation operation, Random random, Operand... operands) {
        return sample(row, operation, random, x -> new double[0], operands);
    }

    static Sample sample(
            String row,
            Operation operation,
            Random random,
            Function<List<Tensor>, double[]> reference,
            Operand... operands) {
        List<Node> x = new ArrayList<>();
        Feed feed = Feed.empty();
        for (Operand operand : operands) {
            String name = String.valueOf((char) ('a' + x.size()));
            Node node = Functions.input(name, operand.kind, operand.shape);
            x.add(node);
            feed = feed.and(node, operand.draw(random));
        }
        Node y = operation.apply(x.toArray(Node[]::new));
        Node weights = Functions.input("w", y.shape());
        Shape known = y.shape().bind(feed.sizes());
        Tensor drawn = Tensor.generate(known, Kind.REAL, _ -> random.nextDouble(0.5, 2));
        return new Sample(row, y, x, feed, weights, drawn, reference);
    }

    static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return (around == null ? "" : around.getSimpleName() + ".") + type.getSimpleName();
    }

    static Stream<Sample> samples() {
        return Stream.of(
                        leaves(),
                        composites(),
                        reductions(),
                        structural(),
                        opaque(),
                        MovementSamples.all(),
                        ProductSamples.all(),
                        SettingSamples.all())
                .flatMap(samples -> samples);
    }

    // Leaves

    static int operands(Leaf leaf) {
        return domain(leaf).size();
    }

    static boolean isReal(Leaf leaf) {
        return domain(leaf).stream().allMatch(o -> o.kind == Kind.REAL);
    }

    private static List<Operand> domain(Leaf leaf) {
        return switch (leaf) {
            case ADD, SUB, MUL, MAXIMUM, MINIMUM, LESS, LESS_EQUAL, EQUAL ->
                    List.of(real(-2, 2), real(-2, 2));
            case DIV -> List.of(real(-2, 2), signed(0.5, 2));
            case POW -> List.of(real(0.5, 2), real(-2, 2));
            case NEG, EXP, EXPM1, SIN, COS, ATAN, TANH, ERF -> List.of(real(-2, 2));
            case LOG, SQRT -> List.of(real(0.3, 3));
            case LOG1P -> List.of(real(-0.6, 3));
            case ABS, SIGN -> List.of(signed(0.1, 2));
            case FLOOR, ROUND -> List.of(signed(0.1, 0.4));
            case AND, OR -> List.of(truth(), truth());
            case NOT, TO_REAL -> List.of(truth());
            case WHERE -> List.of(truth(), real(-2, 2), real(-2, 2));
        };
    }

    /// What a leaf is, written once more.
    static double byHand(Leaf leaf, double a, double b, double c) {
        return switch (leaf) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case NEG -> -a;
            case POW -> Math.pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case EXP -> Math.exp(a);
            case EXPM1 -> Math.expm1(a);
            case LOG -> Math.log(a);
            case LOG1P -> Math.log1p(a);
            case SQRT -> Math.sqrt(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case ATAN -> Math.atan(a);
            case TANH -> Math.tanh(a);
            case ERF -> ErfTest.integral(a);
            case ABS -> Math.abs(a);
            case FLOOR -> Math.floor(a);
            case ROUND -> Math.rint(a);
            case SIGN -> a > 0 ? 1 : a < 0 ? -1 : a;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case AND -> a + b == 2 ? 1 : 0;
            case OR -> a + b > 0 ? 1 : 0;
            case NOT -> 1 - a;
            case TO_REAL -> a;
            case WHERE -> a == 1 ? b : c;
        };
    }

    private static Stream<Sample> leaves() {
        return Stream.of(Leaf.values()).flatMap(Catalogue::leaf);
    }

    private static Stream<Sample> leaf(Leaf leaf) {
        Random random = new Random(leaf.name().hashCode());
        List<Sample> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            Shape wide = drawShape(random, i == 0);
            Operand[] x =
                    domain(leaf).stream()
                            .map(o -> o.of(narrower(wide, random)))
                            .toArray(Operand[]::new);
            drawn.add(sample("Leaf." + leaf, leaf, random, v -> entries(leaf, v), x));
        }
        Operand[] open =
                domain(leaf).stream().map(o -> o.of(Shape.of(3, 2)).open()).toArray(Operand[]::new);
        drawn.add(sample("Leaf." + leaf, leaf, random, v -> entries(leaf, v), open));
        return drawn.stream();
    }

    private static Shape drawShape(Random random, boolean empty) {
        int[] sizes = new int[random.nextInt(empty ? 1 : 0, 4)];
        Arrays.setAll(sizes, _ -> random.nextInt(1, 4));
        if (empty) {
            sizes[random.nextInt(sizes.length)] = 0;
        }
        return Shape.of(sizes);
    }

    /// A shape that broadcasts to a wide one: leading axes left out, others 1.
    private static Shape narrower(Shape wide, Random random) {
        int from = random.nextInt(3) == 0 ? random.nextInt(wide.rank() + 1) : 0;
        int[] sizes = new int[wide.rank() - from];
        Arrays.setAll(sizes, i -> random.nextInt(4) == 0 ? 1 : wide.size(from + i));
        return Shape.of(sizes);
    }

    /// A leaf over broadcast operands, by the places of entries.
    private static double[] entries(Leaf leaf, List<Tensor> x) {
        int rank = x.stream().mapToInt(t -> t.shape().rank()).max().orElse(0);
        int[] sizes = new int[rank];
        Arrays.fill(sizes, 1);
        for (Tensor t : x) {
            for (int axis = -t.shape().rank(); axis < 0; axis++) {
                int size = t.shape().size(axis);
                sizes[rank + axis] = size == 1 ? sizes[rank + axis] : size;
            }
        }
        List<Double> entries = new ArrayList<>();
        for (int[] place : places(sizes)) {
            double[] at = new double[3];
            for (int i = 0; i < x.size(); i++) {
                at[i] = at(x.get(i), place);
            }
            entries.add(byHand(leaf, at[0], at[1], at[2]));
        }
        return entries.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double at(Tensor t, int[] place) {
        int rank = t.shape().rank();
        int[] own = new int[rank];
        Arrays.setAll(own, i -> t.shape().size(i) == 1 ? 0 : place[place.length - rank + i]);
        return t.at(own);
    }

    /// All places of a shape in row order.
    static List<int[]> places(int... sizes) {
        List<int[]> places = new ArrayList<>();
        places.add(new int[0]);
        for (int size : sizes) {
            List<int[]> longer = new ArrayList<>();
            for (int[] place : places) {
                for (int i = 0; i < size; i++) {
                    int[] next = Arrays.copyOf(place, place.length + 1);
                    next[place.length] = i;
                    longer.add(next);
                }
            }
            places = longer;
        }
        return places;
    }

    // Composites that are constants

    private static Stream<Sample> composites() {
        return Stream.of(
                        elementwise("SIGMOID", Composites.SIGMOID, a -> 1 / (1 + Math.exp(-a))),
                        elementwise(
                                "SOFTPLUS", Composites.SOFTPLUS, a -> Math.log(1 + Math.exp(a))),
                        elementwise("RELU", Composites.RELU, a -> a > 0 ? a : 0),
                        elementwise("STEP", Composites.STEP, a -> a > 0 ? 1 : 0),
                        elementwise("SQUARE", Composites.SQUARE, a -> a * a),
                        elementwise("CUBE", Composites.CUBE, a -> a * a * a),
                        elementwise("RECIPROCAL", Composites.RECIPROCAL, a -> 1 / a),
                        elementwise("RSQRT", Composites.RSQRT, a -> 1 / Math.sqrt(a), 0.3, 3),
                        elementwise("TAN", Composites.TAN, Math::tan, -1.2, 1.2),
                        elementwise("ASIN", Composites.ASIN, Math::asin, -0.9, 0.9),
                        elementwise("ACOS", Composites.ACOS, Math::acos, -0.9, 0.9),
                        elementwise("SINH", Composites.SINH, Math::sinh),
                        elementwise("COSH", Composites.COSH, Math::cosh),
                        elementwise(
                                "LOG_SIGMOID",
                                Composites.LOG_SIGMOID,
                                a -> -Math.log(1 + Math.exp(-a))),
                        elementwise("SILU", Composites.SILU, a -> a / (1 + Math.exp(-a))),
                        elementwise(
                                "GELU",
                                Composites.GELU,
                                a -> a / 2 * (1 + ErfTest.integral(a / Math.sqrt(2)))),
                        elementwise(
                                "HARDTANH",
                                Composites.HARDTANH,
                                a -> a < -1 ? -1 : a > 1 ? 1 : a,
                                1.1,
                                3),
                        elementwise("HARDTANH", Composites.HARDTANH, a -> a, -0.9, 0.9),
                        xlogy(),
                        errors())
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> xlogy() {
        Random random = new Random(19);
        return Stream.of(new int[0], new int[] {3}, new int[] {2, 0})
                .map(sizes ->
                        sample(
                                "Composites.XLOGY",
                                Composites.XLOGY,
                                random,
                                x ->
                                        products(
                                                x.get(0).toDoubles(),
                                                Arrays.stream(x.get(1).toDoubles())
                                                        .map(Math::log)
                                                        .toArray()),
                                signed(0.1, 2, sizes),
                                real(0.3, 3, sizes)));
    }

    private static double[] products(double[] a, double[] b) {
        double[] products = new double[a.length];
        Arrays.setAll(products, i -> a[i] * b[i]);
        return products;
    }

    static Stream<Sample> elementwise(
            String name, Operation row, DoubleUnaryOperator byHand, double low, double high) {
        Random random = new Random(name.hashCode());
        Function<List<Tensor>, double[]> reference =
                x -> Arrays.stream(x.get(0).toDoubles()).map(byHand).toArray();
        return Stream.of(
                        real(low, high),
                        real(low, high, 4),
                        real(low, high, 2, 1, 3),
                        real(low, high, 0, 2),
                        real(low, high, 3, 2).open())
                .map(x -> sample(qualified(name), row, random, reference, x));
    }

    private static String qualified(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? "Composites." + name : name;
    }

    private static Stream<Sample> elementwise(
            String name, Composite row, DoubleUnaryOperator byHand) {
        Random random = new Random(name.hashCode());
        Function<List<Tensor>, double[]> reference =
                x -> Arrays.stream(x.get(0).toDoubles()).map(byHand).toArray();
        return Stream.of(
                        signed(0.1, 3),
                        signed(0.1, 3, 4),
                        signed(0.1, 3, 2, 1, 3),
                        signed(0.1, 3, 0, 2),
                        signed(0.1, 3, 3, 2).open())
                .map(x -> sample("Composites." + name, row, random, reference, x));
    }

    private static Stream<Sample> errors() {
        Random random = new Random(7);
        List<Sample> samples = new ArrayList<>();
        for (Shape shape :
                List.of(Shape.of(3), Shape.of(2, 3), Shape.of(1, 1), Shape.of(2, 2, 2))) {
            for (boolean open : new boolean[] {false, true}) {
                Operand p = real(0.1, 0.9).of(shape);
                Operand z = real(-2, 2).of(shape);
                Operand[] probabilities = open ? all(p.open(), p.open()) : all(p, p);
                Operand[] logits = open ? all(z.open(), p.open()) : all(z, p);
                samples.add(
                        sample(
                                "Errors.LOG_LOSS",
                                Errors.LOG_LOSS,
                                random,
                                x -> logLoss(x.get(0).toDoubles(), x.get(1).toDoubles()),
                                probabilities));
                samples.add(
                        sample(
                                "Errors.MEAN_SQUARED_ERROR",
                                Errors.MEAN_SQUARED_ERROR,
                                random,
                                x -> squaredError(x.get(0).toDoubles(), x.get(1).toDoubles()),
                                logits));
                if (open && shape.rank() == 1) {
                    continue;
                }
                samples.add(
                        sample(
                                "Errors.CROSS_ENTROPY",
                                Errors.CROSS_ENTROPY,
                                random,
                                x -> crossEntropy(x.get(0).toDoubles(), x.get(1), false),
                                probabilities));
                samples.add(
                        sample(
                                "Errors.SOFTMAX_CROSS_ENTROPY",
                                Errors.SOFTMAX_CROSS_ENTROPY,
                                random,
                                x -> crossEntropy(x.get(0).toDoubles(), x.get(1), true),
                                logits));
            }
        }
        return samples.stream();
    }

    private static Operand[] all(Operand... operands) {
        return operands;
    }

    private static double[] logLoss(double[] p, double[] y) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log(1 - p[i]);
        }
        return new double[] {sum / p.length};
    }

    private static double[] squaredError(double[] p, double[] y) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (p[i] - y[i]) * (p[i] - y[i]);
        }
        return new double[] {sum / p.length};
    }

    private static double[] crossEntropy(double[] p, Tensor y, boolean logits) {
        int classes = y.shape().size(-1);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double powers = 0;
            for (int j = 0; j < classes; j++) {
                powers += Math.exp(p[i - i % classes + j]);
            }
            sum -= y.get(i) * (logits ? p[i] - Math.log(powers) : Math.log(p[i]));
        }
        return new double[] {sum * classes / p.length};
    }

    // Reductions, and what keeps the shape but looks along an axis

    private static Stream<Sample> reductions() {
        Random random = new Random(11);
        List<Sample> samples = new ArrayList<>();
        List<Axes> axes =
                List.of(
                        Axes.over(),
                        Axes.keep(),
                        Axes.over(0),
                        Axes.keep(0),
                        Axes.over(-1),
                        Axes.keep(1),
                        Axes.over(0, 2),
                        Axes.keep(0, -1));
        for (Axes asked : axes) {
            for (Operand x :
                    List.of(
                            real(-2, 2, 2, 3, 4),
                            real(-2, 2, 3, 1, 2),
                            real(-2, 2, 2, 3, 2).open())) {
                Axes over = asked.in(x.shape);
                samples.add(reduction(new Sum(over), over, x, random, e -> total(e)));
                samples.add(reduction(new Mean(over), over, x, random, e -> total(e) / e.length));
                samples.add(
                        reduction(
                                new Max(over),
                                over,
                                x,
                                random,
                                e -> Arrays.stream(e).max().orElseThrow()));
                samples.add(
                        reduction(
                                new Min(over),
                                over,
                                x,
                                random,
                                e -> Arrays.stream(e).min().orElseThrow()));
                samples.add(
                        reduction(
                                new LogSumExp(over),
                                over,
                                x,
                                random,
                                e -> Math.log(Arrays.stream(e).map(Math::exp).sum())));
            }
        }
        Axes all = Axes.over().in(Shape.SCALAR);
        samples.add(reduction(new Sum(all), all, real(-2, 2), random, Catalogue::total));
        samples.add(reduction(new Max(all), all, real(-2, 2), random, e -> e[0]));
        Axes first = Axes.over(0);
        samples.add(reduction(new Sum(first), first, real(-2, 2, 0, 2), random, Catalogue::total));
        samples.add(reduction(new Sum(first), first, real(-2, 2, 2, 0), random, Catalogue::total));
        samples.add(reduction(new Max(first), first, real(-2, 2, 2, 0), random, Catalogue::total));
        for (int axis = 0; axis < 2; axis++) {
            for (Operand x :
                    List.of(
                            real(-2, 2, 3, 4),
                            real(-2, 2, 1, 3),
                            real(-2, 2, 2, 3).open(),
                            real(-2, 2, axis == 0 ? 3 : 0, axis == 0 ? 0 : 3))) {
                int along = axis;
                samples.add(
                        sample(
                                "Softmax",
                                new Softmax(axis),
                                random,
                                v -> softmax(v.get(0), along, false),
                                x));
                samples.add(
                        sample(
                                "LogSoftmax",
                                new LogSoftmax(axis),
                                random,
                                v -> softmax(v.get(0), along, true),
                                x));
            }
        }
        return samples.stream();
    }

    static double total(double[] entries) {
        return Arrays.stream(entries).sum();
    }

    static Sample reduction(
            Operation operation,
            Axes axes,
            Operand x,
            Random random,
            ToDoubleFunction<double[]> byHand) {
        return sample(
                name(operation.getClass()),
                operation,
                random,
                v -> reduce(v.get(0), axes.axes(), byHand),
                x);
    }

    /// Collects, for each place without the reduced axes, the entries that lie there.
    private static double[] reduce(
            Tensor x, List<Integer> axes, ToDoubleFunction<double[]> byHand) {
        int[] kept = new int[x.shape().rank()];
        Arrays.setAll(kept, axis -> axes.contains(axis) ? 1 : x.shape().size(axis));
        int[] reduced = new int[kept.length];
        Arrays.setAll(reduced, axis -> axes.contains(axis) ? x.shape().size(axis) : 1);
        List<Double> results = new ArrayList<>();
        for (int[] place : places(kept)) {
            List<Double> group = new ArrayList<>();
            for (int[] offset : places(reduced)) {
                int[] sum = new int[place.length];
                Arrays.setAll(sum, axis -> place[axis] + offset[axis]);
                group.add(x.at(sum));
            }
            results.add(
                    byHand.applyAsDouble(
                            group.stream().mapToDouble(Double::doubleValue).toArray()));
        }
        return results.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double[] softmax(Tensor x, int axis, boolean logarithm) {
        double[] entries = new double[x.size()];
        int columns = x.shape().size(1);
        for (int i = 0; i < entries.length; i++) {
            double powers = 0;
            for (int j = 0; j < x.shape().size(axis); j++) {
                powers += Math.exp(axis == 0 ? x.at(j, i % columns) : x.at(i / columns, j));
            }
            double p = Math.exp(x.get(i)) / powers;
            entries[i] = logarithm ? Math.log(p) : p;
        }
        return entries;
    }

    // Structural

    private static Stream<Sample> structural() {
        Random random = new Random(13);
        List<Sample> samples = new ArrayList<>();
        samples.add(matmul(random, real(-2, 2, 2, 3), real(-2, 2, 3, 4)));
        samples.add(matmul(random, real(-2, 2, 1, 3), real(-2, 2, 3, 1)));
        samples.add(matmul(random, real(-2, 2, 2, 0), real(-2, 2, 0, 3)));
        samples.add(matmul(random, real(-2, 2, 0, 2), real(-2, 2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 2, 3, 2), real(-2, 2, 2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 2, 3, 2), real(-2, 2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 2, 3), real(-2, 2, 4, 3, 1)));
        samples.add(matmul(random, real(-2, 2, 2, 1, 1, 3), real(-2, 2, 3, 3, 2)));
        samples.add(matmul(random, real(-2, 2, 3, 2).open(), real(-2, 2, 2, 2)));
        samples.add(matmul(random, real(-2, 2, 3, 2, 2).open(), real(-2, 2, 2, 2)));
        samples.add(matmul(random, real(-2, 2, 2, 3), real(-2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 2), real(-2, 2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 3), real(-2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 0), real(-2, 2, 0)));
        samples.add(matmul(random, real(-2, 2, 2, 0), real(-2, 2, 0)));
        samples.add(matmul(random, real(-2, 2, 2, 2, 3), real(-2, 2, 3)));
        samples.add(matmul(random, real(-2, 2, 3), real(-2, 2, 2, 1, 3, 2)));
        samples.add(matmul(random, real(-2, 2, 3, 2).open(), real(-2, 2, 2)));
        samples.add(matmul(random, real(-2, 2, 3, 2, 2).open(), real(-2, 2, 2)));
        samples.add(matmul(random, real(-2, 2, 2), real(-2, 2, 3, 2, 2).open()));
        for (ImmutableList<Integer> permutation :
                List.of(
                        ImmutableList.of(0, 1, 2),
                        ImmutableList.of(2, 0, 1),
                        ImmutableList.of(1, 2, 0),
                        ImmutableList.of(0, 2, 1))) {
            for (Operand x : List.of(real(-2, 2, 2, 3, 4), real(-2, 2, 2, 1, 3).open())) {
                samples.add(
                        sample(
                                "Transpose",
                                new Transpose(permutation),
                                random,
                                v -> permuted(v.get(0), permutation),
                                x));
            }
        }
        for (Shape target : List.of(Shape.of(6), Shape.of(3, 2), Shape.of(1, 2, 3, 1))) {
            samples.add(
                    sample(
                            "Reshape",
                            new Reshape(target),
                            random,
                            v -> v.get(0).toDoubles(),
                            real(-2, 2, 2, 3)));
        }
        for (Shape from : List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 1, 3), Shape.of(4, 1))) {
            samples.add(
                    sample(
                            "BroadcastTo",
                            new BroadcastTo(Shape.of(2, 4, 3)),
                            random,
                            v -> stretched(v.get(0), 2, 4, 3),
                            real(-2, 2).of(from)));
        }
        samples.add(
                sample(
                        "BroadcastTo",
                        new BroadcastTo(Shape.of(0, 3)),
                        random,
                        v -> new double[0],
                        real(-2, 2, 3)));
        return samples.stream();
    }

    private static Sample matmul(Random random, Operand a, Operand b) {
        return sample("MatMul", new MatMul(), random, x -> product(x.get(0), x.get(1)), a, b);
    }

    /// Σₚ aᵢₚ bₚⱼ, one entry after another; a vector has one row on the left, one column on the
    /// right.
    private static double[] product(Tensor left, Tensor right) {
        int p0 = left.shape().size(-1);
        Tensor a = left.shape().rank() == 1 ? left.reshape(Shape.of(1, p0)) : left;
        Tensor b = right.shape().rank() == 1 ? right.reshape(Shape.of(p0, 1)) : right;
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank - 2; axis++) {
            sizes[axis] = Math.max(size(a, axis - rank), size(b, axis - rank));
        }
        sizes[rank - 2] = a.shape().size(-2);
        sizes[rank - 1] = b.shape().size(-1);
        List<Double> entries = new ArrayList<>();
        for (int[] place : places(sizes)) {
            double sum = 0;
            for (int p = 0; p < a.shape().size(-1); p++) {
                int[] inA = place.clone();
                int[] inB = place.clone();
                inA[rank - 1] = p;
                inB[rank - 2] = p;
                sum += at(a, inA) * at(b, inB);
            }
            entries.add(sum);
        }
        return entries.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int size(Tensor t, int axis) {
        return -axis > t.shape().rank() ? 1 : t.shape().size(axis);
    }

    private static double[] permuted(Tensor x, List<Integer> permutation) {
        int[] sizes = permutation.stream().mapToInt(axis -> x.shape().size(axis)).toArray();
        return places(sizes).stream()
                .mapToDouble(place -> {
                    int[] own = new int[place.length];
                    for (int axis = 0; axis < place.length; axis++) {
                        own[permutation.get(axis)] = place[axis];
                    }
                    return x.at(own);
                })
                .toArray();
    }

    private static double[] stretched(Tensor x, int... sizes) {
        return places(sizes).stream().mapToDouble(place -> at(x, place)).toArray();
    }

    // Open rows: what users make of them

    private static Stream<Sample> opaque() {
        Random random = new Random(17);
        Operation twice = Composite.of("twice", x -> x.add(x));
        Operation thrice = Formula.read("thrice(z) = 2z + z; thrice(1)").function("thrice");
        List<Sample> samples = new ArrayList<>();
        for (int[] sizes : List.of(new int[0], new int[] {3}, new int[] {2, 1}, new int[] {0})) {
            Operand x = real(-2, 2, sizes);
            samples.add(
                    sample(
                            "Row",
                            twice,
                            random,
                            v -> Arrays.stream(v.get(0).toDoubles()).map(a -> 2 * a).toArray(),
                            x));
            samples.add(
                    sample(
                            "TextFunction",
                            thrice,
                            random,
                            v -> Arrays.stream(v.get(0).toDoubles()).map(a -> 3 * a).toArray(),
                            x));
            samples.add(
                    sample(
                            "Opaque.Scalar",
                            SINE,
                            random,
                            v -> Arrays.stream(v.get(0).toDoubles()).map(Math::sin).toArray(),
                            x));
            samples.add(
                    sample(
                            "Opaque.Scalar",
                            Opaque.of("by_numbers", Math::sin, (double a) -> Math.cos(a)),
                            random,
                            v -> Arrays.stream(v.get(0).toDoubles()).map(Math::sin).toArray(),
                            x));
        }
        return samples.stream();
    }

    private static final Opaque SINE = Opaque.of("sine", Math::sin, (x, y) -> cosine(x));

    private static final Opaque COSINE =
            Opaque.of("cosine", Math::cos, (x, y) -> SINE.apply(x).neg());

    private static Node cosine(Node x) {
        return COSINE.apply(x);
    }
}
