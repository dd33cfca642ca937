package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.grad.Gradient;
import chainrule.graph.BroadcastTo;
import chainrule.graph.Composite;
import chainrule.graph.Leaf;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Prod;
import chainrule.graph.Rule;
import chainrule.graph.Sum;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.simplify.Step;
import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// Simplification ends: with every step the tree of the formula gets shorter, or as long as it was,
/// its signs come nearer to the result, or a number, a size, a reshaping or a bracket moves one
/// operation further in its one direction.
@Domain(RandomGraphs.class)
class SimplifyEndsTest {
    /// Rules that only move something.
    private static final ImmutableSet<String> MOVES =
            ImmutableSet.of(
                    "x · c = c · x",
                    "ln of entries of σ(x), 1 − σ(x) or softmax(x) = entries of its logarithm",
                    "element-wise operations stretch by themselves",
                    "element-wise operations move inside what only moves entries",
                    "(k / x) · y = (k · y) / x",
                    "x · (k / y) = (k · x) / y",
                    "x · (y · z) = (x · y) · z",
                    "k · (x / j) = (k · x) / j",
                    "x · (k · y) = (k · x) · y",
                    "(x / k) · y = (x · y) / k",
                    "(x / n) / k = (x / k) / n",
                    "(x / k) / y = (x / y) / k",
                    "x / (k · y) = (x / y) / k",
                    "mean(k − x) = k − mean(x), mean(k + x) = k + mean(x)",
                    "scales go out of sums, means, matrix products and moves");

    @Property(tries = 400)
    void everyStepMakesTheFormulaSmallerOrMovesSomething(@ForAll RandomGraph graph) {
        for (Node root : roots(graph)) {
            for (Step step : Simplify.explain(root).steps()) {
                Size before = Size.of(step.before());
                Size after = Size.of(step.after());
                int shorter = before.length.compareTo(after.length);
                assertThat(shorter).as("%s: %s to %s", step, before, after).isNotNegative();
                if (shorter == 0 && !MOVES.contains(step.law())) {
                    assertThat(before.compareSigns(after))
                            .as("%s: %s to %s", step, before, after)
                            .isPositive();
                }
            }
        }
    }

    @Property(tries = 400)
    void thereAreFewStepsForEachNode(@ForAll RandomGraph graph) {
        for (Node root : roots(graph)) {
            assertThat(Simplify.explain(root).steps().size())
                    .isLessThan(10 * Walk.order(root).size());
        }
    }

    private static List<Node> roots(RandomGraph graph) {
        List<Node> roots = new ArrayList<>(Gradient.of(graph.e(), graph.used()));
        roots.add(graph.e());
        return roots;
    }

    /// How long the tree of a formula is, and how many operations stand above its signs.
    ///
    /// @param length of the tree; a logarithm counts four times what is inside it, and what sums or
    ///   stretches counts 10, for the number of entries may come in its place
    /// @param signs how many signs there are
    /// @param above for each sign, itself and the operations above it, but for stretchings
    /// @param negations how many signs are nodes, not part of numbers
    private record Size(
            BigInteger length, BigInteger signs, BigInteger above, BigInteger negations) {
        /// What has a name is simplified by itself.
        private static final Size NAMED =
                new Size(BigInteger.TWO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        static Size of(Node root) {
            IdentityHashMap<Node, Size> sizes = new IdentityHashMap<>();
            for (Node node : Walk.order(root)) {
                sizes.put(node, node.name().isPresent() && node != root ? NAMED : of(node, sizes));
            }
            return Optional.ofNullable(sizes.get(root)).orElseThrow();
        }

        private static Size of(Node node, IdentityHashMap<Node, Size> sizes) {
            if (node.op() instanceof Composite composite
                    && composite.rule() instanceof Rule.Definition) {
                Size inside = of(composite.definition(node.inputs()));
                return new Size(
                        inside.length.add(BigInteger.ONE),
                        inside.signs,
                        inside.above,
                        inside.negations);
            }
            BigInteger length = BigInteger.ZERO;
            BigInteger signs = BigInteger.ZERO;
            BigInteger above = BigInteger.ZERO;
            BigInteger negations = BigInteger.ZERO;
            for (Node x : node.inputs()) {
                Size size = Optional.ofNullable(sizes.get(x)).orElseThrow();
                length = length.add(size.length);
                signs = signs.add(size.signs);
                above = above.add(size.above);
                negations = negations.add(size.negations);
            }
            boolean isSign = node.op() == Leaf.NEG;
            boolean isNegative = node.number().orElse(0) < 0;
            if (isSign || isNegative) {
                signs = signs.add(BigInteger.ONE);
                above = above.add(BigInteger.ONE);
            }
            if (isSign) {
                return new Size(length, signs, above, negations.add(BigInteger.ONE));
            }
            if (!node.inputs().isEmpty()
                    && !(node.op() instanceof BroadcastTo)) { // signs go inside what is stretched
                above = above.add(signs);
            }
            BigInteger own =
                    node.op() == Leaf.LOG || node.op() == Leaf.LOG1P
                            ? length.multiply(BigInteger.valueOf(3))
                            : BigInteger.valueOf(weight(node));
            return new Size(length.add(own), signs, above, negations);
        }

        private static int weight(Node node) {
            return switch (node.op()) {
                case Op.Constant _ -> node.number().isPresent() ? 1 : 2;
                case Op.Size _ -> 1;
                case Op.Fed _ -> 2;
                case Operation operation ->
                        operation instanceof Sum
                                        || operation instanceof Mean
                                        || operation instanceof BroadcastTo
                                ? 10
                                : operation instanceof Prod ? 3 : 1;
            };
        }

        int compareSigns(Size other) {
            int bySigns = above.compareTo(other.above);
            return bySigns != 0 ? bySigns : negations.compareTo(other.negations);
        }
    }
}
