package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is written on nodes and edges, as lines of plain text. Values have 3 significant digits; of
/// more than 4 entries the range is given.
final class Labels {
    private static final Pattern BREAKS =
            Pattern.compile("[\\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+");
    private static final int WIDTH = 36;
    private static final int LONGEST = 80;
    private static final int WRITTEN_IN_FULL = 6;

    private Labels() {}

    /// One line of bounded length out of whatever a user has named: line ends, other control
    /// characters, and those that would turn the direction of what follows become spaces. Accents
    /// are joined with their letters, as a PNG needs them.
    static String line(String text, int longest) {
        String line =
                Normalizer.normalize(BREAKS.matcher(text).replaceAll(" "), Normalizer.Form.NFC);
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }

    private static String name(Node node, String otherwise) {
        return line(node.name().orElse(otherwise), WIDTH);
    }

    /// Name and operation, and the shape unless it is a scalar or a value that is written in full.
    /// Operands without a name are `□`: the edges say what they are.
    static String title(Node node) {
        boolean constant = node.op() instanceof Op.Constant && !isWholeValue(node);
        if (constant && node.name().isEmpty()) {
            return step(node); // const[3×2]
        }
        String title = constant ? name(node, "") : named(node, step(node));
        return node.shape().isScalar() || isWholeValue(node)
                ? title
                : title + "\n" + shape(node.shape());
    }

    private static String step(Node node) {
        return line(Text.step(node, WIDTH), LONGEST);
    }

    /// Whether a title shows the value itself: that of a constant which [Text] writes in full, a
    /// number or a few in brackets.
    static boolean isWholeValue(Node node) {
        return node.op() instanceof Op.Constant(Tensor value)
                && (value.shape().isScalar()
                        || (value.shape().rank() == 1 && value.size() <= WRITTEN_IN_FULL));
    }

    /// The whole formula, and where it was written.
    static String tooltip(Node node) {
        return named(node, line(Text.formula(node, 2 * LONGEST), 3 * LONGEST))
                + node.line().map(line -> "\n" + line).orElse("");
    }

    private static String named(Node node, String formula) {
        boolean fed = node.op() instanceof Op.Fed;
        return node.name().isPresent() && !fed ? name(node, "") + " = " + formula : formula;
    }

    private static String shape(Shape shape) {
        return line(shape.toString(), LONGEST);
    }

    /// How an adjoint is called: ∂E/∂w for a node with a name.
    static String adjoint(Node root, Node node) {
        return "∂%s/∂%s".formatted(error(root), node == root ? error(root) : name(node, "·"));
    }

    /// How what is differentiated is called.
    static String error(Node root) {
        return name(root, "E");
    }

    static String value(Tensor value) {
        if (value.size() == 0) {
            return "no entries";
        }
        if (value.kind() == Kind.BOOL) {
            return truth(value);
        }
        if (value.size() <= 4) {
            String entries =
                    IntStream.range(0, value.size())
                            .mapToObj(i -> number(value.get(i)))
                            .collect(Collectors.joining(", "));
            return value.size() == 1 ? entries : "[" + entries + "]";
        }
        long nan = IntStream.range(0, value.size()).filter(i -> Double.isNaN(value.get(i))).count();
        if (nan > 0) {
            return "NaN in %s of %s".formatted(nan, value.size());
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < value.size(); i++) {
            least = Math.min(least, value.get(i));
            most = Math.max(most, value.get(i));
        }
        return least == most ? "all " + number(least) : number(least) + " … " + number(most);
    }

    private static String truth(Tensor value) {
        long holds = IntStream.range(0, value.size()).filter(i -> value.get(i) != 0).count();
        return value.size() == 1
                ? holds == 1 ? "true" : "false"
                : "true in %s of %s".formatted(holds, value.size());
    }

    static String number(double value) {
        return Numbers.text(value, 3);
    }

    /// The local derivative as a formula: a number to multiply by, the other factor of a matrix
    /// product, or a map, which says from which shape to which it goes.
    static String local(Local local) {
        return switch (local) {
            case Local.Diagonal(var edge, Node partial) -> {
                boolean stretched = !edge.source().shape().equals(edge.consumer().shape());
                yield line(partial(edge, partial), LONGEST)
                        + (stretched ? ", then Σ to " + shape(edge.source().shape()) : "");
            }
            case Local.Map map ->
                    Factor.of(map)
                            .map(Labels::factor)
                            .orElseGet(() ->
                                    line("ȳ ↦ " + Text.of(map.pullback(), WIDTH), LONGEST)
                                            + shapes(
                                                    map.edge().consumer().shape(),
                                                    map.edge().source().shape()));
        };
    }

    /// A formula that is too long is written with the ends of the edge as y and x.
    private static String partial(Edge edge, Node partial) {
        String text = Text.of(partial, WIDTH);
        return text.endsWith("…")
                ? Text.of(
                        partial,
                        WIDTH,
                        node ->
                                node == edge.consumer()
                                        ? node.name().or(() -> Optional.of("y"))
                                        : node == edge.source()
                                                ? node.name().or(() -> Optional.of("x"))
                                                : node.name())
                : text;
    }

    private static String factor(Factor factor) {
        String text = line(factor.text(WIDTH), LONGEST);
        return factor.isLeft() ? text + " ·" : "· " + text;
    }

    private static String shapes(Shape from, Shape to) {
        return from.isScalar() && to.isScalar() ? "" : "\n" + shape(from) + " → " + shape(to);
    }
}
