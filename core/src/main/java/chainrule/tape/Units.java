package chainrule.tape;

import chainrule.eval.Interpreter;
import chainrule.grad.Derivatives;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Jacobians and Hessians in numbers: one formula for all rows, or all columns, with a symbol that
/// is fed with one unit tensor after another. So no row needs a graph of its own, and open sizes
/// are those of the values.
final class Units {
    private final Interpreter run;
    private final Shape y;
    private final Shape x;

    private Units(Interpreter run, Shape y, Shape x) {
        this.run = run;
        this.y = y;
        this.x = x;
    }

    /// All ∂yᵢ/∂xⱼ, in the shape of y's value followed by that of x's.
    static Tensor jacobian(Node y, Node x, Interpreter run) {
        Units units = new Units(run, run.value(y).shape(), run.value(x).shape());
        if (units.y.size() <= units.x.size()) {
            Node symbol = Node.input("ȳ", y.type());
            return units.rows(symbol, Derivatives.vjp(y, List.of(x), symbol).get(0));
        }
        Node symbol = Node.input("ẋ", x.type());
        return units.columns(symbol, Derivatives.jvp(y, Map.of(x, symbol)));
    }

    /// All ∂²e/∂xᵢ∂xⱼ, in the shape of x's value twice.
    static Tensor hessian(Node e, Node x, Interpreter run) {
        Node symbol = Node.input("ẋ", x.type());
        List<Node> product = Derivatives.hessianVector(e, Map.of(x, symbol)).values().asList();
        Shape shape = run.value(x).shape();
        return new Units(run, shape, shape).columns(symbol, product.get(0));
    }

    private Tensor rows(Node symbol, Node row) {
        double[] entries = new double[y.append(x).size()];
        computeWhatStays(symbol, row);
        for (int i = 0; i < y.size(); i++) {
            double[] found = value(row, symbol, y, i);
            System.arraycopy(found, 0, entries, i * x.size(), x.size());
        }
        return Tensor.of(y.append(x), entries);
    }

    private Tensor columns(Node symbol, Node column) {
        double[] entries = new double[y.append(x).size()];
        computeWhatStays(symbol, column);
        for (int j = 0; j < x.size(); j++) {
            double[] found = value(column, symbol, x, j);
            for (int i = 0; i < y.size(); i++) {
                entries[i * x.size() + j] = found[i];
            }
        }
        return Tensor.of(y.append(x), entries);
    }

    private double[] value(Node linear, Node symbol, Shape shape, int position) {
        Tensor unit = Tensor.generate(shape, Kind.REAL, i -> i == position ? 1 : 0);
        return run.and(Map.of(symbol, unit)).value(linear).toDoubles();
    }

    /// Computes what is not made of the symbol, once for all units.
    private void computeWhatStays(Node symbol, Node linear) {
        List<Node> ways = Walk.between(symbol, linear, List.of());
        Set<Node> changing = Collections.newSetFromMap(new IdentityHashMap<>());
        changing.addAll(ways);
        ways.stream()
                .flatMap(node -> node.inputs().stream())
                .filter(input -> !changing.contains(input))
                .forEach(run::value);
    }
}
