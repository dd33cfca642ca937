package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Supplier;

/// What operations ask of their operands, and how they say that it is not so: the operation, the
/// rule, then a line for each operand with its shape and formula.
final class Operands {
    private Operands() {}

    static ShapeException refuse(Operation operation, String rule, List<Node> x) {
        return refuse(operation.label(), rule, x, "");
    }

    static ShapeException refuse(String label, String rule, List<Node> x, String hint) {
        String head = label + ": " + rule + "\n";
        return new ShapeException(head + lines(x) + (hint.isEmpty() ? "" : "\n" + hint));
    }

    private static String lines(List<Node> x) {
        int width = x.stream().mapToInt(n -> n.type().toString().length()).max().orElse(0);
        return x.stream()
                .map(n ->
                        "  "
                                + n.type()
                                + " ".repeat(width - n.type().toString().length())
                                + "  "
                                + Text.of(n)
                                + at(n))
                .collect(joining("\n"));
    }

    private static String at(Node n) {
        return n.line().map(line -> "  (" + line + ")").orElse("");
    }

    /// A question to shapes or axes; if they refuse, the operation and its operands are named.
    static <T> T fitting(String label, List<Node> x, Supplier<T> question) {
        try {
            return question.get();
        } catch (ShapeException refusal) {
            throw refuse(label, String.valueOf(refusal.getMessage()), x, "");
        }
    }

    /// The refusal of a composite that is refused inside: named after what the user wrote.
    static ShapeException within(Composite composite, ShapeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return message.startsWith(composite.label() + ":")
                ? refusal
                : new ShapeException(
                        "in the definition of " + composite.label() + ", " + message, refusal);
    }

    /// The axes of the only operand, as numbers from 0.
    static Axes axes(String label, Axes axes, Node x) {
        return fitting(label, List.of(x), () -> axes.in(x.shape()));
    }

    /// An axis of the only operand, as a number from 0.
    static int axis(String label, int axis, Node x) {
        return fitting(label, List.of(x), () -> x.shape().axis(axis));
    }

    /// Refuses a second operand that holds no indices.
    static void index(Operation operation, ImmutableList<Node> x) {
        count(operation, 2, x);
        kinds(operation, List.of(x.get(0).kind(), Kind.INDEX), x);
    }

    /// The dimension of the first operand at an axis of a record, which is a number from 0:
    /// functions make it one of what counts from the end.
    static Dim dim(Operation operation, int axis, ImmutableList<Node> x) {
        Shape shape = x.get(0).shape();
        if (axis < 0) {
            throw refuse(
                    operation, "axis %s must be given from 0".formatted(Numbers.text(axis)), x);
        }
        return fitting(operation.label(), x, () -> shape.dim(axis));
    }

    /// The same, which must be known.
    static Dim known(Operation operation, int axis, ImmutableList<Node> x) {
        Dim dim = dim(operation, axis, x);
        if (!dim.isKnown()) {
            throw refuse(
                    operation,
                    "axis %d has the open size %s, and must have a known one".formatted(axis, dim),
                    x);
        }
        return dim;
    }

    /// A size that an array can hold.
    static Dim size(String label, long size, List<Node> x) {
        if (size > Integer.MAX_VALUE) {
            throw refuse(
                    label,
                    "%d entries along an axis are more than an array can hold (2³¹ − 1)"
                            .formatted(size),
                    x,
                    "");
        }
        return Dim.of((int) size);
    }

    static void count(Operation operation, int expected, List<Node> x) {
        if (x.size() != expected) {
            throw refuse(
                    operation,
                    "takes %d operands, and %d were given".formatted(expected, x.size()),
                    x);
        }
    }

    static void kinds(Operation operation, List<Kind> expected, List<Node> x) {
        count(operation, expected.size(), x);
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).kind() != expected.get(i)) {
                throw refuse(
                        operation,
                        "operand %d must be of kind %s".formatted(i, expected.get(i)),
                        x);
            }
        }
    }

    /// The only operand, which must hold real numbers.
    static Node real(Operation operation, ImmutableList<Node> x) {
        kinds(operation, List.of(Kind.REAL), x);
        return x.get(0);
    }

    /// The only operand, real matrices with as many rows as columns in its last two axes.
    static Node square(Operation operation, ImmutableList<Node> x) {
        Shape shape = real(operation, x).shape();
        if (shape.rank() < 2 || !shape.dim(-1).isKnown() || !shape.dim(-1).equals(shape.dim(-2))) {
            throw refuse(operation, "the last two axes must be square, and of a known size", x);
        }
        return x.get(0);
    }

    static Shape broadcast(Operation operation, ImmutableList<Node> x) {
        Shape shape = x.get(0).shape();
        for (int i = 1; i < x.size(); i++) {
            Node operand = x.get(i);
            if (shape.equals(operand.shape())) {
                continue;
            }
            Shape so = shape;
            shape =
                    fitting(operation.label(), x, () -> so.broadcast(operand.shape()))
                            .orElseThrow(() ->
                                    refuse(
                                            operation,
                                            "shapes must broadcast: from the right, each pair of sizes equal or one of them 1",
                                            x));
        }
        return shape;
    }

    /// Refuses a prediction and a target of different shapes, which broadcasting would stretch
    /// without a word.
    static void sameShape(String label, Node prediction, Node target) {
        Shape shape = prediction.shape();
        if (!shape.equals(target.shape())) {
            boolean classes =
                    label.endsWith(Errors.CROSS)
                            && !shape.isScalar()
                            && shape.reduce(List.of(shape.rank() - 1), false)
                                    .equals(target.shape());
            throw refuse(
                    label,
                    "prediction and target must have the same shape",
                    List.of(prediction, target),
                    classes
                            ? Errors.FEED_INDICES
                            : "otherwise they would be stretched over each other; reshape one of them");
        }
    }
}
