package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.tape.GradientCheck;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The mixture against another program's values and gradients, where their files are at hand, and
/// against differences everywhere.
class GaussianMixtureTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("chainrule.golden", "../../shared/golden"), "adbench");

    @ParameterizedTest
    @CsvSource({
        "gmm_d2_K5_n1k, -5396.099838426136",
        "gmm_d10_K10_n1k, -33529.31230999741",
        "gmm_d20_K25_n1k, -117256.86496186124",
        "gmm_d10_K25_n10k, -297445.3658574825"
    })
    void valueAndGradientAreThoseOfTheBenchmark(String name, double value) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no file " + file);
        MixtureData data = MixtureData.read(file);
        GaussianMixture f = data.mixture();
        Gradients d = Tape.record(f.value(), data.feed(f)).backward();
        assertThat(Math.abs(d.tape().error() / value - 1)).isLessThan(1e-9);
        double[] expected = MixtureData.numbers(FOLDER.resolve(name + ".corrected.grad.txt"));
        double[] found = data.inOrder(f.parameters().stream().map(d::of).toList());
        assertThat(found).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] / expected[i] - 1));
        }
        assertThat(worst).as("the largest relative error of an entry").isLessThan(1e-9);
    }

    @Test
    void itsGradientOfBothOrdersIsWhatDifferencesGive() {
        GaussianMixture f = new GaussianMixture(3, 2, 0.7, 2);
        Random random = new Random(5);
        Feed feed = Feed.of(f.x, drawn(random, 4, 3));
        feed = feed.and(f.alpha, drawn(random, 2)).and(f.mu, drawn(random, 2, 3));
        feed = feed.and(f.q, drawn(random, 2, 3)).and(f.l, drawn(random, 2, 3));
        GradientCheck.of(f.value(), feed).order(2).run();
    }

    private static Tensor drawn(Random random, int... sizes) {
        return Tensor.generate(Shape.of(sizes), Kind.REAL, _ -> random.nextDouble(-1, 1));
    }

    /// One Gaussian, one dimension: the logarithm of the normal density, and the prior by hand: N =
    /// 2, C = 2(ln γ − ½ ln 2) − ln Γ(1).
    @Test
    void oneGaussianIsTheNormalDensity() {
        GaussianMixture f = new GaussianMixture(1, 1, 2, 0);
        Feed feed =
                Feed.of(f.x, Tensor.of(new double[][] {{0.5}, {2}}))
                        .and(f.alpha, Tensor.of(0.3))
                        .and(f.mu, Tensor.of(new double[][] {{1}}))
                        .and(f.q, Tensor.of(new double[][] {{Math.log(4)}}))
                        .and(f.l, Tensor.of(Shape.of(1, 0)));
        double density = 0;
        for (double x : List.of(0.5, 2.0)) {
            double z = (x - 1) * 4;
            density += Math.log(4) - 0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
        }
        double prior = -0.5 * 4 * 16 + 2 * (Math.log(2) - 0.5 * Math.log(2));
        double found = Tape.record(f.value(), feed).error();
        assertThat(found).isCloseTo(density + prior, within(1e-12));
    }
}
