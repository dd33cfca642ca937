package chainrule.derivation;

import chainrule.graph.Node;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of a derivation, each made when it is asked for. Among scalars they are the factors of
/// the chain rule, one for each link. Among tensors a factor would be a matrix that nobody writes
/// down, so they are what comes back to each station, from e down to w.
final class Steps {
    private final Node e;
    private final Chain chain;
    private final Labels labels;
    private final Optional<Tape> tape;
    private final Figures figures;
    private final boolean scalar;
    private final Factors factors;
    private final IdentityHashMap<Node, List<Node>> above;
    private final IdentityHashMap<Node, IdentityHashMap<Node, Node>> partials =
            new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> collected = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> whole = new IdentityHashMap<>();

    private int made = 1;

    Steps(Node e, Chain chain, Labels labels, Optional<Tape> tape, Figures figures) {
        this.e = e;
        this.chain = chain;
        this.labels = labels;
        this.tape = tape;
        this.figures = figures;
        this.scalar = chain.isScalar();
        this.factors = new Factors(chain);
        this.above = chain.above();
    }

    /// A link, or e and a station.
    record Place(Node u, Node v) {}

    /// Where there are steps, in order.
    Stream<Place> places() {
        return scalar
                ? chain.stations().stream()
                        .flatMap(u -> chain.below(u).stream().map(v -> new Place(u, v)))
                : chain.stations().stream().skip(1).map(v -> new Place(e, v));
    }

    Step step(Place place) {
        return new Step(
                place.u, place.v, symbol(place), formula(place), written(place), value(place));
    }

    Row row(Place place) {
        return Row.equal(symbol(place), written(place)).with(value(place).map(figures::equal));
    }

    private Written symbol(Place place) {
        return scalar ? labels.partial(place.u, place.v) : labels.total(place.v);
    }

    private Written written(Place place) {
        return labels.formula(
                scalar ? partial(place.u, place.v) : factors.back(collected(place.v), Map.of()));
    }

    private Optional<Tensor> value(Place place) {
        return tape.map(values -> values.value(formula(place)));
    }

    /// The value of a formula as it is written, where there is a tape.
    Optional<Written> written(Node formula) {
        return tape.map(values -> figures.equal(values.value(formula)));
    }

    /// Whether the factors of the chain rule have numbers: among scalars, with a tape.
    boolean haveNumbers() {
        return scalar && tape.isPresent();
    }

    /// The number of a factor, where they have numbers.
    double number(Node u, Node v) {
        return value(new Place(u, v)).orElseThrow().item();
    }

    /// The product along a path, which is 0 where a factor is 0 by its form, even if another is
    /// infinite.
    double product(List<Node> path) {
        double product = 1;
        for (int i = 1; i < path.size(); i++) {
            Node u = path.get(i - 1);
            if (Factors.isZero(partial(u, path.get(i)))) {
                return 0;
            }
            product *= number(u, path.get(i));
        }
        return product;
    }

    private Node formula(Place place) {
        return scalar ? partial(place.u, place.v) : whole(place.v);
    }

    private Node partial(Node u, Node v) {
        return partials.computeIfAbsent(u, _ -> new IdentityHashMap<>())
                .computeIfAbsent(v, _ -> factors.back(factors.partial(u, v), Map.of()));
    }

    private List<Node> users(Node v) {
        return above.getOrDefault(v, List.of());
    }

    /// What comes back to v, over stand-ins and symbols.
    private Node collected(Node v) {
        return collected.computeIfAbsent(v, _ -> factors.collected(e, v, users(v), labels::symbol));
    }

    /// What comes back to v, with what comes back to the stations above it written out. All of
    /// these are made before it.
    private Node whole(Node v) {
        while (!whole.containsKey(v)) {
            Node station = chain.stations().get(made++);
            IdentityHashMap<Node, Node> arrived = new IdentityHashMap<>();
            users(station).stream()
                    .filter(u -> u != e)
                    .forEach(u -> arrived.put(labels.symbol(u), whole.get(u)));
            whole.put(station, factors.back(collected(station), arrived));
        }
        return Optional.ofNullable(whole.get(v)).orElseThrow();
    }
}
