package chainrule.simplify;

import chainrule.graph.Axes;
import chainrule.graph.Determinant;
import chainrule.graph.Distribution;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Max;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.Prod;
import chainrule.graph.ProductOfOthers;
import chainrule.graph.Sum;
import chainrule.graph.Text;
import chainrule.graph.Within;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.IntUnaryOperator;

/// Operations whose scalars are written as their formulas say: those that are frequent and large,
/// and those that [Probe] could not find, since they are not linear.
final class WrittenOut {
    private final Node y;
    private final Shape shape;
    private final List<Scalars> x;
    private final Budget budget;

    private WrittenOut(Node y, Shape shape, List<Scalars> x, Budget budget) {
        this.y = y;
        this.shape = shape;
        this.x = x;
        this.budget = budget;
    }

    /// The entries of a node, if it has such an operation.
    ///
    /// @param shape of the result, which has entries
    static Optional<List<Node>> of(Node y, Shape shape, List<Scalars> x, Budget budget) {
        WrittenOut out = new WrittenOut(y, shape, x, budget);
        return switch (y.op()) {
            case Sum(var axes) -> Optional.of(out.sums(axes));
            case Mean(var axes) -> Optional.of(out.means(axes));
            case Prod(var axes) ->
                    Optional.of(
                            out.folded(axes, Total::product).stream()
                                    .map(product -> product.orElseGet(() -> Node.constant(1)))
                                    .toList());
            case Max(var axes) ->
                    Optional.of(
                            out.folded(axes, Leaf.MAXIMUM::apply).stream()
                                    .map(largest -> largest.orElseThrow(out::nothing))
                                    .toList());
            case ProductOfOthers(var axes) ->
                    Optional.of(ProductsOfOthers.of(x, out.groups(axes), y, budget));
            case MatMul _ -> Optional.of(out.matrixProduct());
            case Determinant _ -> Optional.of(out.determinants());
            case Within within -> Optional.of(out.each(within));
            case Distribution _ -> Optional.of(out.each(new Within(0, 1, "a probability")));
            default -> Optional.empty();
        };
    }

    private List<Node> each(Within check) {
        budget.take(y, shape.size());
        return x.get(0).entries().stream().map(check::apply).toList();
    }

    /// From positions of the operand to those of the result.
    private IntUnaryOperator groups(Axes axes) {
        Shape from = x.get(0).shape();
        return Layout.broadcast(from.reduce(axes.axes(), true), from);
    }

    private List<Node> sums(Axes axes) {
        budget.take(y, x.get(0).entries().size());
        Total[] totals = totals(shape.size());
        IntUnaryOperator group = groups(axes);
        List<Node> terms = x.get(0).entries();
        for (int i = 0; i < terms.size(); i++) {
            totals[group.applyAsInt(i)].add(terms.get(i));
        }
        return Arrays.stream(totals).map(Total::node).toList();
    }

    private static Total[] totals(int count) {
        Total[] totals = new Total[count];
        Arrays.setAll(totals, _ -> new Total());
        return totals;
    }

    private List<Node> means(Axes axes) {
        int count = x.get(0).entries().size() / shape.size();
        List<Node> sums = sums(axes);
        return count == 1 ? sums : sums.stream().map(sum -> sum.div(count)).toList();
    }

    private List<Optional<Node>> folded(Axes axes, BinaryOperator<Node> join) {
        budget.take(y, x.get(0).entries().size());
        List<Optional<Node>> all = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            all.add(Optional.empty());
        }
        IntUnaryOperator group = groups(axes);
        List<Node> parts = x.get(0).entries();
        for (int i = 0; i < parts.size(); i++) {
            Node part = parts.get(i);
            int at = group.applyAsInt(i);
            all.set(at, Optional.of(all.get(at).map(f -> join.apply(f, part)).orElse(part)));
        }
        return all;
    }

    private GraphException nothing() {
        return new GraphException(
                "unroll: max in %s has no entries to choose from".formatted(Text.of(y)));
    }

    /// Σₚ aᵢₚ · bₚⱼ, where a vector has one row on the left and one column on the right.
    private List<Node> matrixProduct() {
        Scalars a = x.get(0);
        Scalars b = x.get(1);
        int k = a.shape().size(-1);
        int m = a.shape().rank() == 1 ? 1 : a.shape().size(-2);
        int n = b.shape().rank() == 1 ? 1 : b.shape().size(-1);
        budget.take(y, 2L * shape.size() * k);
        int kept = (a.shape().rank() == 1 ? 0 : 1) + (b.shape().rank() == 1 ? 0 : 1);
        Shape batches = leading(shape, shape.rank() - kept);
        IntUnaryOperator inA = Layout.broadcast(leading(a.shape(), a.shape().rank() - 2), batches);
        IntUnaryOperator inB = Layout.broadcast(leading(b.shape(), b.shape().rank() - 2), batches);
        List<Node> entries = new ArrayList<>();
        for (int at = 0; at < shape.size(); at++) {
            int batch = at / (m * n);
            int row = (inA.applyAsInt(batch) * m + at / n % m) * k;
            int column = inB.applyAsInt(batch) * k * n + at % n;
            Total sum = new Total();
            for (int p = 0; p < k; p++) {
                sum.add(Total.product(a.entries().get(row + p), b.entries().get(column + p * n)));
            }
            entries.add(sum.node());
        }
        return entries;
    }

    private static Shape leading(Shape shape, int count) {
        return Shape.of(shape.dims().subList(0, Math.max(0, count)));
    }

    private List<Node> determinants() {
        int n = x.get(0).shape().size(-1);
        budget.take(y, n > 20 ? Budget.MOST : 2L * shape.size() * n * (1 << n));
        List<Node> entries = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            entries.add(determinant(x.get(0).entries().subList(i * n * n, (i + 1) * n * n), n));
        }
        return entries;
    }

    /// Expanded along its rows: `minors[s]` is the determinant of the last rows and the columns in
    /// the set s, as many as these.
    private static Node determinant(List<Node> a, int n) {
        Node[] minors = new Node[1 << n];
        minors[0] = Node.constant(1);
        for (int set = 1; set < minors.length; set++) {
            int row = n - Integer.bitCount(set);
            Total sum = new Total();
            boolean minus = false;
            for (int column = 0; column < n; column++) {
                if ((set >> column & 1) == 1) {
                    Node term =
                            Total.product(a.get(row * n + column), minors[set & ~(1 << column)]);
                    sum.add(minus ? term.neg() : term);
                    minus = !minus;
                }
            }
            minors[set] = sum.node();
        }
        return minors[minors.length - 1];
    }
}
