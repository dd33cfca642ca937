package chainrule.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// All that multiply matrices, each with arrays of its precision.
@NullMarked
record Makers<A>(String name, Kernels<A> kernels, Product<A> product) {
    @Override
    public String toString() {
        return name;
    }

    /// One more than what is left of the rounding of a single operation.
    double unit() {
        return kernels instanceof FloatKernels ? 0x1p-24 : 0x1p-53;
    }

    static Stream<Makers<?>> all() {
        List<Makers<?>> all = new ArrayList<>();
        Sets.pairs()
                .forEach(pair -> {
                    if (!pair.name().contains("cold")) {
                        all.add(plain(pair));
                        all.add(other(pair));
                    }
                });
        return Stream.concat(all.stream(), openBlas());
    }

    private static <A> Makers<A> plain(Sets.Pair<A> pair) {
        return new Makers<>("single " + pair.name() + "s", pair.plain(), pair.plain().product());
    }

    private static <A> Makers<A> other(Sets.Pair<A> pair) {
        return new Makers<>(
                "vectors of " + pair.name() + "s", pair.plain(), pair.other().product());
    }

    /// None where no library is found.
    static Stream<Makers<?>> openBlas() {
        if (whyNoOpenBlas().isPresent()) {
            return Stream.empty();
        }
        Kernels<float[]> floats = Sets.floats().plain();
        Kernels<double[]> doubles = Sets.doubles().plain();
        return Stream.of(
                new Makers<>("OpenBLAS of floats", floats, new FloatBlasProduct(floats.product())),
                new Makers<>(
                        "OpenBLAS of doubles", doubles, new DoubleBlasProduct(doubles.product())));
    }

    static Optional<String> whyNoOpenBlas() {
        try {
            Blas.library();
            return Optional.empty();
        } catch (IllegalStateException why) {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }
}
