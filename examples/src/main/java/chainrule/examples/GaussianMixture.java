package chainrule.examples;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.einsum;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.logSumExp;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.scatterAdd;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.unsqueeze;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.DiagonalMatrix;
import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Lesson: an error function of one's own. The log-likelihood of points under a mixture of k
/// Gaussians, each with a weight, a mean and a covariance: with αₖ the logarithms of the weights,
/// μₖ the means, and the covariances as triangular matrices Qₖ (roots of their inverses, exp(qₖ) on
/// the diagonal and lₖ below),
///
/// f = Σᵢ ln Σₖ exp(αₖ + Σⱼ qₖⱼ − ½‖Qₖ(xᵢ − μₖ)‖²) − n·ln Σₖ exp(αₖ) − ½·n·d·ln 2π + prior,
///
/// with a Wishart prior on the covariances. It is the objective of the benchmark ADBench
/// (Microsoft). Nothing but the value is written here; the gradient follows.
public final class GaussianMixture {
    private final int d;
    private final int k;
    final Node x;
    final Node alpha;
    final Node mu;
    final Node q;
    final Node l;
    private final Node f;

    /// A mixture of `k` Gaussians in `d` dimensions.
    ///
    /// @param gamma γ of the prior, above 0
    /// @param m m of the prior, 0 or more
    public GaussianMixture(int d, int k, double gamma, int m) {
        this.d = d;
        this.k = k;
        this.x = input("x", BATCH, d);
        this.alpha = parameter("α", k);
        this.mu = parameter("μ", k, d);
        this.q = parameter("q", k, d);
        this.l = parameter("l", k, d * (d - 1) / 2);
        this.f = logLikelihood().add(prior(gamma, m)).named("f");
    }

    private Node logLikelihood() {
        Node n = Node.size(BATCH);
        Node centred = unsqueeze(x, 1).sub(mu);
        Node distance = einsum("kij,nkj->nki", root().named("Q"), centred);
        Node log = alpha.add(sum(q, -1)).sub(sum(square(distance), -1).mul(0.5)).named("β");
        return sum(logSumExp(log, 1))
                .sub(n.mul(logSumExp(alpha)))
                .sub(n.mul(0.5 * d * Math.log(2 * Math.PI)));
    }

    /// Q, with exp(q) on the diagonals, and below them l, column by column.
    private Node root() {
        List<Integer> below = new ArrayList<>();
        for (int column = 0; column < d; column++) {
            for (int row = column + 1; row < d; row++) {
                below.add(row * d + column);
            }
        }
        Tensor places = Tensor.generate(Shape.of(below.size()), Kind.INDEX, below::get);
        Node zeros = constant(Tensor.full(Shape.of(k, d * d), 0));
        return new DiagonalMatrix()
                .apply(exp(q))
                .add(reshape(scatterAdd(zeros, constant(places), l, 1), k, d, d));
    }

    /// −(Σ [½γ²(‖exp q‖² + ‖l‖²) − m·Σq] − k·C)
    private Node prior(double gamma, int m) {
        int n = d + m + 1;
        double c = n * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logGamma(n);
        Node sizes = sum(square(exp(q))).add(sum(square(l))).mul(0.5 * gamma * gamma);
        return sizes.sub(sum(q).mul(m)).neg().add(k * c);
    }

    /// ln Γ_d(n/2) = ¼·d(d − 1)·ln π + Σⱼ ln Γ((n + 1 − j)/2), for j from 1 to d.
    private double logGamma(int n) {
        double sum = 0.25 * d * (d - 1) * Math.log(Math.PI);
        for (int j = 1; j <= d; j++) {
            sum += logGammaOfHalf(n + 1 - j);
        }
        return sum;
    }

    /// ln Γ(h/2), by Γ(z + 1) = z·Γ(z) from Γ(½) = √π and Γ(1) = 1.
    private static double logGammaOfHalf(int h) {
        double sum = h % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
        for (int i = h - 2; i > 0; i -= 2) {
            sum += Math.log(0.5 * i);
        }
        return sum;
    }

    /// The log-likelihood f.
    public Node value() {
        return f;
    }

    /// The parameters α, μ, q and l.
    public List<Node> parameters() {
        return List.of(alpha, mu, q, l);
    }

    /// Finds three Gaussians in 600 points of the plane by gradient ascent, and prints what it
    /// found beside what the points were made from.
    public static void main(String[] arguments) {
        double[][] places = {{-3, 0}, {2, 3}, {2, -3}};
        Random random = new Random(1);
        Tensor points =
                Tensor.generate(
                        Shape.of(600, 2),
                        Kind.REAL,
                        i -> places[i / 2 % 3][i % 2] + random.nextGaussian() * (i % 2 + 0.5));
        GaussianMixture mixture = new GaussianMixture(2, 3, 1, 0);
        List<Tensor> values =
                List.of(
                        Tensor.full(Shape.of(3), 0),
                        Tensor.of(new double[][] {{-1, 0}, {0, 1}, {0, -1}}),
                        Tensor.full(Shape.of(3, 2), 0),
                        Tensor.full(Shape.of(3, 1), 0));
        List<Node> w = mixture.parameters();
        ImmutableList<Node> gradient = Gradient.of(mixture.f, w);
        List<Node> step = new ArrayList<>(List.of(mixture.f, softmax(mixture.alpha, 0)));
        for (int i = 0; i < w.size(); i++) {
            step.add(w.get(i).add(gradient.get(i).mul(0.001)));
        }
        for (int epoch = 0; epoch <= 200; epoch++) {
            Feed feed = Feed.of(mixture.x, points);
            for (int i = 0; i < w.size(); i++) {
                feed = feed.and(w.get(i), values.get(i));
            }
            List<Tensor> next = Interpreter.evaluate(step, feed);
            if (epoch % 50 == 0) {
                System.out.printf(
                        Locale.ROOT, "epoch %3d   f = %9.2f%n", epoch, next.get(0).item());
            }
            if (epoch == 200) {
                print(next.get(1), values.get(1), values.get(2), places);
            }
            values = next.subList(2, next.size());
        }
    }

    private static void print(Tensor weights, Tensor mu, Tensor q, double[][] places) {
        for (int k = 0; k < places.length; k++) {
            System.out.printf(
                    Locale.ROOT,
                    "Gaussian %d: weight %.2f at (%5.2f, %5.2f), widths %.2f and %.2f; made at (%2.0f, %2.0f), widths 0.5 and 1.5%n",
                    k + 1,
                    weights.at(k),
                    mu.at(k, 0),
                    mu.at(k, 1),
                    Math.exp(-q.at(k, 0)),
                    Math.exp(-q.at(k, 1)),
                    places[k][0],
                    places[k][1]);
        }
    }
}
