package chainrule.graph;

import static chainrule.graph.Catalogue.elementwise;
import static chainrule.graph.Catalogue.index;
import static chainrule.graph.Catalogue.real;
import static chainrule.graph.Catalogue.reduction;
import static chainrule.graph.Catalogue.sample;

import chainrule.graph.Catalogue.Operand;
import chainrule.graph.Catalogue.Sample;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Samples of composites with settings, of reductions beyond sums, of errors for classes, and of
/// random numbers.
final class SettingSamples {
    private SettingSamples() {}

    static Stream<Sample> all() {
        return Stream.of(activations(), reductions(), distributions(), errors(), randomness())
                .flatMap(s -> s);
    }

    private static Stream<Sample> activations() {
        return Stream.of(
                        elementwise("Clamp", new Clamp(-1, 0.5), a -> a, -0.9, 0.4),
                        elementwise("Clamp", new Clamp(-1, 0.5), a -> 0.5, 0.6, 2),
                        elementwise("LeakyRelu", new LeakyRelu(0.1), a -> 0.1 * a, -2, -0.1),
                        elementwise("LeakyRelu", new LeakyRelu(0.1), a -> a, 0.1, 2),
                        elementwise("Elu", new Elu(1), a -> Math.exp(a) - 1, -2, -0.1),
                        elementwise("Elu", new Elu(0.7), a -> a, 0.1, 2),
                        elementwise("StopGradient", new StopGradient(), a -> a, -2, 2),
                        elementwise("Within", new Within(-1, 1, "a cosine"), a -> a, -0.9, 0.9))
                .flatMap(s -> s);
    }

    private static Stream<Sample> reductions() {
        Random random = new Random(31);
        List<Sample> samples = new ArrayList<>();
        for (Axes asked :
                List.of(Axes.over(), Axes.keep(), Axes.over(0), Axes.keep(1), Axes.over(0, 2))) {
            for (Operand x :
                    List.of(
                            real(-2, 2, 2, 3, 2),
                            real(-2, 2, 3, 1, 2),
                            real(-2, 2, 2, 2, 2).open())) {
                Axes over = asked.in(x.shape());
                samples.add(reduction(new Prod(over), over, x, random, SettingSamples::product));
                samples.add(reduction(new Variance(over, 0), over, x, random, e -> variance(e, 0)));
                samples.add(
                        reduction(
                                new Norm(Norm.Order.L1, over),
                                over,
                                x,
                                random,
                                e -> Arrays.stream(e).map(Math::abs).sum()));
                samples.add(
                        reduction(
                                new Norm(Norm.Order.L2, over),
                                over,
                                x,
                                random,
                                e -> Math.sqrt(Arrays.stream(e).map(a -> a * a).sum())));
                samples.add(
                        reduction(
                                new Norm(Norm.Order.MAX, over),
                                over,
                                x,
                                random,
                                e -> Arrays.stream(e).map(Math::abs).max().orElseThrow()));
            }
        }
        Axes all = Axes.over(0);
        samples.add(
                reduction(new Variance(all, 1), all, real(-2, 2, 4), random, e -> variance(e, 1)));
        samples.add(reduction(new Prod(all), all, real(-2, 2, 0, 2), random, e -> 1));
        Axes last = Axes.over(1);
        for (Operand x : List.of(real(-2, 2, 2, 3), real(-2, 2, 3, 1), real(-2, 2, 3, 2).open())) {
            samples.add(
                    sample(
                            "LayerNorm",
                            new LayerNorm(last, 0.1),
                            random,
                            v -> normalised(v.get(0)),
                            x));
            for (int directions = 0; directions < 3; directions++) {
                Operand[] operands = new Operand[directions + 1];
                Arrays.fill(operands, x);
                samples.add(
                        sample(
                                "ProductOfOthers",
                                new ProductOfOthers(last),
                                random,
                                SettingSamples::others,
                                operands));
            }
        }
        return samples.stream();
    }

    /// Of a softmax: what is not a distribution is refused, so its entries cannot change one by
    /// one.
    private static Stream<Sample> distributions() {
        Random random = new Random(37);
        return Stream.of(0, 1)
                .flatMap(axis ->
                        Stream.of(
                                        real(-2, 2, 2, 3),
                                        real(-2, 2, 3, 2).open(),
                                        real(-2, 2, axis == 0 ? 3 : 0, axis == 0 ? 0 : 3))
                                .map(x -> distribution(axis, random, x)));
    }

    private static Sample distribution(int axis, Random random, Operand x) {
        Sample p =
                sample(
                        "Distribution",
                        new Softmax(axis),
                        random,
                        v -> Catalogue.softmax(v.get(0), axis, false),
                        x);
        return new Sample(
                p.row(),
                new Distribution(axis).apply(p.node().named("p")),
                p.operands(),
                p.feed(),
                p.weights(),
                p.weightValues(),
                p.reference());
    }

    private static double product(double[] entries) {
        return Arrays.stream(entries).reduce(1, (a, b) -> a * b);
    }

    private static double variance(double[] entries, int correction) {
        double mean = Arrays.stream(entries).sum() / entries.length;
        return Arrays.stream(entries).map(a -> (a - mean) * (a - mean)).sum()
                / (entries.length - correction);
    }

    private static double[] normalised(Tensor x) {
        double[] entries = new double[x.size()];
        int columns = x.shape().size(1);
        for (int i = 0; i < entries.length; i++) {
            double[] row =
                    Arrays.copyOfRange(x.toDoubles(), i - i % columns, i - i % columns + columns);
            double mean = Arrays.stream(row).sum() / columns;
            entries[i] = (x.get(i) - mean) / Math.sqrt(variance(row, 0) + 0.1);
        }
        return entries;
    }

    /// Each entry's product of others, differentiated: the sum over all ways to put one factor of
    /// each direction in another place.
    private static double[] others(List<Tensor> x) {
        double[] entries = new double[x.get(0).size()];
        int columns = x.get(0).shape().size(1);
        for (int i = 0; i < entries.length; i++) {
            int first = i - i % columns;
            entries[i] = placed(x, first, columns, i % columns, 1, new boolean[columns], 1);
        }
        return entries;
    }

    private static double placed(
            List<Tensor> x,
            int first,
            int columns,
            int without,
            int direction,
            boolean[] taken,
            double product) {
        double sum = 0;
        if (direction == x.size()) {
            double rest = product;
            for (int j = 0; j < columns; j++) {
                rest *= j == without || taken[j] ? 1 : x.get(0).get(first + j);
            }
            return rest;
        }
        for (int j = 0; j < columns; j++) {
            if (j != without && !taken[j]) {
                taken[j] = true;
                double factor = x.get(direction).get(first + j);
                sum += placed(x, first, columns, without, direction + 1, taken, product * factor);
                taken[j] = false;
            }
        }
        return sum;
    }

    private static Stream<Sample> errors() {
        Random random = new Random(37);
        List<Sample> samples = new ArrayList<>();
        for (boolean open : new boolean[] {false, true}) {
            Operand p = open ? real(0.1, 0.9, 4, 3).open() : real(0.1, 0.9, 4, 3);
            Operand classes = open ? index(3, 4).open() : index(3, 4);
            samples.add(
                    sample(
                            "Errors.CLASS_CROSS_ENTROPY",
                            Errors.CLASS_CROSS_ENTROPY,
                            random,
                            x -> classError(x, false),
                            p,
                            classes));
            samples.add(
                    sample(
                            "Errors.SOFTMAX_CLASS_CROSS_ENTROPY",
                            Errors.SOFTMAX_CLASS_CROSS_ENTROPY,
                            random,
                            x -> classError(x, true),
                            p,
                            classes));
        }
        samples.add(
                sample(
                        "Errors.CLASS_CROSS_ENTROPY",
                        Errors.CLASS_CROSS_ENTROPY,
                        random,
                        x -> new double[] {-Math.log(x.get(0).at((int) x.get(1).item()))},
                        real(0.1, 0.9, 3),
                        index(3)));
        return samples.stream();
    }

    private static double[] classError(List<Tensor> x, boolean logits) {
        Tensor p = x.get(0);
        double sum = 0;
        for (int i = 0; i < p.shape().size(0); i++) {
            double powers = 0;
            for (int j = 0; j < p.shape().size(1); j++) {
                powers += Math.exp(p.at(i, j));
            }
            double own = p.at(i, (int) x.get(1).at(i));
            sum -= logits ? own - Math.log(powers) : Math.log(own);
        }
        return new double[] {sum / p.shape().size(0)};
    }

    private static Stream<Sample> randomness() {
        Random random = new Random(41);
        return Stream.of(
                sample(
                        "Uniform",
                        new Uniform(Shape.of(2, 3), 7),
                        random,
                        x -> UniformTest.numbers(7, (int) x.get(0).item(), 6),
                        index(5)),
                sample(
                        "Dropout",
                        new Dropout(0.4, 7),
                        random,
                        x -> {
                            double[] drawn = UniformTest.numbers(7, (int) x.get(1).item(), 12);
                            double[] entries = x.get(0).toDoubles();
                            Arrays.setAll(
                                    entries, i -> drawn[i] < 0.4 ? 0 : entries[i] / (1 - 0.4));
                            return entries;
                        },
                        real(-2, 2, 4, 3).open(),
                        index(5)));
    }
}
