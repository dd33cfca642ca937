package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Notation.Binding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Formulas as text. The length is bounded, since a shared graph has more paths than memory has
/// room: what does not fit becomes `…`. A node with a name is written as its name, except where it
/// is the one being asked about. [Formulas] writes a whole graph, in as many lines as it needs.
public final class Text {
    private static final int LIMIT = 160;

    private Text() {}

    /// The formula of a node, or its name: `σ(x·W + b)`, at most 160 characters and an ellipsis.
    public static String of(Node node) {
        return of(node, LIMIT);
    }

    /// The formula of a node, or its name, in at most so many characters and an ellipsis.
    public static String of(Node node, int limit) {
        return of(node, limit, names(Style.TEXT));
    }

    /// The formula of a node in at most so many characters and an ellipsis, in which other things
    /// may stand for nodes than their names.
    ///
    /// @param names what stands for a node in place of its formula; inputs and parameters are their
    ///   names where nothing does
    public static String of(Node node, int limit, Function<Node, Optional<String>> names) {
        return cut(new Writer(Style.TEXT, limit, orOwn(Style.TEXT, names)).name(node), limit);
    }

    /// The formula behind a node, also where it has a name; a source is its name still.
    public static String formula(Node node, int limit) {
        return formula(node, limit, names(Style.TEXT));
    }

    /// The one operation of a node: its operands by their names, or `□` where they have none.
    public static String step(Node node, int limit) {
        Function<Node, Optional<String>> names = names(Style.TEXT);
        return formula(
                node,
                limit,
                x ->
                        names.apply(x)
                                .or(() ->
                                        Optional.of("□").filter(_ -> x.op() instanceof Operation)));
    }

    private static String formula(Node node, int limit, Function<Node, Optional<String>> names) {
        return cut(new Writer(Style.TEXT, limit, names).formula(node, Binding.LOOSE), limit);
    }

    /// The formula behind a node as LaTeX, for mathematics mode with amsmath, in about so many
    /// characters. Brackets match, also where it is cut.
    public static String latex(Node node, int limit) {
        return new Writer(Style.LATEX, limit, names(Style.LATEX)).formula(node, Binding.LOOSE);
    }

    /// The formula of a node as LaTeX, in about so many characters, in which other things may stand
    /// for nodes than their names.
    ///
    /// @param names what stands for a node in place of its formula, as LaTeX; inputs and parameters
    ///   are their names where nothing does
    public static String latex(Node node, int limit, Function<Node, Optional<String>> names) {
        return new Writer(Style.LATEX, limit, orOwn(Style.LATEX, names)).name(node);
    }

    private static Function<Node, Optional<String>> orOwn(
            Style style, Function<Node, Optional<String>> names) {
        return node ->
                names.apply(node)
                        .or(() ->
                                node.op() instanceof Op.Fed
                                        ? node.name().map(style::name)
                                        : Optional.empty());
    }

    /// A name as LaTeX for mathematics mode with amsmath: `W₁₁⁽¹⁾` as `W_{11}^{(1)}`. Whatever the
    /// name is, the LaTeX is valid and bounded.
    public static String latex(String name) {
        return Style.LATEX.name(name);
    }

    private static Function<Node, Optional<String>> names(Style style) {
        return node -> node.name().map(style::name);
    }

    static String list(List<Node> nodes) {
        return nodes.isEmpty() ? "none" : nodes.stream().map(n -> of(n, 40)).collect(joining(", "));
    }

    /// A number as an index: `₁₂`.
    static String index(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> Character.toString('₀' + digit - '0'))
                .collect(joining());
    }

    /// The first characters, none halved.
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end =
                limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + (text.startsWith("…", end - 1) ? "" : "…");
    }
}
