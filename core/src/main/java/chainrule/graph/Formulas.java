package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Notation.Binding;
import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.stream.Stream;

/// A whole graph as lines `name = formula`, operands before what uses them:
///
/// ```
/// h = tanh(x·W + b)
/// t₁ = h ⊙ h
/// E = mean(t₁ + exp(t₁))
/// ```
///
/// A line has each root, each operation or constant with a name, and each operation that is used
/// more than once or would make another line too long. Those without a name are called t₁, t₂, …,
/// passing over names that occur. Nodes that bear the same name are told apart as `a`, `a₍₂₎`,
/// `a₍₃₎`, and from the sizes of dimensions; names are cut after 40 characters. The same graph
/// gives the same lines, as text and as LaTeX.
///
/// @param lines how many lines are written; a last one says how many were left out
/// @param width how many characters of text a line has at most, and an ellipsis where the names and
///   numbers of one operation alone are longer than that
/// @param shapes whether each line ends with the shape of the node
public record Formulas(ImmutableList<Node> roots, int lines, int width, boolean shapes) {
    private static final int LINES = 100;
    private static final int WIDTH = 100;

    private static final Layout TEXT = new Layout(Style.TEXT, 1, "", " = ", "  ", "… %s");

    /// No character of text takes more than 24 in LaTeX.
    private static final Layout LATEX =
            new Layout(Style.LATEX, 24, "& ", " &= ", " && ", "\\dots & \\quad \\text{%s}");

    /// How a line is put together.
    private record Layout(
            Style style, int perCharacter, String bare, String equals, String shape, String more) {}

    /// Refuses bounds below 1.
    public Formulas {
        if (lines < 1 || width < 1) {
            throw new GraphException(
                    "formulas need at least 1 line of 1 character; given were %s of %s"
                            .formatted(Numbers.text(lines), Numbers.text(width)));
        }
    }

    /// The graph of these roots, in at most 100 lines of 100 characters.
    public static Formulas of(Node... roots) {
        return of(ImmutableList.copyOf(roots));
    }

    /// The graph of these roots, in at most 100 lines of 100 characters.
    public static Formulas of(List<Node> roots) {
        return new Formulas(ImmutableList.copyOf(roots), LINES, WIDTH, false);
    }

    /// The same in at most so many lines of so many characters.
    public Formulas atMost(int lines, int width) {
        return new Formulas(roots, lines, width, shapes);
    }

    /// The same with shapes: `h = tanh(x·W + b) [batch×2]`.
    public Formulas withShapes() {
        return new Formulas(roots, lines, width, true);
    }

    /// The lines as text.
    public String text() {
        return write(TEXT).map(line -> Text.cut(line, width)).collect(joining("\n"));
    }

    /// The lines as LaTeX for mathematics mode with amsmath, aligned at their `=`.
    public String latex() {
        return write(LATEX).collect(joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private Stream<String> write(Layout layout) {
        List<Node> order = Walk.order(roots);
        Names names = new Names(order);
        List<Node> all = Lines.of(roots, order, names, node -> room(node, names));
        List<Node> shown = all.subList(0, Math.min(lines, all.size()));
        shown.forEach(names::make);
        int left = all.size() - shown.size();
        return Stream.concat(
                shown.stream().map(node -> line(node, names, layout)),
                Stream.of(left == 1 ? "1 more line" : left + " more lines")
                        .filter(_ -> left > 0)
                        .map(layout.more::formatted));
    }

    /// How many characters the formula of a node may have.
    private int room(Node node, Names names) {
        String shape = shapes ? TEXT.shape + Style.TEXT.shape(node.shape()) : "";
        return width - names.length(node) - TEXT.equals.length() - shape.length();
    }

    private String line(Node node, Names names, Layout layout) {
        Style style = layout.style;
        int limit = Ints.saturatedCast((long) width * layout.perCharacter);
        Writer writer = new Writer(style, limit, x -> names.of(x).map(style::name));
        String left =
                names.of(node)
                        .filter(_ -> !(node.op() instanceof Op.Fed))
                        .map(name -> style.name(name) + layout.equals)
                        .orElse(layout.bare);
        return left
                + writer.formula(node, Binding.SUM)
                + (shapes ? layout.shape + style.shape(node.shape()) : "");
    }

    /// The lines as text.
    @Override
    public String toString() {
        return text();
    }
}
