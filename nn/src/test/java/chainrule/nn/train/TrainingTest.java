package chainrule.nn.train;

import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.FeedException;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.nn.data.Dataset;
import chainrule.nn.data.Shuffle;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.optim.GradientDescent;
import chainrule.nn.optim.Optimizer;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
    private static Node textbookLogLoss(Node p, Node y) {
        return mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg();
    }

    private static Node squared(Node p, Node y) {
        return mean(square(p.sub(y)));
    }

    private final Dense neuron = Dense.of("neuron", 2, 1);
    private final Model perceptron = Model.of(Sequential.of(neuron, Functions::sigmoid), 2);

    /// Points drawn around 0, labelled by the sign of x₁ + 2x₂ − 0.3 with some noise.
    private static Dataset labelled(int m, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[m][];
        double[][] y = new double[m][];
        for (int i = 0; i < m; i++) {
            x[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
            y[i] =
                    new double[] {
                        x[i][0] + 2 * x[i][1] - 0.3 + 0.5 * random.nextGaussian() > 0 ? 1 : 0
                    };
        }
        return Dataset.of(Tensor.of(x), Tensor.of(y));
    }

    private static double[] values(TrainingState state, Node parameter) {
        return state.weights().getOrDefault(parameter, Tensor.of()).toDoubles();
    }

    /// The model as plain Java: w₁, w₂ and b after each step over some rows, and the error before.
    private static double perceptronStep(double[] w, Dataset points, int[] rows, double rate) {
        double[] g = new double[3];
        double error = 0;
        for (int row : rows) {
            double x1 = points.features().at(row, 0);
            double x2 = points.features().at(row, 1);
            double y = points.targets().at(row, 0);
            double p = 1 / (1 + Math.exp(-(w[0] * x1 + w[1] * x2 + w[2])));
            error -= (y * Math.log(p) + (1 - y) * Math.log(1 - p)) / rows.length;
            g[0] += (p - y) * x1 / rows.length;
            g[1] += (p - y) * x2 / rows.length;
            g[2] += (p - y) / rows.length;
        }
        for (int j = 0; j < 3; j++) {
            w[j] -= rate * g[j];
        }
        return error;
    }

    private double[] flat(TrainingState state) {
        double[] w = values(state, neuron.weight());
        return new double[] {w[0], w[1], values(state, neuron.bias())[0]};
    }

    private double[] firstWeights(long seed) {
        return flat(
                new TrainingState(
                        0, perceptron.initial(new SplittableRandom(seed)), ImmutableTable.of()));
    }

    @Test
    void aFullBatchPerceptronIsThePlainLoop() {
        Dataset points = labelled(40, 1);
        int[] all = IntStream.range(0, 40).toArray();
        double[] w = firstWeights(5);
        List<Double> errors = new ArrayList<>();
        for (int epoch = 0; epoch < 200; epoch++) {
            errors.add(perceptronStep(w, points, all, 0.5));
        }
        Trained trained =
                Training.of(perceptron, TrainingTest::textbookLogLoss, GradientDescent.of(0.5))
                        .epochs(200)
                        .fullBatch()
                        .seed(5)
                        .run(points);
        assertThat(flat(trained.state())).containsExactly(w, within(1e-12));
        assertThat(trained.epochs()).hasSize(200);
        for (int epoch = 0; epoch < 200; epoch++) {
            assertThat(trained.epochs().get(epoch).error())
                    .isCloseTo(errors.get(epoch), within(1e-12));
        }
        assertThat(trained.divergence()).isEmpty();
        assertThat(trained.state().epoch()).isEqualTo(200);
        assertThat(trained.weights()).isEqualTo(trained.state().weights());
        assertThat(trained.predict(points.features()))
                .isEqualTo(perceptron.predict(trained.weights(), points.features()));
    }

    /// 2 inputs, 2 hidden tanh neurons, 1 linear output, squared error, momentum: all written out.
    @Test
    void aFullBatchNetworkWithMomentumIsThePlainLoop() {
        Dense hidden = Dense.of("hidden", 2, 2);
        Dense last = Dense.of("last", 2, 1);
        Model network = Model.of(Sequential.of(hidden, Functions::tanh, last), 2);
        Dataset points = labelled(15, 2);
        TrainingState start =
                new TrainingState(0, network.initial(new SplittableRandom(3)), ImmutableTable.of());
        double[] w = values(start, hidden.weight());
        double[] b = values(start, hidden.bias());
        double[] u = values(start, last.weight());
        double[] c = values(start, last.bias());
        double[][] v = {new double[4], new double[2], new double[2], new double[1]};
        double[][] parameters = {w, b, u, c};
        for (int epoch = 0; epoch < 100; epoch++) {
            double[][] g = {new double[4], new double[2], new double[2], new double[1]};
            for (int i = 0; i < 15; i++) {
                double[] x = {points.features().at(i, 0), points.features().at(i, 1)};
                double[] h = new double[2];
                double p = c[0];
                for (int k = 0; k < 2; k++) {
                    h[k] = Math.tanh(x[0] * w[k] + x[1] * w[2 + k] + b[k]);
                    p += h[k] * u[k];
                }
                double delta = 2 * (p - points.targets().at(i, 0)) / 15;
                g[3][0] += delta;
                for (int k = 0; k < 2; k++) {
                    g[2][k] += delta * h[k];
                    double back = delta * u[k] * (1 - h[k] * h[k]);
                    g[1][k] += back;
                    g[0][k] += back * x[0];
                    g[0][2 + k] += back * x[1];
                }
            }
            for (int n = 0; n < 4; n++) {
                for (int j = 0; j < g[n].length; j++) {
                    v[n][j] = 0.9 * v[n][j] + g[n][j];
                    parameters[n][j] -= 0.02 * v[n][j];
                }
            }
        }
        TrainingState end =
                Training.of(network, TrainingTest::squared, new GradientDescent(0.02, 0.9))
                        .epochs(100)
                        .fullBatch()
                        .seed(3)
                        .run(points)
                        .state();
        assertThat(values(end, hidden.weight())).containsExactly(w, within(1e-12));
        assertThat(values(end, hidden.bias())).containsExactly(b, within(1e-12));
        assertThat(values(end, last.weight())).containsExactly(u, within(1e-12));
        assertThat(values(end, last.bias())).containsExactly(c, within(1e-12));
    }

    /// Five points in steps of two, two and one: among all 120 orders there is one, and only one up
    /// to the order inside a step, whose plain loop gives the same weights and the same mean error.
    @Test
    void anEpochOfMiniBatchesGoesOverEveryPointOnceAndReportsTheMeanOverPoints() {
        Dataset points = labelled(5, 3);
        Trained trained =
                Training.of(perceptron, TrainingTest::textbookLogLoss, GradientDescent.of(1))
                        .batch(2)
                        .seed(11)
                        .run(points);
        int found = 0;
        for (List<Integer> order : Collections2.permutations(ImmutableList.of(0, 1, 2, 3, 4))) {
            double[] w = firstWeights(11);
            int[] o = Ints.toArray(order);
            double error =
                    2 * perceptronStep(w, points, new int[] {o[0], o[1]}, 1)
                            + 2 * perceptronStep(w, points, new int[] {o[2], o[3]}, 1)
                            + perceptronStep(w, points, new int[] {o[4]}, 1);
            double[] got = flat(trained.state());
            boolean same = Math.abs(error / 5 - trained.epochs().get(0).error()) < 1e-12;
            for (int j = 0; j < 3; j++) {
                same &= Math.abs(w[j] - got[j]) < 1e-12;
            }
            found += same ? 1 : 0;
        }
        assertThat(found).isEqualTo(4);
    }

    /// One weight without bias, x = 1, (w − y)² and α = 0.4: a step is w′ = 0.2w + 0.8y, so with
    /// targets 0 to 3 the digits of w in base 5 are the order of the points.
    private static ImmutableList<ImmutableList<Integer>> orders(int epochs, long seed) {
        Node w = parameter("w", 1, 1);
        Layer line =
                new Layer() {
                    @Override
                    public Node apply(Node x) {
                        return x.matmul(w);
                    }

                    @Override
                    public ImmutableList<Node> parameters() {
                        return ImmutableList.of(w);
                    }
                };
        Dataset points =
                Dataset.of(Tensor.full(Shape.of(4, 1), 1), Tensor.of(Shape.of(4, 1), 0, 1, 2, 3));
        ImmutableList.Builder<ImmutableList<Integer>> orders = ImmutableList.builder();
        Metric digits =
                new Metric(
                        "digits",
                        (p, y) -> {
                            Integer[] order = new Integer[4];
                            double rest = p.get(0) / 0.8;
                            for (int step = 3; step >= 0; step--) {
                                order[step] = (int) Math.floor(rest + 1e-3);
                                rest = (rest - order[step]) * 5;
                            }
                            orders.add(ImmutableList.copyOf(order));
                            return 0;
                        });
        Training.of(Model.of(line, 1), TrainingTest::squared, GradientDescent.of(0.4))
                .epochs(epochs)
                .batch(1)
                .seed(seed)
                .metrics(digits)
                .run(
                        points,
                        new TrainingState(
                                0,
                                ImmutableMap.of(w, Tensor.full(w.shape(), 0)),
                                ImmutableTable.of()));
        return orders.build();
    }

    /// All 24 × 24 pairs of the order of an epoch and that of a later one occur about equally
    /// often.
    @Test
    void theOrdersOfEpochsAreDrawnIndependently() {
        ImmutableList<ImmutableList<Integer>> orders = orders(8000, 1);
        ImmutableList<ImmutableList<Integer>> all =
                ImmutableList.copyOf(
                        Collections2.permutations(ImmutableList.of(0, 1, 2, 3)).stream()
                                .map(ImmutableList::copyOf)
                                .toList());
        for (int later = 1; later <= 4; later++) {
            int[][] seen = new int[24][24];
            for (int e = 0; e + later < orders.size(); e++) {
                seen[all.indexOf(orders.get(e))][all.indexOf(orders.get(e + later))]++;
            }
            // a pair is expected 13.9 times; χ² has 575 degrees of freedom and deviation √1150
            double expected = (orders.size() - later) / 576.0;
            double chi = 0;
            for (int[] row : seen) {
                for (int count : row) {
                    chi += (count - expected) * (count - expected) / expected;
                }
            }
            assertThat(chi)
                    .as("%d epochs later", later)
                    .isCloseTo(575, within(5 * Math.sqrt(1150)));
        }
    }

    @Test
    void theOrderDependsOnTheSeed() {
        assertThat(orders(20, 1)).isEqualTo(orders(20, 1)).isNotEqualTo(orders(20, 2));
    }

    @Property(tries = 20)
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers(@ForAll long seed) {
        Dataset points = labelled(20, 4);
        Training training =
                Training.of(perceptron, TrainingTest::textbookLogLoss, Adam.of(0.05))
                        .epochs(3)
                        .batch(8);
        Trained once = training.seed(seed).run(points);
        Trained twice = training.seed(seed).run(points);
        assertThat(twice.state()).isEqualTo(once.state());
        assertThat(twice.epochs()).isEqualTo(once.epochs());
        assertThat(training.seed(seed + 1).run(points).state()).isNotEqualTo(once.state());
    }

    @Property(tries = 20)
    void theOrderOfTheRowsDoesNotMatterWhenAllAreInOneStep(@ForAll long seed) {
        Dataset points = labelled(20, 4);
        int[] order = Shuffle.order(20, new Random(seed));
        Training training =
                Training.of(perceptron, Functions::logLoss, Adam.of(0.05)).epochs(20).fullBatch();
        assertThat(flat(training.run(points.rows(order)).state()))
                .containsExactly(flat(training.run(points).state()), within(1e-9));
    }

    @Test
    void aBatchOfAllPointsIsAFullBatch() {
        Dataset points = labelled(20, 4);
        Training training =
                Training.of(perceptron, Functions::logLoss, GradientDescent.of(0.1)).epochs(5);
        assertThat(training.batch(20).run(points).state())
                .isEqualTo(training.fullBatch().run(points).state());
        assertThat(training.batch(19).run(points).state())
                .isNotEqualTo(training.fullBatch().run(points).state());
    }

    @Test
    void metricsAreOverAllPointsAtTheWeightsAnEpochEndsWith() {
        Dataset points = labelled(20, 4);
        List<Tensor> predictions = new ArrayList<>();
        Metric first =
                new Metric(
                        "first",
                        (p, y) -> {
                            assertThat(y).isEqualTo(points.targets());
                            predictions.add(p);
                            return p.get(0);
                        });
        Trained trained =
                Training.of(perceptron, Functions::logLoss, GradientDescent.of(0.1))
                        .epochs(3)
                        .batch(8)
                        .metrics(first, Metric.ACCURACY)
                        .run(points);
        assertThat(predictions).hasSize(3);
        Tensor last = trained.predict(points.features());
        assertThat(predictions.get(2)).isEqualTo(last);
        assertThat(trained.epochs().get(2).metrics().entrySet())
                .containsExactlyElementsOf(
                        ImmutableMap.of(
                                        "first",
                                        last.get(0),
                                        "accuracy",
                                        Confusion.of(last, points.targets()).accuracy())
                                .entrySet());
    }

    @Test
    void everyEpochIsToldOnceInOrderToAllWhoWatch() {
        List<String> told = new ArrayList<>();
        Trained trained =
                Training.of(perceptron, Functions::logLoss, GradientDescent.of(0.1))
                        .epochs(4)
                        .batch(8)
                        .progress(
                                ((Progress) e -> told.add("a" + e.number() + "/" + e.of()))
                                        .and(e -> told.add("b" + e.error())))
                        .run(labelled(20, 4));
        List<String> expected = new ArrayList<>();
        for (Epoch e : trained.epochs()) {
            expected.add("a" + (expected.size() / 2 + 1) + "/4");
            expected.add("b" + e.error());
        }
        assertThat(told).hasSize(8).isEqualTo(expected);
    }

    /// An optimizer of a user's own: steps of one size against the sign of the gradient, halved
    /// from step to step.
    private record Halving(double rate) implements Optimizer {
        @Override
        public ImmutableList<Slot> slots() {
            return ImmutableList.of(new Slot("t", false));
        }

        @Override
        public Update update(Node w, Node g, ImmutableList<Node> state, Node rate) {
            Node t = state.get(0);
            Node size = rate.mul(Functions.exp(t.mul(-Math.log(2))));
            return new Update(w.sub(size.mul(Functions.sign(g))), ImmutableList.of(t.add(1)));
        }
    }

    @Test
    void anOptimizerOfOnesOwnTrainsToo() {
        Node start = neuron.weight();
        Dataset points =
                Dataset.of(Tensor.of(new double[][] {{1, -1}}), Tensor.of(new double[][] {{1}}));
        Trained trained =
                Training.of(perceptron, Functions::logLoss, new Halving(0.5)).epochs(3).run(points);
        double[] first = firstWeights(1);
        assertThat(flat(trained.state()))
                .containsExactly(
                        new double[] {first[0] + 0.875, first[1] - 0.875, 0.875}, within(1e-12));
        assertThat(trained.state().memory().get(start, "t")).isEqualTo(Tensor.scalar(3));
    }

    @Test
    void anOptimizerThatForgetsASlotIsRefused() {
        Optimizer forgetful =
                new Optimizer() {
                    @Override
                    public double rate() {
                        return 1;
                    }

                    @Override
                    public ImmutableList<Slot> slots() {
                        return ImmutableList.of(new Slot("a", true), new Slot("b", true));
                    }

                    @Override
                    public Update update(Node w, Node g, ImmutableList<Node> state, Node rate) {
                        return new Update(w.sub(g), ImmutableList.of(state.get(0)));
                    }
                };
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() ->
                        Training.of(perceptron, Functions::logLoss, forgetful).run(labelled(3, 1)))
                .withMessage(
                        "the optimizer has 2 slots, and its update of 'neuron.W' gives 1 of them");
    }

    @Test
    void memoryDoesNotGrowWithSteps() {
        Trained trained =
                Training.of(perceptron, Functions::logLoss, Adam.of(0.01))
                        .epochs(50)
                        .batch(1)
                        .run(labelled(10, 1));
        assertThat(trained.state().memory().rowKeySet())
                .containsExactlyElementsOf(perceptron.parameters());
        assertThat(trained.state().memory().columnKeySet()).containsExactly("m", "v", "t");
        assertThat(trained.state().memory().get(neuron.bias(), "t")).isEqualTo(Tensor.scalar(500));
    }

    @Test
    void dataThatDoesNotFitTheModelIsRefusedBeforeTheFirstStep() {
        Training training = Training.of(perceptron, Functions::logLoss, GradientDescent.of(1));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        training.run(
                                Dataset.of(
                                        Tensor.full(Shape.of(5, 3), 0),
                                        Tensor.full(Shape.of(5, 1), 0))))
                .withMessage("the data's features are [5×3], and the model's are [batch×2]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        training.run(
                                Dataset.of(
                                        Tensor.full(Shape.of(5, 2), 0),
                                        Tensor.full(Shape.of(5, 2), 0))))
                .withMessage("the data's targets are [5×2], and the model's are [batch×1]");
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() ->
                        training.run(
                                Dataset.of(
                                        Tensor.full(Shape.of(5, 2), 0),
                                        Tensor.generate(Shape.of(5, 1), Kind.BOOL, i -> i % 2))))
                .withMessage("'y' is [batch×1], and the value fed is BOOL [5×1]");
    }

    @Test
    void anErrorThatIsNoNumberOrForgetsAParameterIsRefused() {
        Dataset points = labelled(5, 1);
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() ->
                        Training.of(perceptron, (p, y) -> square(p.sub(y)), GradientDescent.of(1))
                                .run(points))
                .withMessage(
                        """
                        an error function gives one real number, and this gives REAL [batch×1]: (σ(x·neuron.W + neuron.b) − y)²
                        take its mean(…) or sum(…)\
                        """);
        Layer forgetful =
                new Layer() {
                    @Override
                    public Node apply(Node x) {
                        return sigmoid(x.matmul(neuron.weight()));
                    }

                    @Override
                    public ImmutableList<Node> parameters() {
                        return neuron.parameters();
                    }
                };
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() ->
                        Training.of(
                                        Model.of(forgetful, 2),
                                        Functions::logLoss,
                                        GradientDescent.of(1))
                                .run(points))
                .withMessageContaining("neuron.b");
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "-1, 32", "1, 0", "1, -5"})
    void thereIsAnEpochAndAPointInAStep(int epochs, int batch) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        Training.of(perceptron, TrainingTest::squared, GradientDescent.of(1))
                                .epochs(epochs)
                                .batch(batch))
                .withMessage(
                        "there must be 1 epoch or more and 1 point in a step or more, and these are %d and %d"
                                .formatted(epochs, epochs < 1 ? 32 : batch));
    }

    @Test
    void twoMetricsOfOneNameAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        Training.of(perceptron, TrainingTest::squared, GradientDescent.of(1))
                                .metrics(Metric.ACCURACY, Metric.ACCURACY))
                .withMessage("metrics differ in name, and these are accuracy, accuracy");
    }

    @Test
    void settingsDoNotChangeEachOther() {
        BinaryOperator<Node> loss = Functions::meanSquaredError;
        Training first = Training.of(perceptron, loss, GradientDescent.of(1));
        assertThat(first.epochs()).isEqualTo(1);
        assertThat(first.batch()).isEqualTo(32);
        assertThat(first.seed()).isEqualTo(1);
        assertThat(first.metrics()).isEmpty();
        assertThat(first.precision()).isEqualTo(Precision.DOUBLE);
        assertThat(first.progress()).isSameAs(Progress.NONE);
        Progress watch = epoch -> {};
        assertThat(
                        first.progress(watch)
                                .metrics(Metric.ACCURACY)
                                .precision(Precision.FLOAT)
                                .seed(9)
                                .batch(4)
                                .epochs(7))
                .isEqualTo(
                        new Training(
                                perceptron,
                                loss,
                                GradientDescent.of(1),
                                7,
                                4,
                                9,
                                ImmutableList.of(Metric.ACCURACY),
                                Precision.FLOAT,
                                watch));
    }

    @Test
    void whatTheModelDoesNotListOrAStepIsNotFedIsRefusedBeforeTheFirstStep() {
        Dataset points = labelled(4, 1);
        Node scale = parameter("scale", 1);
        Layer closing = Sequential.of(neuron, z -> Functions.sigmoid(z.mul(scale)));
        Training unlisted =
                Training.of(Model.of(closing, 2), Functions::logLoss, GradientDescent.of(0.1));
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> unlisted.run(points))
                .withMessage(
                        "the error uses the parameter 'scale' [1], which the model does not list, so it would not be trained; "
                                + "the layer that uses it must list it in parameters()");
        Node weight = Functions.input("weight");
        Training unfed =
                Training.of(
                        perceptron,
                        (p, y) -> Functions.logLoss(p, y).mul(weight),
                        GradientDescent.of(0.1));
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> unfed.run(points))
                .withMessage(
                        "the error uses the input 'weight' [], and a step is fed only 'x' [batch×2] and the target; "
                                + "make it a constant, or columns of the features");
    }
}
