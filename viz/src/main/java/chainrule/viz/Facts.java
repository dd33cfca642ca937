package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import java.util.List;

/// What is known of a graph beside its form: nothing, the values, or also the derivatives. What is
/// not known is left out, never shown as 0.
interface Facts {
    /// Nothing.
    Facts NONE = new Facts() {};

    /// What a node's label says below its title.
    default Label of(Node node) {
        return Label.NONE;
    }

    /// The label of an edge.
    default Label of(Edge edge) {
        return Label.NONE;
    }

    /// The label of a line that stands for several edges, all from one node.
    default Label of(List<Edge> edges) {
        return Label.NONE;
    }

    /// How an edge is drawn.
    default Stroke stroke(Edge edge) {
        return Stroke.PLAIN;
    }

    /// How a line is drawn that stands for several edges, all from one node.
    default Stroke stroke(List<Edge> edges) {
        return Stroke.PLAIN;
    }

    /// What the picture says about itself.
    ///
    /// @param edges that are drawn
    default String legend(List<Edge> edges) {
        return "";
    }

    /// The values of a tape.
    static Facts of(Tape tape) {
        return new Facts() {
            @Override
            public Label of(Node node) {
                return Labels.isWholeValue(node) ? Label.NONE : Label.of("= ", tape.value(node));
            }
        };
    }

    /// Values and derivatives.
    static Facts of(Gradients gradients) {
        return of(gradients, Detail.ALL);
    }

    /// As much as a level of detail asks for.
    static Facts of(Gradients gradients, Detail detail) {
        Facts values = detail.hasValues() ? of(gradients.tape()) : NONE;
        return detail.hasGradients() ? new DerivativeFacts(gradients, values) : values;
    }
}
