package chainrule.graph;

import static chainrule.graph.Catalogue.places;
import static chainrule.graph.Catalogue.real;
import static chainrule.graph.Catalogue.sample;

import chainrule.graph.Catalogue.Operand;
import chainrule.graph.Catalogue.Sample;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/// Samples of products, convolutions and pooling, with their values written as nested loops.
final class ProductSamples {
    private final Random random = new Random(29);
    private final List<Sample> samples = new ArrayList<>();

    private ProductSamples() {}

    static Stream<Sample> all() {
        ProductSamples all = new ProductSamples();
        all.products();
        all.matrices();
        all.einsums();
        all.convolutions();
        all.pools();
        return all.samples.stream();
    }

    private void add(
            String row,
            Operation operation,
            Function<List<Tensor>, double[]> reference,
            Operand... x) {
        samples.add(sample(row, operation, random, reference, x));
    }

    private void products() {
        for (int n : new int[] {3, 1, 0}) {
            add(
                    "Products.DOT",
                    Products.DOT,
                    x -> {
                        double sum = 0;
                        for (int i = 0; i < n; i++) {
                            sum += x.get(0).at(i) * x.get(1).at(i);
                        }
                        return new double[] {sum};
                    },
                    real(-2, 2, n),
                    real(-2, 2, n));
            add(
                    "Products.OUTER",
                    Products.OUTER,
                    x ->
                            places(n, 2).stream()
                                    .mapToDouble(p -> x.get(0).at(p[0]) * x.get(1).at(p[1]))
                                    .toArray(),
                    real(-2, 2, n),
                    real(-2, 2, 2));
            add(
                    "Products.TRACE",
                    Products.TRACE,
                    x -> {
                        double sum = 0;
                        for (int i = 0; i < n; i++) {
                            sum += x.get(0).at(i, i);
                        }
                        return new double[] {sum};
                    },
                    real(-2, 2, n, n));
        }
    }

    private void matrices() {
        for (int n : new int[] {3, 1, 0}) {
            add(
                    "Diagonal",
                    new Diagonal(),
                    x ->
                            places(2, n).stream()
                                    .mapToDouble(p -> x.get(0).at(p[0], p[1], p[1]))
                                    .toArray(),
                    real(-2, 2, 2, n, n).open());
            add(
                    "DiagonalMatrix",
                    new DiagonalMatrix(),
                    x ->
                            places(2, n, n).stream()
                                    .mapToDouble(p -> p[1] == p[2] ? x.get(0).at(p[0], p[1]) : 0)
                                    .toArray(),
                    real(-2, 2, 2, n).open());
        }
        for (int n = 0; n < 5; n++) {
            int size = n;
            Operand x = n < 3 ? real(-2, 2, 2, n, n).open() : real(-2, 2, n, n);
            add(
                    "Determinant",
                    new Determinant(),
                    v -> {
                        double[] all = v.get(0).toDoubles();
                        int count = size < 3 ? 2 : 1;
                        double[] dets = new double[count];
                        Arrays.setAll(
                                dets,
                                i ->
                                        leibniz(
                                                Arrays.copyOfRange(
                                                        all,
                                                        i * size * size,
                                                        (i + 1) * size * size),
                                                size));
                        return dets;
                    },
                    x);
        }
        for (int n = 1; n < 4; n++) {
            int size = n;
            add(
                    "Cofactors",
                    new Cofactors(),
                    v -> {
                        double[] a = v.get(0).toDoubles();
                        return places(size, size).stream()
                                .mapToDouble(p ->
                                        ((p[0] + p[1]) % 2 == 0 ? 1 : -1)
                                                * leibniz(minor(a, size, p[0], p[1]), size - 1))
                                .toArray();
                    },
                    real(-2, 2, n, n));
        }
    }

    /// The determinant, expanded along the first row.
    private static double leibniz(double[] a, int n) {
        if (n == 0) {
            return 1;
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += (j % 2 == 0 ? 1 : -1) * a[j] * leibniz(minor(a, n, 0, j), n - 1);
        }
        return sum;
    }

    private static double[] minor(double[] a, int n, int row, int column) {
        return places(n, n).stream()
                .filter(p -> p[0] != row && p[1] != column)
                .mapToDouble(p -> a[p[0] * n + p[1]])
                .toArray();
    }

    private void einsums() {
        Operand m = real(-2, 2, 2, 3);
        Operand square = real(-2, 2, 3, 3);
        einsum("ij,jk->ik", m, square);
        einsum("ij->ji", m);
        einsum("ij->", m);
        einsum("ij->j", m);
        einsum("ii->i", square);
        einsum("ii->", square);
        einsum("i->ii", real(-2, 2, 3));
        einsum("ij,ij->ij", m, m);
        einsum("i,j->ij", real(-2, 2, 2), real(-2, 2, 3));
        einsum("bij,bjk->bik", real(-2, 2, 2, 1, 3), real(-2, 2, 2, 3, 2));
        einsum("bi,ij,bj->b", real(-2, 2, 2, 3).open(), square, real(-2, 2, 2, 3).open());
        einsum("iij->j", real(-2, 2, 2, 2, 3));
        einsum("ij,k->k", m, real(-2, 2, 2));
        einsum("ij,jk->ik", real(-2, 2, 2, 0), real(-2, 2, 0, 3));
        einsum(",i->i", real(-2, 2), real(-2, 2, 3));
        einsum("Zij,jk->Zik", real(-2, 2, 1, 2, 3), real(-2, 2, 3, 2));
        einsum("Zi,Zi->i", real(-2, 2, 4, 1), real(-2, 2, 1, 3));
        einsum("Zi,Zi->Z", real(-2, 2, 1, 3), real(-2, 2, 4, 3));
    }

    private void einsum(String subscripts, Operand... operands) {
        add("Einsum", new Einsum(subscripts), x -> summed(subscripts, x), operands);
    }

    /// For every value of every letter, its product added where the result's letters say.
    private static double[] summed(String subscripts, List<Tensor> x) {
        String[] sides = subscripts.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        String letters =
                (sides[0] + sides[1])
                        .replace(",", "")
                        .chars()
                        .distinct()
                        .collect(
                                StringBuilder::new,
                                (b, c) -> b.append((char) c),
                                StringBuilder::append)
                        .toString();
        int[] sizes = new int[letters.length()];
        Arrays.fill(sizes, 1);
        for (int i = 0; i < operands.length; i++) {
            for (int axis = 0; axis < operands[i].length(); axis++) {
                int size = x.get(i).shape().size(axis);
                int letter = letters.indexOf(operands[i].charAt(axis));
                sizes[letter] = size == 1 ? sizes[letter] : size;
            }
        }
        int total = 1;
        for (char c : sides[1].toCharArray()) {
            total *= sizes[letters.indexOf(c)];
        }
        double[] sums = new double[total];
        for (int[] place : places(sizes)) {
            int at = 0;
            for (char c : sides[1].toCharArray()) {
                at = at * sizes[letters.indexOf(c)] + place[letters.indexOf(c)];
            }
            double product = 1;
            for (int i = 0; i < operands.length; i++) {
                int[] own = new int[operands[i].length()];
                for (int axis = 0; axis < own.length; axis++) {
                    int index = place[letters.indexOf(operands[i].charAt(axis))];
                    own[axis] = x.get(i).shape().size(axis) == 1 ? 0 : index;
                }
                product *= x.get(i).at(own);
            }
            sums[at] += product;
        }
        return sums;
    }

    private record Setting(int stride, int padding, int dilation, int groups) {
        Window window() {
            return Window.stride(stride).pad(padding).dilate(dilation);
        }
    }

    private void convolutions() {
        List<Setting> settings =
                List.of(
                        new Setting(1, 0, 1, 1),
                        new Setting(2, 1, 1, 1),
                        new Setting(1, 2, 2, 1),
                        new Setting(3, 1, 1, 2),
                        new Setting(1, 0, 1, 2));
        for (Setting s : settings) {
            Operand x1 = real(-2, 2, 2, 2, 6).open();
            Operand w1 = real(-2, 2, 2, 2 / s.groups, 3);
            add("Convolution", Convolution.of(s.window(), s.groups), v -> conv1(s, v), x1, w1);
            Operand x2 = real(-2, 2, 1, 2, 5, 4);
            Operand w2 = real(-2, 2, 2, 2 / s.groups, 2, 2);
            add("Convolution", Convolution.of(s.window(), s.groups), v -> conv2(s, v), x2, w2);
        }
        Window uneven =
                new Window(ImmutableList.of(1, 2), ImmutableList.of(0, 1), ImmutableList.of(2, 1));
        add(
                "Convolution",
                Convolution.of(uneven, 1),
                v -> conv2(new int[] {1, 2}, new int[] {0, 1}, new int[] {2, 1}, 1, v),
                real(-2, 2, 1, 1, 5, 4),
                real(-2, 2, 1, 1, 2, 3));
        add(
                "Convolution",
                Convolution.of(Window.PLAIN, 1),
                v -> new double[0],
                real(-2, 2, 0, 1, 3),
                real(-2, 2, 2, 1, 2));
    }

    private static double[] conv1(Setting s, List<Tensor> v) {
        Tensor x = v.get(0);
        Tensor w = v.get(1);
        int length = x.shape().size(2);
        int size = w.shape().size(2);
        int stops = (length + 2 * s.padding - s.dilation * (size - 1) - 1) / s.stride + 1;
        int perGroup = w.shape().size(0) / s.groups;
        return places(x.shape().size(0), w.shape().size(0), stops).stream()
                .mapToDouble(p -> {
                    double sum = 0;
                    for (int c = 0; c < w.shape().size(1); c++) {
                        for (int j = 0; j < size; j++) {
                            int i = p[2] * s.stride + j * s.dilation - s.padding;
                            int channel = p[1] / perGroup * w.shape().size(1) + c;
                            sum +=
                                    i < 0 || i >= length
                                            ? 0
                                            : x.at(p[0], channel, i) * w.at(p[1], c, j);
                        }
                    }
                    return sum;
                })
                .toArray();
    }

    private static double[] conv2(Setting s, List<Tensor> v) {
        int[] stride = {s.stride, s.stride};
        int[] padding = {s.padding, s.padding};
        int[] dilation = {s.dilation, s.dilation};
        return conv2(stride, padding, dilation, s.groups, v);
    }

    private static double[] conv2(
            int[] stride, int[] padding, int[] dilation, int groups, List<Tensor> v) {
        Tensor x = v.get(0);
        Tensor w = v.get(1);
        int[] stops = new int[2];
        Arrays.setAll(
                stops,
                a ->
                        (x.shape().size(a + 2)
                                                + 2 * padding[a]
                                                - dilation[a] * (w.shape().size(a + 2) - 1)
                                                - 1)
                                        / stride[a]
                                + 1);
        int perGroup = w.shape().size(0) / groups;
        return places(x.shape().size(0), w.shape().size(0), stops[0], stops[1]).stream()
                .mapToDouble(p -> {
                    double sum = 0;
                    for (int[] q :
                            places(w.shape().size(1), w.shape().size(2), w.shape().size(3))) {
                        int i = p[2] * stride[0] + q[1] * dilation[0] - padding[0];
                        int j = p[3] * stride[1] + q[2] * dilation[1] - padding[1];
                        boolean inside =
                                i >= 0 && i < x.shape().size(2) && j >= 0 && j < x.shape().size(3);
                        int channel = p[1] / perGroup * w.shape().size(1) + q[0];
                        sum +=
                                inside
                                        ? x.at(p[0], channel, i, j) * w.at(p[1], q[0], q[1], q[2])
                                        : 0;
                    }
                    return sum;
                })
                .toArray();
    }

    private void pools() {
        for (int padding = 0; padding < 2; padding++) {
            for (int stride = 1; stride < 3; stride++) {
                Window window = Window.stride(stride).pad(padding);
                int[] setting = {stride, padding};
                add(
                        "MaxPool",
                        new MaxPool(ImmutableList.of(2, 3), window),
                        x -> pooled(x.get(0), setting, true),
                        real(-2, 2, 2, 2, 4, 5).open());
                add(
                        "AveragePool",
                        new AveragePool(ImmutableList.of(2, 3), window),
                        x -> pooled(x.get(0), setting, false),
                        real(-2, 2, 1, 2, 4, 5));
            }
        }
        add(
                "MaxPool",
                new MaxPool(ImmutableList.of(2), Window.stride(2)),
                x ->
                        places(1, 1, 2).stream()
                                .mapToDouble(p ->
                                        Math.max(
                                                x.get(0).at(0, 0, 2 * p[2]),
                                                x.get(0).at(0, 0, 2 * p[2] + 1)))
                                .toArray(),
                real(-2, 2, 1, 1, 5));
    }

    private static double[] pooled(Tensor x, int[] setting, boolean max) {
        int high = (x.shape().size(2) + 2 * setting[1] - 2) / setting[0] + 1;
        int wide = (x.shape().size(3) + 2 * setting[1] - 3) / setting[0] + 1;
        return places(x.shape().size(0), x.shape().size(1), high, wide).stream()
                .mapToDouble(p -> {
                    double sum = 0;
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int[] q : places(2, 3)) {
                        int i = p[2] * setting[0] + q[0] - setting[1];
                        int j = p[3] * setting[0] + q[1] - setting[1];
                        if (i >= 0 && i < x.shape().size(2) && j >= 0 && j < x.shape().size(3)) {
                            sum += x.at(p[0], p[1], i, j);
                            largest = Math.max(largest, x.at(p[0], p[1], i, j));
                        }
                    }
                    return max ? largest : sum / 6;
                })
                .toArray();
    }
}
