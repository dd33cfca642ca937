package chainrule.viz;

import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/// A picture of a formula, with what it shows. It does not change; each method gives another.
///
/// ```java
/// String dot = Picture.of(gradients).detail(Detail.GRADIENTS).collapse("hidden").dot();
/// ```
///
/// Up to 60 nodes are drawn in full, up to 300 with their titles. Of more, scopes are collapsed
/// until they are as few, and what repeats in a row is drawn once, as ×N; the picture says so.
public final class Picture {
    private static final int MOST = 2_000;

    private final Known known;
    private final Detail detail;
    private final Collapse collapse;
    private final int most;

    private final boolean isDown;

    private Picture(Known known, Detail detail, Collapse collapse, int most, boolean isDown) {
        this.known = known;
        this.detail = detail;
        this.collapse = collapse;
        this.most = most;
        this.isDown = isDown;
    }

    private static Picture of(Known known) {
        return new Picture(known, known.most(), Collapse.NOTHING, MOST, false);
    }

    /// The formula alone.
    public static Picture of(Node root) {
        return of(new Known.Form(root));
    }

    /// The formula with the value of each node.
    public static Picture of(Tape tape) {
        return of(new Known.Values(tape));
    }

    /// The formula with values, derivatives, and on each edge the local derivative and the
    /// contribution that comes back.
    public static Picture of(Gradients gradients) {
        return of(new Known.Derivatives(gradients));
    }

    /// The same with more or less on its nodes and edges.
    ///
    /// @throws IllegalArgumentException if that is not known
    public Picture detail(Detail detail) {
        known.require(detail);
        return new Picture(known, detail, collapse, most, isDown);
    }

    /// The same with these scopes drawn as one node each, which says how many nodes it stands for,
    /// and their shapes. What comes back along its edges stays.
    ///
    /// @param scopes the names of scopes, or their paths: `hidden`, `network/hidden`
    public Picture collapse(String... scopes) {
        ImmutableSet<String> names =
                ImmutableSet.<String>builder().addAll(collapse.names()).add(scopes).build();
        return new Picture(known, detail, new Collapse(names, collapse.depth()), most, isDown);
    }

    /// The same with all scopes collapsed that lie inside so many others: 0 leaves none open, 1
    /// leaves the outermost open.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Picture depth(int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException(
                    "the depth of open scopes is 0 or more, and not " + depth);
        }
        return new Picture(known, detail, new Collapse(collapse.names(), depth), most, isDown);
    }

    /// The same, but up to so many nodes may be drawn (without it, 2,000).
    ///
    /// @throws IllegalArgumentException if it is none
    public Picture upTo(int nodes) {
        if (nodes < 1) {
            throw new IllegalArgumentException("a picture has 1 node or more, and not " + nodes);
        }
        return new Picture(known, detail, collapse, nodes, isDown);
    }

    /// The graph of the gradient beside the formula: how the derivatives of some nodes are
    /// computed.
    ///
    /// @param of the nodes; without any, all parameters, and if there are none, all inputs
    /// @throws IllegalArgumentException if derivatives are not known
    public Picture gradientGraph(Node... of) {
        known.require(Detail.GRADIENTS);
        return new Picture(
                known.withGraph(ImmutableList.copyOf(of)), detail, collapse, most, isDown);
    }

    /// The same from top to bottom in place of left to right: less wide, so that the text of a long
    /// formula is larger on a page.
    public Picture downwards() {
        return new Picture(known, detail, collapse, most, true);
    }

    /// The picture as DOT text, for [Render].
    ///
    /// @throws RenderException if there are too many nodes to draw, however far scopes are
    ///   collapsed; the message says what to do
    public String dot() {
        return known instanceof Known.Graph graph ? gradientGraph(graph) : formula();
    }

    private String formula() {
        Plan plan = Plan.of(ImmutableList.of(known.root()), Node::scope, collapse, most);
        Facts facts = known.facts(detail);
        boolean isFull = plan.isFull() || facts.equals(Facts.NONE);
        return new Drawing(plan.items(), isFull ? facts : Facts.NONE)
                .text(direction(), isFull ? plan.note() : plan.leftOut());
    }

    private String gradientGraph(Known.Graph graph) {
        GradientDrawing drawing = new GradientDrawing(graph);
        Plan plan = Plan.of(drawing.roots(), drawing::scope, collapse, most);
        boolean isFull = plan.isFull() || !detail.hasValues();
        return drawing.text(
                plan.items(),
                direction(),
                detail.hasValues() && plan.isFull(),
                isFull ? plan.note() : plan.leftOut());
    }

    private String direction() {
        return isDown ? "TB" : "LR";
    }
}
