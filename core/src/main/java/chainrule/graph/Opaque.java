package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// A function that is known only by its values, such as a lambda from number to number. Whoever
/// must see inside it, to compile or to simplify, refuses it by name.
public non-sealed interface Opaque extends Operation {
    /// The value.
    ///
    /// @param y the shape of the result; all its sizes are known
    /// @param x the values of the operands
    Tensor value(Shape y, List<Tensor> x);

    /// An element-wise function from its value and, as another such lambda, its derivative; there
    /// is no second one.
    static Opaque of(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
        Opaque slope =
                new Scalar(
                        name + "′",
                        derivative,
                        new Rule.Refused(
                                "it was given as a lambda of numbers; give the derivative of '%s' as nodes: Opaque.of(name, value, (x, y) -> …)"
                                        .formatted(name)));
        return new Scalar(name, value, (Rule.Partials) (x, y) -> List.of(slope.apply(x.get(0))));
    }

    /// An element-wise function from its value and the formula `(x, y) -> …` of its derivative,
    /// which can be differentiated again.
    static Opaque of(String name, DoubleUnaryOperator value, BinaryOperator<Node> partial) {
        return new Scalar(
                name, value, (Rule.Partials) (x, y) -> List.of(partial.apply(x.get(0), y)));
    }

    /// A function from number to number, applied to each entry.
    record Scalar(String label, DoubleUnaryOperator function, Rule rule) implements Opaque {
        @Override
        public Type type(ImmutableList<Node> x) {
            return Type.real(Operands.real(this, x).shape());
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return Tensor.generate(y, Kind.REAL, i -> function.applyAsDouble(x.get(0).get(i)));
        }
    }
}
