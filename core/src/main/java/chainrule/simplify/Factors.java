package chainrule.simplify;

import static chainrule.graph.Composites.CUBE;
import static chainrule.graph.Composites.RECIPROCAL;
import static chainrule.graph.Composites.SQUARE;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A node as a product of powers, Π fᵢ^kᵢ, in the order in which the factors stand. Named nodes are
/// not taken apart.
record Factors(ImmutableList<Power> powers) {
    /// A factor and its exponent, which is not 0.
    record Power(Node base, int exponent) {}

    /// The factors of a node; beyond 16, factors may be products still.
    static Factors of(Node node) {
        return new Factors(Parts.of(new Power(node, 1), Factors::parts));
    }

    private static List<Power> parts(Power power) {
        Node y = power.base;
        int k = power.exponent;
        if (y.name().isPresent() || y.inputs().isEmpty()) {
            return List.of();
        }
        Node x = y.inputs().get(0);
        if (y.op() == MUL || y.op() == DIV) {
            int sign = y.op() == MUL ? 1 : -1;
            return List.of(new Power(x, k), new Power(y.inputs().get(1), sign * k));
        }
        return y.op().equals(SQUARE)
                ? List.of(new Power(x, 2 * k))
                : y.op().equals(CUBE)
                        ? List.of(new Power(x, 3 * k))
                        : y.op().equals(RECIPROCAL) ? List.of(new Power(x, -k)) : List.of();
    }

    /// Whether a node is among them with an exponent of this sign.
    boolean has(Node base, int sign) {
        return powers.stream().anyMatch(p -> p.base == base && p.exponent * sign > 0);
    }

    /// The same without what is multiplied and divided by one factor, if there is such a factor.
    Optional<Factors> cancelled(Predicate<Node> may) {
        for (int i = 0; i < powers.size(); i++) {
            Power first = powers.get(i);
            for (int j = i + 1; j < powers.size(); j++) {
                Power second = powers.get(j);
                if (first.base == second.base
                        && (first.exponent > 0) != (second.exponent > 0)
                        && may.test(first.base)) {
                    return Optional.of(merged(i, j));
                }
            }
        }
        return Optional.empty();
    }

    private Factors merged(int i, int j) {
        List<Power> rest = new ArrayList<>(powers);
        Power second = rest.remove(j);
        Power first = rest.get(i);
        Power sum = new Power(first.base, first.exponent + second.exponent);
        if (sum.exponent == 0) {
            rest.remove(i);
        } else {
            rest.set(i, sum);
        }
        return new Factors(ImmutableList.copyOf(rest));
    }

    /// Whether there is a denominator.
    boolean isFraction() {
        return powers.stream().anyMatch(power -> power.exponent < 0);
    }

    /// The same with one factor more.
    Factors times(Node base, int exponent) {
        return new Factors(
                ImmutableList.<Power>builder()
                        .addAll(powers)
                        .add(new Power(base, exponent))
                        .build());
    }

    /// The same with one factor more, in front.
    Factors before(Node base) {
        return new Factors(
                ImmutableList.<Power>builder().add(new Power(base, 1)).addAll(powers).build());
    }

    /// Where a factor stands first, or −1.
    int indexOf(Node base) {
        return Iterables.indexOf(powers, power -> power.base.equals(base));
    }

    /// The same with two differences x − y and y − x as one, if there are such, without the sign;
    /// the exponent of the second is odd.
    Optional<Factors> oppositesMerged() {
        for (int i = 0; i < powers.size(); i++) {
            for (int j = i + 1; j < powers.size(); j++) {
                Node first = powers.get(i).base;
                Node second = powers.get(j).base;
                boolean opposite =
                        Match.isUnnamed(first, SUB)
                                && Match.isUnnamed(second, SUB)
                                && first.inputs().equals(second.inputs().reverse());
                if (opposite && powers.get(j).exponent == 1 && powers.get(i).exponent > 0) {
                    return Optional.of(merged(i, j));
                }
            }
        }
        return Optional.empty();
    }

    /// The same without the factor at a place.
    Factors without(int place) {
        List<Power> rest = new ArrayList<>(powers);
        rest.remove(place);
        return new Factors(ImmutableList.copyOf(rest));
    }

    /// The same without the factors of this kind.
    Factors without(Predicate<Power> kind) {
        return new Factors(
                powers.stream().filter(kind.negate()).collect(ImmutableList.toImmutableList()));
    }

    /// The product as a node: a fraction of two products. What is divided by several times is so
    /// one time after the other, since a power of it may be too small or too large for a number.
    Node node() {
        Map<Node, Integer> above = exponents(1);
        Map<Node, Integer> below = exponents(-1);
        Node fraction =
                above.entrySet().stream()
                        .map(power -> power(power.getKey(), power.getValue()))
                        .reduce(Node::mul)
                        .orElseGet(() -> Node.constant(1));
        while (!below.isEmpty()) {
            fraction = fraction.div(below.keySet().stream().reduce(Node::mul).orElseThrow());
            below.replaceAll((_, exponent) -> exponent - 1);
            below.values().removeIf(exponent -> exponent == 0);
        }
        return fraction;
    }

    private Map<Node, Integer> exponents(int sign) {
        Map<Node, Integer> exponents = new LinkedHashMap<>();
        powers.stream()
                .filter(power -> power.exponent * sign > 0)
                .forEach(power -> exponents.merge(power.base, power.exponent * sign, Integer::sum));
        return exponents;
    }

    private static Node power(Node base, int exponent) {
        return switch (exponent) {
            case 1 -> base;
            case 2 -> Functions.square(base);
            case 3 -> Functions.cube(base);
            default -> base.pow(exponent);
        };
    }
}
