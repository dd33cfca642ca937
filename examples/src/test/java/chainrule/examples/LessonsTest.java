package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.derivation.Derivation;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void theGradientOfThePerceptronIsTheMissTimesThePoint() {
        PerceptronGradient lesson = new PerceptronGradient();
        Gradients d = lesson.gradients();
        double[] byHand = PerceptronGradient.byHand(d.tape().value(lesson.p));
        assertThat(d.of(lesson.w).get(0)).isCloseTo(byHand[0], EXACT);
        assertThat(d.of(lesson.w).get(1)).isCloseTo(byHand[1], EXACT);
        assertThat(d.of(lesson.b).item()).isCloseTo(byHand[2], EXACT);
    }

    @Test
    void theTapeHasTheNumbersOfThePerceptronOnEachEdge() {
        PerceptronGradient lesson = new PerceptronGradient();
        Gradients d = lesson.gradients();
        Node z = lesson.p.inputs().get(0);
        Node product = z.inputs().get(0);
        Tensor p = d.tape().value(lesson.p);
        for (int i = 0; i < Points.X.length; i++) {
            double slope = p.get(i) * (1 - p.get(i));
            double delta = (p.get(i) - Points.Y[i][0]) / Points.X.length;
            assertThat(d.local(Edge.of(lesson.p, z)).diagonal().get(i)).isCloseTo(slope, EXACT);
            assertThat(d.along(Edge.of(lesson.p, z)).get(i)).isCloseTo(delta, EXACT);
            assertThat(d.along(Edge.of(z, product)).get(i)).isCloseTo(delta, EXACT);
            assertThat(d.local(Edge.of(product, lesson.w)).entry(i, 1)).isEqualTo(Points.X[i][1]);
        }
    }

    @Test
    void trainingOneNeuronGoesTheWayOfThePlainLoopWeightByWeight() {
        List<double[]> ours = new OneNeuron().train(100);
        List<double[]> plain = OneNeuron.trainPlainly(100);
        for (int epoch = 0; epoch < 100; epoch++) {
            assertThat(ours.get(epoch)).containsExactly(plain.get(epoch), EXACT);
        }
    }

    @Test
    void deltaOfOneNeuronIsTheMissTimesTheSlope() {
        OneNeuron lesson = new OneNeuron();
        var values =
                chainrule.eval.Feed.of(lesson.x, Points.x())
                        .and(lesson.y, Points.y())
                        .and(lesson.w, Tensor.of(new double[][] {{0.7}, {-0.4}}))
                        .and(lesson.b, Tensor.of(0.2));
        Interpreter run = Interpreter.of(values);
        Tensor delta = run.value(Gradient.of(lesson.cost, lesson.z));
        Tensor a = run.value(lesson.a);
        for (int i = 0; i < Points.X.length; i++) {
            double byHand =
                    (a.get(i) - Points.Y[i][0]) * a.get(i) * (1 - a.get(i)) / Points.X.length;
            assertThat(delta.get(i)).isCloseTo(byHand, EXACT);
        }
    }

    /// The factors of ∂E/∂W₁₁⁽¹⁾ by name.
    private static Map<String, Double> factors(TwoLayers lesson) {
        Map<String, Double> factors = new LinkedHashMap<>();
        Derivation.of(lesson.e, lesson.w11)
                .at(Tape.record(lesson.e, lesson.values()))
                .steps()
                .forEach(step ->
                        factors.put(step.symbol().text(), step.value().orElseThrow().item()));
        return factors;
    }

    @Test
    void theDerivativeThroughTwoLayersIsTheProductOfItsFactors() {
        TwoLayers lesson = new TwoLayers();
        Interpreter run = Interpreter.of(lesson.values());
        Map<String, Double> factors = factors(lesson);
        double product = factors.values().stream().reduce(1.0, (a, b) -> a * b);
        double sweep = run.value(Gradient.of(lesson.e, lesson.w11)).item();
        assertThat(product).isCloseTo(sweep, EXACT);
        assertThat(TwoLayers.matrixForm().at(0, 0)).isCloseTo(sweep, EXACT);
        assertThat(factors.keySet()).containsExactly("∂E/∂ŷ", "∂ŷ/∂h", "∂h/∂h₁", "∂h₁/∂W₁₁⁽¹⁾");
    }

    @Test
    void theFactorsThroughTwoLayersAreThoseOfTheBook() {
        TwoLayers lesson = new TwoLayers();
        Interpreter run = Interpreter.of(lesson.values());
        double p = run.value(lesson.p).item();
        double s1 = 1 / (1 + Math.exp(-run.value(lesson.h1).item()));
        assertThat(run.value(lesson.h1).item()).isCloseTo(0.4 * 0.5 + 0.2 * -1.5 - 0.1, EXACT);
        assertThat(factors(lesson).values())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(-1 / p, p * (1 - p), 0.7 * s1 * (1 - s1), 0.5);
        assertThat(run.value(Gradient.of(lesson.e, lesson.h)).item()).isCloseTo(p - 1, EXACT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void theDescentStepIsTheSameInBothForms(double label) {
        DescentStep lesson = new DescentStep();
        ImmutableList<Tensor> downhill =
                Interpreter.evaluate(lesson.downhill(), lesson.values(label));
        ImmutableList<Tensor> towards =
                Interpreter.evaluate(lesson.towardsTheLabel(), lesson.values(label));
        assertThat(downhill.get(0).toDoubles()).containsExactly(towards.get(0).toDoubles(), EXACT);
        assertThat(downhill.get(1).item()).isCloseTo(towards.get(1).item(), EXACT);
        double p = 1 / (1 + Math.exp(-(0.4 * 1.5 + 0.3 * -2.0 - 0.2)));
        assertThat(towards.get(0).get(0)).isCloseTo(0.4 + 0.1 * (label - p) * 1.5, EXACT);
    }

    @Test
    void thePerceptronAlgorithmStopsWhenAllPointsAreRightAndDescentDoesNot() {
        PerceptronAlgorithm.Line hard = PerceptronAlgorithm.Line.FIRST;
        PerceptronAlgorithm.Line soft = PerceptronAlgorithm.Line.FIRST;
        PerceptronAlgorithm perceptron = new PerceptronAlgorithm(Functions::step);
        PerceptronAlgorithm descent = new PerceptronAlgorithm(Functions::sigmoid);
        for (int epoch = 0; epoch < 8; epoch++) {
            hard = perceptron.epoch(hard);
            soft = descent.epoch(soft);
        }
        assertThat(hard.right()).isEqualTo(8);
        assertThat(hard.moved()).isZero();
        assertThat(hard.w().toDoubles()).containsExactly(new double[] {0.25, 0.3}, EXACT);
        assertThat(soft.right()).isEqualTo(8);
        assertThat(soft.moved()).isEqualTo(8);
    }

    @Test
    void onlyMisclassifiedPointsMoveThePerceptron() {
        PerceptronAlgorithm perceptron = new PerceptronAlgorithm(Functions::step);
        PerceptronAlgorithm.Line before =
                new PerceptronAlgorithm.Line(Tensor.of(0.25, 0.3), Tensor.scalar(-0.1), 0);
        assertThat(perceptron.epoch(before)).isEqualTo(before);
    }
}
