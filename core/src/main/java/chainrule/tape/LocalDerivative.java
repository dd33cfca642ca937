package chainrule.tape;

import chainrule.eval.Interpreter;
import chainrule.grad.Local;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/// The linear map ∂y/∂x of one edge, from its source x to its consumer y, in numbers. Positions
/// count entries in row order.
public final class LocalDerivative {
    private static final int MOST_ENTRIES = 4096;

    private final Local local;
    private final Interpreter run;
    private final Shape y;
    private final Shape x;
    private final Node stretched;

    LocalDerivative(Local local, Interpreter run) {
        this.local = local;
        this.run = run;
        this.y = run.value(local.edge().consumer()).shape();
        this.x = run.value(local.edge().source()).shape();
        this.stretched =
                local instanceof Local.Diagonal(var edge, Node partial)
                        ? Functions.broadcastTo(partial, edge.consumer().shape())
                        : local.formula();
    }

    /// The same as a formula.
    public Local local() {
        return local;
    }

    /// Whether each entry of y depends on one entry of x only.
    public boolean isDiagonal() {
        return local instanceof Local.Diagonal;
    }

    /// ∂y/∂x entry by entry, in y's shape. Where x is stretched, its entry takes part in several.
    ///
    /// @throws GraphException if the edge is not element-wise
    public Tensor diagonal() {
        return switch (local) {
            case Local.Diagonal _ -> run.value(stretched);
            case Local.Map map ->
                    throw new GraphException(
                            map.edge()
                                    + " is not element-wise, so it has no diagonal; see entry(…) and jacobian()");
        };
    }

    /// ∂yᵢ/∂xⱼ for the entries at two positions.
    public double entry(int i, int j) {
        Objects.checkIndex(i, y.size());
        Objects.checkIndex(j, x.size());
        return row(i).get(j);
    }

    /// All ∂yᵢ/∂xⱼ as a matrix of y's entries by x's.
    ///
    /// @throws GraphException if it would have more than 4,096 entries
    public Tensor jacobian() {
        if ((long) y.size() * x.size() > MOST_ENTRIES) {
            throw new GraphException(
                    "the Jacobian of %s would have %d × %d entries; up to %d are given, and entry(i, j) gives any one"
                            .formatted(local.edge(), y.size(), x.size(), MOST_ENTRIES));
        }
        double[] entries = new double[y.size() * x.size()];
        for (int i = 0; i < y.size(); i++) {
            System.arraycopy(row(i).toDoubles(), 0, entries, i * x.size(), x.size());
        }
        return Tensor.of(Shape.of(y.size(), x.size()), entries);
    }

    private Tensor row(int i) {
        return switch (local) {
            case Local.Diagonal _ -> {
                int source = Layout.broadcast(x, y).applyAsInt(i);
                double slope = diagonal().get(i);
                yield Tensor.generate(x, Kind.REAL, j -> j == source ? slope : 0);
            }
            case Local.Map(_, Node symbol, Node pullback) -> {
                Tensor unit = Tensor.generate(y, Kind.REAL, p -> p == i ? 1 : 0);
                yield run.and(Map.of(symbol, unit)).value(pullback);
            }
        };
    }

    /// The formula, and the numbers where there is one for each entry.
    @Override
    public String toString() {
        return Text.of(local.formula()) + (isDiagonal() ? " = " + diagonal() : "");
    }
}
