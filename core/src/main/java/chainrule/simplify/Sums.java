package chainrule.simplify;

import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Sums of products, in which something cancels. A form is taken only if it is shorter, and only if
/// no product is left that multiplying out has made: `(1 − x)·(1 + x)` keeps its digits near 1, and
/// `1 − x²` does not.
final class Sums {
    private static final int MOST = 32;

    private Sums() {}

    /// Terms that differ in their numbers only, as one.
    static Optional<Node> likeTerms(Node y, Known known) {
        List<Term> terms = known.terms(y);
        if (terms.stream().mapToInt(Term::mark).distinct().count() == terms.size()) {
            return Optional.empty();
        }
        Map<Map<Node, Integer>, Term> merged = new LinkedHashMap<>();
        for (Term term : terms) {
            Optional<ImmutableMap<Node, Integer>> monomial = term.monomial(known);
            if (monomial.isEmpty()) {
                return Optional.empty();
            }
            merged.merge(
                    monomial.get(),
                    term,
                    (a, b) -> new Term(a.coefficient() + b.coefficient(), a.factors()));
        }
        merged.computeIfPresent(Map.of(), (_, number) -> number.coefficient() == 0 ? null : number);
        boolean fits =
                merged.size() < terms.size()
                        && !merged.isEmpty()
                        && merged.values().stream()
                                .allMatch(term -> Match.isFactor(term.coefficient()));
        return fits
                ? Optional.of(Term.sum(List.copyOf(merged.values())))
                        .filter(z -> Length.isShorter(z, y))
                : Optional.empty();
    }

    /// Products multiplied out, where they cancel.
    static Optional<Node> multipliedOut(Node y, Known known) {
        List<Term> terms = known.terms(y);
        if (terms.stream().noneMatch(term -> term.multipliedOut(known).isPresent())) {
            return Optional.empty();
        }
        return collected(terms, known).map(Factors::node).filter(z -> Length.isShorter(z, y));
    }

    /// Fractions over their common denominator, where their numerators cancel.
    static Optional<Node> overCommonDenominator(Node y, Known known) {
        List<Term> terms = known.terms(y);
        if (terms.stream().filter(term -> term.factors().isFraction()).count() < 2) {
            return Optional.empty();
        }
        Map<Node, Integer> denominator = new LinkedHashMap<>();
        int fractions = 0;
        for (Term term : terms) {
            Optional<ImmutableMap<Node, Integer>> monomial = term.monomial(known);
            if (monomial.isEmpty()) {
                return Optional.empty();
            }
            Map<Node, Integer> under = under(monomial.get());
            fractions += under.isEmpty() ? 0 : 1;
            under.forEach((node, exponent) -> denominator.merge(node, exponent, Math::max));
        }
        if (fractions < 2) {
            return Optional.empty();
        }
        List<Term> numerators = new ArrayList<>();
        for (Term term : terms) {
            numerators.add(numerator(term, denominator, known));
        }
        return collected(numerators, known)
                .map(above -> {
                    Factors fraction = above;
                    for (Node under : sumsLast(denominator.keySet())) {
                        fraction = fraction.times(under, -denominator.getOrDefault(under, 0));
                    }
                    return fraction.node();
                })
                .filter(z -> Length.isShorter(z, y));
    }

    private static List<Node> sumsLast(Set<Node> factors) {
        return factors.stream()
                .sorted(Comparator.comparing(f -> Match.isUnnamed(f, ADD, SUB)))
                .toList();
    }

    private static Map<Node, Integer> under(Map<Node, Integer> monomial) {
        Map<Node, Integer> under = new LinkedHashMap<>();
        monomial.forEach((node, exponent) -> {
            if (exponent < 0) {
                under.put(node, -exponent);
            }
        });
        return under;
    }

    private static Term numerator(Term term, Map<Node, Integer> denominator, Known known) {
        Map<Node, Integer> under = under(term.monomial(known).orElseThrow());
        Factors above = term.factors().without(power -> under.containsKey(power.base()));
        for (Map.Entry<Node, Integer> factor : denominator.entrySet()) {
            int missing = factor.getValue() - under.getOrDefault(factor.getKey(), 0);
            above = missing == 0 ? above : above.times(factor.getKey(), missing);
        }
        return new Term(term.coefficient(), above);
    }

    /// The factors of a sum after its products were multiplied out and some of them cancelled.
    private static Optional<Factors> collected(List<Term> sum, Known known) {
        Map<ImmutableMap<Node, Integer>, Double> collected = new LinkedHashMap<>();
        List<Term> open = new ArrayList<>(sum);
        for (int i = 0; i < open.size(); ) {
            Optional<Stream<Term>> parts = open.get(i).multipliedOut(known);
            if (parts.isPresent()) {
                open.remove(i);
                open.addAll(i, parts.get().toList());
            } else {
                i++;
            }
            if (open.size() > MOST) {
                return Optional.empty();
            }
        }
        for (Term term : open) {
            Optional<ImmutableMap<Node, Integer>> monomial = term.monomial(known);
            if (monomial.isEmpty()) {
                return Optional.empty();
            }
            collected.merge(monomial.get(), term.coefficient(), Double::sum);
        }
        Set<Node> vanished = new HashSet<>();
        Set<Node> left = new HashSet<>();
        List<Map<Node, Integer>> remaining = new ArrayList<>();
        collected.forEach((monomial, coefficient) -> {
            (coefficient == 0 ? vanished : left).addAll(monomial.keySet());
            if (coefficient != 0) {
                remaining.add(monomial);
            }
        });
        boolean cancels = remaining.size() < collected.size() && !remaining.isEmpty();
        if (!cancels || !Sets.difference(vanished, left).stream().allMatch(known::mayVanish)) {
            return Optional.empty();
        }
        return factored(collected, common(remaining));
    }

    /// What all have in common, and in brackets the sum of what is left of each, which is one
    /// factor or a number.
    private static Optional<Factors> factored(
            Map<ImmutableMap<Node, Integer>, Double> collected, Map<Node, Integer> common) {
        List<Term> rest = new ArrayList<>();
        for (Map.Entry<ImmutableMap<Node, Integer>, Double> term : collected.entrySet()) {
            if (term.getValue() != 0) {
                ImmutableList<Factors.Power> powers = without(term.getKey(), common);
                boolean linear =
                        powers.stream().filter(p -> !Match.isScale(p.base())).count() <= 1
                                && powers.stream().allMatch(p -> p.exponent() == 1);
                if (!linear) {
                    return Optional.empty();
                }
                rest.add(new Term(term.getValue(), new Factors(powers)));
            }
        }
        Factors product = new Factors(ImmutableList.of(new Factors.Power(Term.sum(rest), 1)));
        for (Map.Entry<Node, Integer> factor : common.entrySet()) {
            product = product.times(factor.getKey(), factor.getValue());
        }
        return Optional.of(product);
    }

    private static ImmutableList<Factors.Power> without(
            Map<Node, Integer> monomial, Map<Node, Integer> common) {
        ImmutableList.Builder<Factors.Power> powers = ImmutableList.builder();
        monomial.forEach((node, exponent) -> {
            int left = exponent - common.getOrDefault(node, 0);
            if (left != 0) {
                powers.add(new Factors.Power(node, left));
            }
        });
        return powers.build();
    }

    /// The factors that all terms have, each as often as the one that has it least.
    private static Map<Node, Integer> common(List<Map<Node, Integer>> monomials) {
        Map<Node, Integer> common = new LinkedHashMap<>();
        monomials
                .get(0)
                .forEach((node, exponent) -> {
                    int sign = Integer.signum(exponent);
                    int least =
                            monomials.stream()
                                    .mapToInt(other -> sign * other.getOrDefault(node, 0))
                                    .min()
                                    .orElse(0);
                    if (least > 0) {
                        common.put(node, sign * least);
                    }
                });
        return common;
    }

    /// A product with a sum whose fractions cancel against other factors: multiplied in there.
    static Optional<Node> distributed(Node y, Known known) {
        Factors product = known.factors(y);
        for (int i = 0; i < product.powers().size(); i++) {
            int place = i;
            Factors.Power sum = product.powers().get(i);
            if (sum.exponent() == 1 && Match.isUnnamed(sum.base(), ADD, SUB)) {
                Optional<Node> shorter =
                        distributed(
                                Term.of(sum.base()),
                                product.without(i),
                                f -> product.indexOf(f) < place,
                                known);
                if (shorter.filter(z -> Length.isShorter(z, y)).isPresent()) {
                    return shorter;
                }
            }
        }
        return Optional.empty();
    }

    /// @param before whether a factor stands before the sum
    private static Optional<Node> distributed(
            List<Term> sum, Factors others, Predicate<Node> before, Known known) {
        List<Node> in =
                others.powers().stream()
                        .filter(p -> p.exponent() > 0 && known.cancels(p.base()))
                        .map(Factors.Power::base)
                        .filter(f -> sum.stream().anyMatch(term -> term.factors().has(f, -1)))
                        .toList();
        if (in.isEmpty()) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        for (Term term : sum) {
            Factors factors = term.factors();
            for (Node f : in) {
                factors = before.test(f) ? factors.before(f) : factors.times(f, 1);
                factors = factors.cancelled(f::equals).orElse(factors);
            }
            terms.add(new Term(term.coefficient(), factors));
        }
        Factors rest = others.without(p -> p.exponent() > 0 && in.contains(p.base()));
        return Optional.of(rest.before(Term.sum(terms)).node());
    }
}
