package chainrule.examples;

import chainrule.eval.Feed;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Points and parameters of a [GaussianMixture], as a file of ADBench holds them.
///
/// @param d dimensions
/// @param k Gaussians
/// @param alpha α, of size k
/// @param mu μ, [k×d]
/// @param icf a row for each Gaussian: q, then l, [k×(d(d+1)/2)]
/// @param x points, [n×d]
/// @param gamma γ of the prior
/// @param m m of the prior
public record MixtureData(
        int d, int k, Tensor alpha, Tensor mu, Tensor icf, Tensor x, double gamma, int m) {
    /// Reads a file: the numbers d, k and n, then α, μ, icf, x, γ and m.
    public static MixtureData read(Path file) throws IOException {
        double[] all = numbers(file);
        int d = (int) all[0];
        int k = (int) all[1];
        int n = (int) all[2];
        int mu = 3 + k;
        int icf = mu + k * d;
        int x = icf + k * d * (d + 1) / 2;
        int end = x + n * d;
        return new MixtureData(
                d,
                k,
                part(all, 3, Shape.of(k)),
                part(all, mu, Shape.of(k, d)),
                part(all, icf, Shape.of(k, d * (d + 1) / 2)),
                part(all, x, Shape.of(n, d)),
                all[end],
                (int) all[end + 1]);
    }

    private static Tensor part(double[] all, int from, Shape shape) {
        return Tensor.of(shape, Arrays.copyOfRange(all, from, from + shape.size()));
    }

    /// Normal numbers, the same for the same seed; γ = 1 and m = 0.
    public static MixtureData random(int d, int k, int n, long seed) {
        Random random = new Random(seed);
        return new MixtureData(
                d,
                k,
                normal(random, Shape.of(k)),
                normal(random, Shape.of(k, d)),
                normal(random, Shape.of(k, d * (d + 1) / 2)),
                normal(random, Shape.of(n, d)),
                1,
                0);
    }

    private static Tensor normal(Random random, Shape shape) {
        return Tensor.generate(shape, Kind.REAL, _ -> random.nextGaussian());
    }

    /// The numbers of a file.
    public static double[] numbers(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// A mixture of this size.
    public GaussianMixture mixture() {
        return new GaussianMixture(d, k, gamma, m);
    }

    /// What a mixture of this size is fed.
    public Feed feed(GaussianMixture f) {
        return Feed.of(f.x, x)
                .and(f.alpha, alpha)
                .and(f.mu, mu)
                .and(f.q, columns(0, d))
                .and(f.l, columns(d, d * (d + 1) / 2));
    }

    private Tensor columns(int from, int to) {
        int width = to - from;
        return Tensor.generate(
                Shape.of(k, width), Kind.REAL, i -> icf.at(i / width, from + i % width));
    }

    /// Derivatives with respect to α, μ, q and l in the order of the files: α, μ, then for each
    /// Gaussian q and l.
    public double[] inOrder(List<Tensor> gradient) {
        double[] q = gradient.get(2).toDoubles();
        double[] l = gradient.get(3).toDoubles();
        int perL = d * (d - 1) / 2;
        double[] rows = new double[q.length + l.length];
        for (int i = 0; i < k; i++) {
            System.arraycopy(q, i * d, rows, i * (d + perL), d);
            System.arraycopy(l, i * perL, rows, i * (d + perL) + d, perL);
        }
        return Stream.of(gradient.get(0).toDoubles(), gradient.get(1).toDoubles(), rows)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
