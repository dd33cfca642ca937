package chainrule.codec;

import chainrule.codec.Expression.Apply;
import chainrule.graph.Leaf;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// The sign of a comparison, between its operands.
record Comparison(int at, Operation operation, boolean isSwapped, boolean isNegated) {
    /// The sign that is next, if there is one.
    ///
    /// @param equality whether that may be `=`, which outside brackets defines a name
    static Optional<Comparison> next(Cursor in, boolean equality) {
        int at = in.at();
        if (in.take("≤") || in.take("<=")) {
            return Optional.of(new Comparison(at, Leaf.LESS_EQUAL, false, false));
        }
        if (in.take("≥") || in.take(">=")) {
            return Optional.of(new Comparison(at, Leaf.LESS_EQUAL, true, false));
        }
        if (in.take("≠") || in.take("!=")) {
            return Optional.of(new Comparison(at, Leaf.EQUAL, false, true));
        }
        if (in.take('<')) {
            return Optional.of(new Comparison(at, Leaf.LESS, false, false));
        }
        if (in.take('>')) {
            return Optional.of(new Comparison(at, Leaf.LESS, true, false));
        }
        return in.take("==") || (equality && in.take('='))
                ? Optional.of(new Comparison(at, Leaf.EQUAL, false, false))
                : Optional.empty();
    }

    Expression of(Expression a, Expression b) {
        Expression compared =
                new Apply(
                        at, operation, isSwapped ? ImmutableList.of(b, a) : ImmutableList.of(a, b));
        return isNegated ? new Apply(at, Leaf.NOT, ImmutableList.of(compared)) : compared;
    }
}
