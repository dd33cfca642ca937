package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// For each entry xᵢ the product of the others over axes, Pᵢ = Πⱼ xⱼ over j ≠ i, and its
/// derivatives in directions: with the operands x, v₁, …, vₘ of one shape, ∂ᵐPᵢ/∂ε₁…∂εₘ at x + Σ
/// εₐvₐ. No entry is divided by, so zeros do no harm.
///
/// Σᵢ gᵢPᵢ is the derivative of the product in direction g, and derivatives in several directions
/// do not depend on their order. So with respect to x it is the same with g as one more direction,
/// and with respect to vₐ the same with g in its place.
public record ProductOfOthers(Axes axes) implements Structural {
    @Override
    public String label() {
        return "product_of_others";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("Π′", "{\\prod}'", y.inputs().size(), y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        if (x.isEmpty()) {
            throw Operands.refuse(this, "takes at least one operand, and none was given", x);
        }
        Type first = x.get(0).type();
        Operands.kinds(this, Collections.nCopies(x.size(), Kind.REAL), x);
        if (!x.stream().allMatch(v -> v.type().equals(first))) {
            throw Operands.refuse(this, "operands must have the same shape", x);
        }
        Operands.fitting(label(), x, () -> axes.reduce(first.shape()));
        return first;
    }

    /// Each entry is a polynomial in the εₐ, none of them squared: a coefficient for each set of
    /// directions. Pᵢ is the product of those before i and of those after it.
    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        IntUnaryOperator group = axes.positions(y);
        int groups = axes.reduce(y).size();
        int terms = 1 << (x.size() - 1);
        List<double[]> before = new ArrayList<>(Collections.nCopies(y.size(), one(terms)));
        double[][] running = new double[groups][];
        Arrays.setAll(running, _ -> one(terms));
        for (int i = 0; i < y.size(); i++) {
            int at = group.applyAsInt(i);
            before.set(i, running[at]);
            running[at] = product(running[at], entry(x, i, terms));
        }
        Arrays.setAll(running, _ -> one(terms));
        double[] results = new double[y.size()];
        for (int i = y.size() - 1; i >= 0; i--) {
            int at = group.applyAsInt(i);
            results[i] = product(before.get(i), running[at])[terms - 1];
            running[at] = product(entry(x, i, terms), running[at]);
        }
        return Tensor.of(y, results);
    }

    private static double[] one(int terms) {
        double[] one = new double[terms];
        one[0] = 1;
        return one;
    }

    /// xᵢ + Σ εₐvₐᵢ; bit a − 1 of a term's number stands for εₐ.
    private static double[] entry(List<Tensor> x, int i, int terms) {
        double[] entry = new double[terms];
        entry[0] = x.get(0).get(i);
        for (int a = 1; a < x.size(); a++) {
            entry[1 << (a - 1)] = x.get(a).get(i);
        }
        return entry;
    }

    private static double[] product(double[] p, double[] q) {
        double[] product = new double[p.length];
        for (int set = 0; set < p.length; set++) {
            for (int part = set; ; part = (part - 1) & set) {
                product[set] += p[part] * q[set & ~part];
                if (part == 0) {
                    break;
                }
            }
        }
        return product;
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        List<Node> x = new ArrayList<>(edge.consumer().inputs());
        if (edge.operand() == 0) {
            x.add(g);
        } else {
            x.set(edge.operand(), g);
        }
        return apply(x.toArray(Node[]::new));
    }
}
