package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Edge;
import chainrule.graph.MatMul;
import chainrule.graph.Node;
import chainrule.graph.Notation.Binding;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import java.util.List;
import java.util.Optional;

/// What the gradient that arrives is multiplied by on its way back through a matrix product: `· Wᵀ`
/// on the edge of x in x·W, `xᵀ ·` on that of W.
///
/// @param node the factor
/// @param isLeft whether it stands on the left of the gradient
record Factor(Node node, boolean isLeft) {
    /// The factor of a local derivative, if that is a product of matrices, one of them the gradient
    /// that arrives.
    static Optional<Factor> of(Local.Map map) {
        Node product = map.pullback();
        if (!(product.op() instanceof MatMul)) {
            return Optional.empty();
        }
        Node left = product.inputs().get(0);
        Node right = product.inputs().get(1);
        return left == map.symbol() && isFree(right, map)
                ? Optional.of(new Factor(right, false))
                : right == map.symbol() && isFree(left, map)
                        ? Optional.of(new Factor(left, true))
                        : Optional.empty();
    }

    private static boolean isFree(Node factor, Local.Map map) {
        Edge edge = map.edge();
        return !Walk.order(List.of(factor), edge.consumer().inputs()::contains)
                .contains(map.symbol());
    }

    /// As a formula, in brackets where it is a sum.
    String text(int limit) {
        String text = Text.of(node, limit);
        boolean isLoose =
                node.name().isEmpty()
                        && node.op() instanceof Operation operation
                        && operation
                                .notation(node)
                                .text()
                                .binding()
                                .isLooserThan(Binding.MATRIX_PRODUCT);
        return isLoose ? "(" + text + ")" : text;
    }
}
