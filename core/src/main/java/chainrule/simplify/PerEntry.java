package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Whether an operation can be applied to single entries: it is element-wise, and takes scalars.
final class PerEntry {
    private PerEntry() {}

    static boolean is(Node y, Operation operation) {
        ImmutableList<Node> standIns =
                y.inputs().stream()
                        .map(x -> Node.input("x", new Type(x.kind(), Shape.SCALAR)))
                        .collect(ImmutableList.toImmutableList());
        return takes(operation, standIns) && isElementwise(y.inputs(), operation);
    }

    /// Whether its result for scalars is one.
    static boolean takes(Operation operation, List<Node> scalars) {
        try {
            return operation.type(ImmutableList.copyOf(scalars)).shape().isScalar();
        } catch (ShapeException _) {
            return false;
        }
    }

    private static boolean isElementwise(List<Node> x, Operation operation) {
        return switch (operation) {
            case Leaf _ -> true;
            case Composite composite ->
                    switch (composite.rule()) {
                        case Rule.Partials _ -> true;
                        case Rule.Definition _ -> isMadeOfElementwise(x, composite);
                        case Rule.Pullback _, Rule.Refused _ -> false;
                    };
            case Structural _ -> false;
            case Opaque opaque ->
                    opaque instanceof Opaque.Scalar || opaque.rule() instanceof Rule.Partials;
        };
    }

    /// Whether a definition holds nothing but element-wise operations and numbers.
    private static boolean isMadeOfElementwise(List<Node> x, Composite composite) {
        ImmutableList<Node> standIns =
                x.stream()
                        .map(operand -> Node.input("x", operand.type()))
                        .collect(ImmutableList.toImmutableList());
        return Walk.order(composite.definition(standIns)).stream()
                .allMatch(node ->
                        switch (node.op()) {
                            case Op.Fed _ -> true;
                            case Op.Constant _ -> node.shape().isScalar();
                            case Op.Size _ -> false;
                            case Operation operation -> isElementwise(node.inputs(), operation);
                        });
    }
}
