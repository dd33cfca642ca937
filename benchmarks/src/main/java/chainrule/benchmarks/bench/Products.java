package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import chainrule.benchmarks.djl.Peer;
import chainrule.benchmarks.hand.OpenBlasProduct;
import chainrule.benchmarks.hand.Product;
import chainrule.benchmarks.ours.Compiled;
import chainrule.benchmarks.ours.Formulas;
import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Square;
import chainrule.kernel.Precision;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// W6, products of matrices. What stands there as by hand is one call of OpenBLAS, where one is
/// found; so ours/hand is 1.05 where 95 % of its speed are reached.
final class Products {
    private static final String BY_OPENBLAS = "-Dchainrule.blas=openblas";

    private Products() {}

    static Stream<Workload> all() {
        return Stream.of(
                        IntStream.of(32, 64, 128, 256, 1024).mapToObj(Products::floats),
                        IntStream.of(32, 64, 128, 256, 1024).mapToObj(Products::doubles),
                        IntStream.of(32, 64, 128, 256, 1024).mapToObj(Products::byOpenBlas))
                .flatMap(rows -> rows);
    }

    private static Workload floats(int n) {
        Square square = new Square(n);
        return row(
                "W6-" + n,
                "product of matrices, n = " + n,
                square,
                ImmutableList.of(),
                ImmutableMap.of(
                        Who.OURS,
                        () -> new Compiled(Formulas.product(square)),
                        Who.PEER,
                        () -> Peer.product(square),
                        Who.HAND,
                        () ->
                                OpenBlasProduct.missing().isEmpty()
                                        ? new OpenBlasProduct(square, true)
                                        : new Product(square)));
    }

    private static Workload doubles(int n) {
        Square square = new Square(n);
        return row(
                "W6d-" + n,
                "the same in double precision, n = " + n,
                square,
                ImmutableList.of(),
                ImmutableMap.of(
                        Who.OURS,
                        () -> new Compiled(Formulas.product(square), Precision.DOUBLE),
                        Who.HAND,
                        () -> new OpenBlasProduct(square, false)));
    }

    private static Workload byOpenBlas(int n) {
        Square square = new Square(n);
        return row(
                "W6o-" + n,
                "the same, ours by OpenBLAS, n = " + n,
                square,
                ImmutableList.of(BY_OPENBLAS),
                ImmutableMap.of(
                        Who.OURS,
                        () -> new Compiled(Formulas.product(square)),
                        Who.HAND,
                        () -> new OpenBlasProduct(square, true)));
    }

    /// Whether nothing is to be said of a row where OpenBLAS is missing.
    static boolean needsOpenBlas(String name) {
        return name.startsWith("W6d") || name.startsWith("W6o");
    }

    private static Workload row(
            String name,
            String title,
            Square square,
            ImmutableList<String> options,
            ImmutableMap<Who, Supplier<Contestant>> contestants) {
        return new Workload(name, title, true, square.operations(), options, contestants);
    }
}
