package chainrule.graph;

import static chainrule.graph.Catalogue.index;
import static chainrule.graph.Catalogue.places;
import static chainrule.graph.Catalogue.real;
import static chainrule.graph.Catalogue.sample;

import chainrule.graph.Catalogue.Operand;
import chainrule.graph.Catalogue.Sample;
import chainrule.tensor.Dim;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Samples of the operations that move, repeat and choose entries, with their values entry by
/// entry.
final class MovementSamples {
    private final Random random = new Random(23);
    private final List<Sample> samples = new ArrayList<>();

    private MovementSamples() {}

    static Stream<Sample> all() {
        MovementSamples all = new MovementSamples();
        all.slices();
        all.pads();
        all.concats();
        all.flipsAndSums();
        all.gathers();
        all.choices();
        return all.samples.stream();
    }

    private static double[] entries(int[] sizes, ToDoubleFunction<int[]> entry) {
        return places(sizes).stream().mapToDouble(entry).toArray();
    }

    private static int[] with(int[] place, int axis, int index) {
        int[] other = place.clone();
        other[axis] = index;
        return other;
    }

    private static int[] sizes(Tensor x) {
        int[] sizes = new int[x.shape().rank()];
        Arrays.setAll(sizes, x.shape()::size);
        return sizes;
    }

    private void slices() {
        int[][] ranges = {
            {0, 3, 1}, {1, 3, 1}, {0, 3, 2}, {2, 2, 1}, {0, 0, 1}, {1, 2, 5}, {0, 3, 3}
        };
        for (int[] range : ranges) {
            int length = (range[1] - range[0] + range[2] - 1) / range[2];
            for (int axis = 0; axis < 3; axis++) {
                int along = axis;
                int[] from = with(new int[] {2, 1, 4}, axis, 3);
                samples.add(
                        sample(
                                "Slice",
                                new Slice(axis, range[0], range[1], range[2]),
                                random,
                                x ->
                                        entries(
                                                with(from, along, length),
                                                p ->
                                                        x.get(0)
                                                                .at(
                                                                        with(
                                                                                p,
                                                                                along,
                                                                                range[0]
                                                                                        + p[along]
                                                                                                * range[
                                                                                                        2]))),
                                real(-2, 2, from)));
            }
        }
        samples.add(
                sample(
                        "Slice",
                        new Slice(1, 1, 3, 1),
                        random,
                        x -> entries(new int[] {2, 2}, p -> x.get(0).at(p[0], p[1] + 1)),
                        real(-2, 2, 2, 3).open()));
    }

    private void pads() {
        int[][] settings = {{1, 2, 0}, {0, 0, 0}, {0, 1, 2}, {2, 0, 1}};
        for (int[] places : settings) {
            for (int size : new int[] {0, 1, 3}) {
                int covered = size == 0 ? 0 : size + (size - 1) * places[2];
                int total = places[0] + covered + places[1];
                samples.add(
                        sample(
                                "Pad",
                                new Pad(1, places[0], places[1], places[2]),
                                random,
                                x ->
                                        entries(
                                                new int[] {2, total, 2},
                                                p -> padded(x, p, places, size)),
                                real(-2, 2, 2, size, 2),
                                real(-2, 2)));
            }
        }
        samples.add(
                sample(
                        "Pad",
                        new Pad(1, 1, 0, 0),
                        random,
                        x ->
                                entries(
                                        new int[] {3, 3},
                                        p ->
                                                p[1] == 0
                                                        ? x.get(1).item()
                                                        : x.get(0).at(p[0], p[1] - 1)),
                        real(-2, 2, 3, 2).open(),
                        real(-2, 2)));
    }

    private static double padded(List<Tensor> x, int[] place, int[] places, int size) {
        for (int i = 0; i < size; i++) {
            if (places[0] + i * (places[2] + 1) == place[1]) {
                return x.get(0).at(place[0], i, place[2]);
            }
        }
        return x.get(1).item();
    }

    private void concats() {
        int[][] lengths = {{2, 3}, {1}, {1, 0, 2}};
        for (int[] parts : lengths) {
            for (int axis = 0; axis < 2; axis++) {
                int along = axis;
                int[] from = {2, 2};
                Operand[] x =
                        Arrays.stream(parts)
                                .mapToObj(size -> real(-2, 2, with(from, along, size)))
                                .toArray(Operand[]::new);
                samples.add(
                        sample(
                                "Concat",
                                new Concat(axis),
                                random,
                                v ->
                                        entries(
                                                with(from, along, Arrays.stream(parts).sum()),
                                                p -> joined(v, p, along)),
                                x));
            }
        }
        samples.add(
                sample(
                        "Concat",
                        new Concat(1),
                        random,
                        v -> entries(new int[] {2, 4}, p -> joined(v, p, 1)),
                        real(-2, 2, 2, 1).open(),
                        real(-2, 2, 2, 3).open()));
    }

    private static double joined(List<Tensor> parts, int[] place, int axis) {
        int index = place[axis];
        for (Tensor part : parts) {
            if (index < part.shape().size(axis)) {
                return part.at(with(place, axis, index));
            }
            index -= part.shape().size(axis);
        }
        throw new AssertionError(index);
    }

    private void flipsAndSums() {
        for (Operand x :
                List.of(
                        real(-2, 2, 2, 3, 2),
                        real(-2, 2, 1, 1, 4),
                        real(-2, 2, 2, 0, 2),
                        real(-2, 2, 2, 3, 1).open())) {
            for (int axis = 0; axis < 3; axis++) {
                int along = axis;
                samples.add(
                        sample(
                                "Flip",
                                new Flip(axis),
                                random,
                                v ->
                                        entries(
                                                sizes(v.get(0)),
                                                p -> v.get(0).at(turned(v, p, along))),
                                x));
                for (boolean backwards : new boolean[] {false, true}) {
                    samples.add(
                            sample(
                                    "CumSum",
                                    new CumSum(axis, backwards),
                                    random,
                                    v ->
                                            entries(
                                                    sizes(v.get(0)),
                                                    p -> summed(v.get(0), p, along, backwards)),
                                    x));
                }
            }
        }
    }

    private static int[] turned(List<Tensor> x, int[] place, int axis) {
        return with(place, axis, x.get(0).shape().size(axis) - 1 - place[axis]);
    }

    private static double summed(Tensor x, int[] place, int axis, boolean backwards) {
        double sum = 0;
        for (int i = 0; i < x.shape().size(axis); i++) {
            if (backwards ? i >= place[axis] : i <= place[axis]) {
                sum += x.at(with(place, axis, i));
            }
        }
        return sum;
    }

    private void gathers() {
        for (Operand index : List.of(index(3, 4), index(3), index(3, 2, 2), index(3, 0))) {
            int rank = index.fed().rank();
            samples.add(
                    sample(
                            "Gather",
                            new Gather(1),
                            random,
                            x -> {
                                int[] sizes = new int[rank + 2];
                                sizes[0] = 2;
                                sizes[rank + 1] = 2;
                                for (int i = 0; i < rank; i++) {
                                    sizes[i + 1] = x.get(1).shape().size(i);
                                }
                                return entries(
                                        sizes,
                                        p ->
                                                x.get(0)
                                                        .at(
                                                                p[0],
                                                                (int)
                                                                        x.get(1)
                                                                                .at(
                                                                                        Arrays
                                                                                                .copyOfRange(
                                                                                                        p,
                                                                                                        1,
                                                                                                        rank
                                                                                                                + 1)),
                                                                p[rank + 1]));
                            },
                            real(-2, 2, 2, 3, 2),
                            index));
        }
        samples.add(
                sample(
                        "Gather",
                        new Gather(0),
                        random,
                        x ->
                                entries(
                                        new int[] {5, 2},
                                        p -> x.get(0).at((int) x.get(1).at(p[0]), p[1])),
                        real(-2, 2, 3, 2),
                        index(3, 5).open()));
        samples.add(
                sample(
                        "ScatterAdd",
                        new ScatterAdd(1, Dim.of(4)),
                        random,
                        x -> {
                            double[] sums = new double[2 * 4 * 2];
                            for (int[] p : places(2, 5, 2)) {
                                int target = (int) x.get(1).at(p[1]);
                                sums[(p[0] * 4 + target) * 2 + p[2]] += x.get(0).at(p);
                            }
                            return sums;
                        },
                        real(-2, 2, 2, 5, 2),
                        index(4, 5)));
        samples.add(
                sample(
                        "ScatterAdd",
                        new ScatterAdd(0, Dim.of(3)),
                        random,
                        x -> {
                            double[] sums = new double[3];
                            for (int[] p : places(2, 2)) {
                                sums[(int) x.get(1).at(p)] += x.get(0).at(p);
                            }
                            return sums;
                        },
                        real(-2, 2, 2, 2).open(),
                        index(3, 2, 2).open()));
    }

    private void choices() {
        samples.add(
                sample(
                        "TakeAlong",
                        new TakeAlong(1),
                        random,
                        x ->
                                entries(
                                        new int[] {3, 2},
                                        p -> x.get(0).at(p[0], (int) x.get(1).at(p))),
                        real(-2, 2, 3, 4).open(),
                        index(4, 3, 2).open()));
        samples.add(
                sample(
                        "TakeAlong",
                        new TakeAlong(0),
                        random,
                        x ->
                                entries(
                                        new int[] {5, 2},
                                        p -> x.get(0).at((int) x.get(1).at(p), p[1])),
                        real(-2, 2, 3, 2),
                        index(3, 5, 2)));
        samples.add(
                sample(
                        "PutAlong",
                        new PutAlong(0, Dim.of(4)),
                        random,
                        x -> {
                            double[] sums = new double[4 * 2];
                            for (int[] p : places(5, 2)) {
                                sums[((int) x.get(1).at(p)) * 2 + p[1]] += x.get(0).at(p);
                            }
                            return sums;
                        },
                        real(-2, 2, 5, 2),
                        index(4, 5, 2)));
        samples.add(
                sample(
                        "OneHot",
                        new OneHot(3),
                        random,
                        x -> entries(new int[] {4, 3}, p -> x.get(0).at(p[0]) == p[1] ? 1 : 0),
                        index(3, 4).open()));
        for (int axis = 0; axis < 2; axis++) {
            int along = axis;
            for (boolean least : new boolean[] {false, true}) {
                samples.add(
                        sample(
                                least ? "ArgMin" : "ArgMax",
                                least ? new ArgMin(axis) : new ArgMax(axis),
                                random,
                                x ->
                                        entries(
                                                new int[] {along == 0 ? 4 : 3},
                                                p -> best(x.get(0), along, p[0], least ? -1 : 1)),
                                real(-2, 2, 3, 4)));
            }
        }
    }

    private static double best(Tensor x, int axis, int other, int sign) {
        int best = 0;
        for (int i = 1; i < x.shape().size(axis); i++) {
            double entry = axis == 0 ? x.at(i, other) : x.at(other, i);
            double largest = axis == 0 ? x.at(best, other) : x.at(other, best);
            best = sign * entry > sign * largest ? i : best;
        }
        return best;
    }
}
