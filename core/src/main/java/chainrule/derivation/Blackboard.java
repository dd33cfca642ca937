package chainrule.derivation;

import static java.util.stream.Collectors.joining;

import chainrule.derivation.Steps.Place;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What is written in a derivation, row by row: what the stations without a name are, the chain
/// rule, its steps, the product of their numbers, and what comes out.
///
/// @param result ∂e/∂w, simplified
record Blackboard(
        Node e, Node w, Chain chain, Labels labels, Steps steps, Figures figures, Node result) {
    /// How many paths are written.
    static final int PATHS = 20;

    /// How many steps are written.
    private static final int STEPS = 100;

    /// How many factors of a path are written, and how many at each end of a longer one.
    private static final int FACTORS = 16;

    private static final int END = 6;

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (chain.stations().size() > 2) {
            rows.addAll(definitions());
            rows.addAll(chainRule());
            rows.addAll(stepRows());
            rows.addAll(products());
        }
        Row last = outcome();
        if (rows.isEmpty() || !rows.getLast().right().equals(last.right())) {
            rows.add(last);
        }
        return rows;
    }

    private List<Row> definitions() {
        return bounded(
                labels.made().stream()
                        .limit(STEPS)
                        .map(t -> Row.equal(labels.name(t), labels.definition(t)))
                        .toList(),
                BigInteger.valueOf(labels.made().size()),
                "",
                "formula");
    }

    private List<Row> chainRule() {
        return bounded(
                sum(
                        chain.paths(PATHS).stream()
                                .map(path -> product(path, labels::partial))
                                .toList()),
                chain.count(),
                "+",
                "path");
    }

    /// The first steps; among tensors the last one, too, since it is what was asked for.
    private List<Row> stepRows() {
        long count = steps.places().count();
        List<Row> rows = steps.places().limit(STEPS).map(steps::row).toList();
        List<Row> all = new ArrayList<>(bounded(rows, BigInteger.valueOf(count), "", "step"));
        if (count > STEPS && !chain.isScalar()) {
            all.add(steps.row(new Place(e, w)));
        }
        return all;
    }

    /// The chain rule in numbers, unless some of it was left out.
    private List<Row> products() {
        List<ImmutableList<Node>> paths = chain.paths(PATHS + 1);
        boolean whole =
                paths.size() <= PATHS
                        && paths.stream().allMatch(path -> path.size() <= FACTORS + 1);
        if (!whole || !steps.haveNumbers()) {
            return List.of();
        }
        List<Written> products = new ArrayList<>();
        double sum = 0;
        for (List<Node> path : paths) {
            boolean first = products.isEmpty();
            products.add(
                    product(path, (u, v) -> figures.factor(steps.number(u, v), first && u == e)));
            sum += steps.product(path);
        }
        List<Row> rows = sum(products);
        Row last = rows.removeLast();
        rows.add(last.with(Optional.of(figures.equal(Tensor.scalar(sum)))));
        return rows;
    }

    private List<Row> sum(List<Written> terms) {
        List<Row> rows = new ArrayList<>();
        for (Written term : terms) {
            rows.add(rows.isEmpty() ? Row.equal(labels.total(w), term) : Row.plus(term));
        }
        return rows;
    }

    private static Written product(List<Node> path, BiFunction<Node, Node, Written> factor) {
        int factors = path.size() - 1;
        List<Written> shown = new ArrayList<>();
        for (int i = 0; i < factors; i++) {
            if (factors <= FACTORS || i < END || i >= factors - END) {
                shown.add(factor.apply(path.get(i), path.get(i + 1)));
            } else if (i == END) {
                String left = Figures.count(BigInteger.valueOf(factors - 2 * END)) + " more";
                shown.add(new Written("… " + left + " …", "\\dots\\text{ " + left + " }\\dots"));
            }
        }
        return new Written(
                shown.stream().map(Written::text).collect(joining(" · ")),
                shown.stream().map(Written::latex).collect(joining(" \\cdot ")));
    }

    private Row outcome() {
        return Row.equal(labels.total(w), labels.plainFormula(result)).with(steps.written(result));
    }

    /// Rows, and one that says how many of so many were left out.
    private static List<Row> bounded(List<Row> rows, BigInteger count, String sign, String what) {
        BigInteger left = count.subtract(BigInteger.valueOf(rows.size()));
        List<Row> all = new ArrayList<>(rows);
        if (left.signum() > 0) {
            String plural = left.equals(BigInteger.ONE) ? "" : "s";
            all.add(
                    Row.more(
                            sign, "and %s more %s%s".formatted(Figures.count(left), what, plural)));
        }
        return all;
    }
}
