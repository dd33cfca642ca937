package chainrule.simplify;

import static chainrule.graph.Composites.SIGMOID;
import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.NEG;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.Axes;
import chainrule.graph.Node;
import chainrule.graph.Sum;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One summand of a node: a number times a product of powers.
record Term(double coefficient, Factors factors) {
    /// The summands of a node, in order; beyond 16, summands may be sums still. Named nodes are not
    /// taken apart.
    static ImmutableList<Term> of(Node node) {
        return Parts.of(new Signed(node, 1), Signed::parts).stream()
                .map(Signed::term)
                .collect(ImmutableList.toImmutableList());
    }

    private record Signed(Node node, int sign) {
        List<Signed> parts() {
            if (Match.isUnnamed(node, NEG)) {
                return List.of(new Signed(node.inputs().get(0), -sign));
            }
            if (!Match.isUnnamed(node, ADD, SUB)) {
                return List.of();
            }
            return List.of(
                    new Signed(node.inputs().get(0), sign),
                    new Signed(node.inputs().get(1), Match.is(node, ADD) ? sign : -sign));
        }

        Term term() {
            return Term.of(sign, Factors.of(node));
        }
    }

    /// The numbers among the factors are multiplied into one.
    static Term of(double coefficient, Factors factors) {
        double product = coefficient;
        for (Factors.Power power : factors.powers()) {
            if (Match.isFactor(power.base())) {
                product *= Math.pow(Match.number(power.base()), power.exponent());
            }
        }
        return Match.isFactor(product)
                ? new Term(product, factors.without(power -> Match.isFactor(power.base())))
                : new Term(coefficient, factors);
    }

    /// The exponents of its factors, each factor once; none where one is in both the numerator and
    /// the denominator and does not cancel.
    Optional<ImmutableMap<Node, Integer>> monomial(Known known) {
        Map<Node, Integer> exponents = new LinkedHashMap<>();
        for (Factors.Power power : factors.powers()) {
            Integer before = exponents.get(power.base());
            int sum = (before == null ? 0 : before) + power.exponent();
            boolean opposite = before != null && (before > 0) != (power.exponent() > 0);
            if (opposite && !known.cancels(power.base())) {
                return Optional.empty();
            }
            if (sum == 0) {
                exponents.remove(power.base());
            } else {
                exponents.put(power.base(), sum);
            }
        }
        return Optional.of(ImmutableMap.copyOf(exponents));
    }

    /// A number that is the same for terms that differ in their coefficients only.
    int mark() {
        int mark = 0;
        for (Factors.Power power : factors.powers()) {
            mark += power.base().hashCode() * power.exponent();
        }
        return mark;
    }

    /// The summands that it is when the first sum among its factors is multiplied out; none if
    /// there is no sum.
    Optional<Stream<Term>> multipliedOut(Known known) {
        for (int i = 0; i < factors.powers().size(); i++) {
            Factors.Power power = factors.powers().get(i);
            Optional<ImmutableList<Term>> sum =
                    power.exponent() == 1 ? sum(power.base(), known) : Optional.empty();
            if (sum.isPresent()) {
                Factors others = factors.without(i);
                return Optional.of(sum.get().stream().map(term -> term.times(coefficient, others)));
            }
        }
        return Optional.empty();
    }

    private Term times(double number, Factors others) {
        return new Term(
                coefficient * number,
                new Factors(
                        ImmutableList.<Factors.Power>builder()
                                .addAll(factors.powers())
                                .addAll(others.powers())
                                .build()));
    }

    /// Σ(k − x) is n·k − Σ x, and Σ(k + x) is n·k + Σ x.
    private static Optional<ImmutableList<Term>> shifted(Axes axes, Node summed, Known known) {
        if (!Match.isUnnamed(summed, ADD, SUB) || !Match.isScale(summed.inputs().get(0))) {
            return Optional.empty();
        }
        Node x = summed.inputs().get(1);
        if (!x.shape().equals(summed.shape())) {
            return Optional.empty();
        }
        Node all = known.one(Match.count(axes, summed)).mul(summed.inputs().get(0));
        Node rest = known.one(new Sum(axes).apply(x));
        return Optional.of(
                ImmutableList.of(
                        of(1, Factors.of(all)),
                        of(Match.is(summed, ADD) ? 1 : -1, Factors.of(rest))));
    }

    /// The summands of a factor that is a sum; σ(−x) is 1 − σ(x).
    private static Optional<ImmutableList<Term>> sum(Node factor, Known known) {
        if (Match.isUnnamed(factor, ADD, SUB, NEG)) {
            return Optional.of(of(factor));
        }
        if (factor.name().isPresent()) {
            return Optional.empty();
        }
        return factor.op() instanceof Sum(var axes)
                ? shifted(axes, factor.inputs().get(0), known)
                : Match.operand(factor, SIGMOID)
                        .flatMap(z -> Match.operand(z, NEG))
                        .map(x ->
                                ImmutableList.of(
                                        new Term(1, new Factors(ImmutableList.of())),
                                        Term.of(-1, Factors.of(known.one(SIGMOID.apply(x))))));
    }

    /// As a node, without the sign.
    Node size() {
        double number = Math.abs(coefficient);
        Node body = factors.node();
        if (factors.powers().isEmpty()) {
            return Node.constant(number);
        }
        return number == 1 ? body : Node.constant(number).mul(body);
    }

    /// The sum of some as a node, one that is added first.
    static Node sum(List<Term> terms) {
        List<Term> ordered = new ArrayList<>(terms);
        terms.stream()
                .filter(term -> term.coefficient > 0)
                .findFirst()
                .ifPresent(first -> {
                    ordered.remove(first);
                    ordered.add(0, first);
                });
        Node sum = ordered.get(0).size();
        Node start = ordered.get(0).coefficient > 0 ? sum : sum.neg();
        for (Term term : ordered.subList(1, ordered.size())) {
            start = term.coefficient > 0 ? start.add(term.size()) : start.sub(term.size());
        }
        return start;
    }
}
