package chainrule.graph;

import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// A function that other operations express. It stays one node in texts and pictures; whoever
/// evaluates it goes through its definition, which is written so that it does not overflow. Without
/// a rule of its own the derivative comes from the definition, too. Open: users make rows, or
/// records where there are settings.
public non-sealed interface Composite extends Operation {
    /// What it stands for, made of the operands and constants alone.
    Node definition(ImmutableList<Node> x);

    /// The type of the definition.
    ///
    /// @throws GraphException if the definition uses an input or parameter that is no operand
    @Override
    default Type type(ImmutableList<Node> x) {
        try {
            return Definitions.of(this, x).type();
        } catch (ShapeException refusal) {
            throw Operands.within(this, refusal);
        }
    }

    @Override
    default Rule rule() {
        return new Rule.Definition();
    }

    /// Refuses another number of operands, naming those given.
    default void requireOperands(int count, ImmutableList<Node> x) {
        Operands.count(this, count, x);
    }

    /// A function of one operand: `Composite.of("mish", x -> x.mul(tanh(softplus(x))))`.
    static Composite of(String name, UnaryOperator<Node> definition) {
        return new Row(
                name,
                _ -> Notation.function(name, 1),
                1,
                x -> definition.apply(x.get(0)),
                new Rule.Definition(),
                Domain.ALL);
    }

    /// A function of two operands, such as an error of a prediction and a target.
    static Composite of(String name, BinaryOperator<Node> definition) {
        return new Row(
                name,
                _ -> Notation.function(name, 2),
                2,
                x -> definition.apply(x.get(0), x.get(1)),
                new Rule.Definition(),
                Domain.ALL);
    }

    /// An element-wise function of one operand x with result y whose derivative `partial(x, y)` is
    /// nicer or more precise than that of its definition.
    static Composite of(
            String name,
            Notation notation,
            UnaryOperator<Node> definition,
            BinaryOperator<Node> partial) {
        return new Row(
                name,
                _ -> notation,
                1,
                x -> definition.apply(x.get(0)),
                (Rule.Partials) (x, y) -> List.of(partial.apply(x.get(0), y)),
                Domain.ALL);
    }
}
