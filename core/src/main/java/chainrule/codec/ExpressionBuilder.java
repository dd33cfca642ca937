package chainrule.codec;

import static chainrule.codec.Expression.Infix.DOT;
import static chainrule.codec.Expression.Infix.IMPLIED;
import static chainrule.codec.Expression.Infix.MATMUL;

import chainrule.codec.Expression.Infix;
import chainrule.codec.Expression.Link;
import chainrule.codec.Expression.Range;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Dim;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes nodes of a formula that was read.
final class ExpressionBuilder {
    private final ImmutableList<Node> arguments;
    private final Refusals refusals;

    /// What becomes of a refusal.
    interface Refusals {
        RuntimeException at(int place, RuntimeException refusal);
    }

    private ExpressionBuilder(ImmutableList<Node> arguments, Refusals refusals) {
        this.arguments = arguments;
        this.refusals = refusals;
    }

    /// For the body of a function, applied to operands: refusals pass.
    static ExpressionBuilder ofBody(ImmutableList<Node> arguments) {
        return new ExpressionBuilder(arguments, (_, refusal) -> refusal);
    }

    /// For a line: refusals name the place.
    static ExpressionBuilder ofLine(Cursor in) {
        return new ExpressionBuilder(
                ImmutableList.of(),
                (at, refusal) -> {
                    String message = refusal.getMessage();
                    return in.fault(at, message == null ? "refused: " + refusal : message, refusal);
                });
    }

    Node node(Expression expression) {
        return switch (expression) {
            case Expression.Constant(_, var value) -> Node.constant(value);
            case Expression.Given(_, var node) -> node;
            case Expression.Argument(_, var index) -> arguments.get(index);
            case Expression.Size(_, var dim) -> Node.size(dim);
            case Expression.Apply(var at, var operation, var operands) -> {
                ImmutableList<Node> x = nodes(operands);
                yield made(at, () -> Node.apply(operation, x));
            }
            case Expression.Call(var at, var function, var extras, var operands) -> {
                ImmutableList<Node> x = nodes(operands);
                yield made(at, () -> function.builder().of(extras, x));
            }
            case Expression.Part(var at, var of, var ranges) -> {
                Node x = node(of);
                yield made(at, () -> part(x, ranges));
            }
            case Expression.Chain(var links) -> chain(links);
        };
    }

    private ImmutableList<Node> nodes(ImmutableList<Expression> operands) {
        return operands.stream().map(this::node).collect(ImmutableList.toImmutableList());
    }

    private Node made(int at, Supplier<Node> node) {
        try {
            return node.get();
        } catch (RuntimeException refusal) { // an operation of the user may throw anything
            throw refusals.at(at, refusal);
        }
    }

    private static Node part(Node x, ImmutableList<Range> ranges) {
        Node part = x;
        int axis = 0;
        for (Range range : ranges) {
            if (range.equals(Range.ALL)) {
                part.shape().axis(axis++);
            } else if (range.single()) {
                part = Functions.select(part, axis, range.from().orElse(0));
            } else {
                Dim dim = part.shape().dim(axis);
                int end = range.to().orElse(dim.isKnown() ? dim.size() : 0);
                part = Functions.slice(part, axis++, range.from().orElse(0), end, range.step());
            }
        }
        return part;
    }

    /// An operand of a chain with the sign before it.
    private record Step(int at, Infix sign, Node node) {}

    /// Matrix products first, then all from the left.
    private Node chain(ImmutableList<Link> links) {
        List<Step> steps = new ArrayList<>(links.size());
        for (Link link : links) {
            Step step = new Step(link.at(), link.sign(), node(link.operand()));
            Optional<Step> last = steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
            if (last.isPresent() && isMatrixProduct(link.sign(), last.get().node, step.node)) {
                Node product = join(last.get().node, step);
                steps.set(steps.size() - 1, new Step(last.get().at, last.get().sign, product));
            } else {
                steps.add(step);
            }
        }
        Node y = steps.get(0).node;
        for (Step step : steps.subList(1, steps.size())) {
            y = join(y, step);
        }
        return y;
    }

    private static boolean isMatrixProduct(Infix sign, Node a, Node b) {
        boolean scalar = a.shape().isScalar() || b.shape().isScalar();
        return sign == MATMUL || ((sign == DOT || sign == IMPLIED) && !scalar);
    }

    private Node join(Node a, Step step) {
        Node b = step.node;
        return made(
                step.at,
                () ->
                        switch (step.sign) {
                            case PLUS -> a.add(b);
                            case MINUS -> a.sub(b);
                            case TIMES -> a.mul(b);
                            case OVER -> a.div(b);
                            case MATMUL, DOT, IMPLIED ->
                                    isMatrixProduct(step.sign, a, b) ? a.matmul(b) : a.mul(b);
                        });
    }
}
