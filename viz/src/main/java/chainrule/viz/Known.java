package chainrule.viz;

import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import com.google.common.collect.ImmutableList;

/// What a picture is made of.
sealed interface Known {
    /// A formula alone.
    record Form(Node root) implements Known {}

    /// A formula and its values.
    record Values(Tape tape) implements Known {}

    /// A formula, its values and its derivatives.
    record Derivatives(Gradients gradients) implements Known {}

    /// The same, drawn with the graph that computes the derivatives of some nodes; of none, those
    /// of what is trained or fed.
    record Graph(Gradients gradients, ImmutableList<Node> of) implements Known {}

    default Node root() {
        return switch (this) {
            case Form(Node root) -> root;
            case Values(Tape tape) -> tape.root();
            case Derivatives(Gradients gradients) -> gradients.tape().root();
            case Graph(Gradients gradients, _) -> gradients.tape().root();
        };
    }

    /// All that can be said.
    default Detail most() {
        return switch (this) {
            case Form _ -> Detail.PLAIN;
            case Values _ -> Detail.VALUES;
            case Derivatives _, Graph _ -> Detail.ALL;
        };
    }

    default Facts facts(Detail detail) {
        return switch (this) {
            case Form _ -> Facts.NONE;
            case Values(Tape tape) -> detail.hasValues() ? Facts.of(tape) : Facts.NONE;
            case Derivatives(Gradients gradients) -> Facts.of(gradients, detail);
            case Graph(Gradients gradients, _) -> Facts.of(gradients, detail);
        };
    }

    /// The same with the graph of the gradient.
    default Known withGraph(ImmutableList<Node> of) {
        return switch (this) {
            case Form _, Values _ -> this;
            case Derivatives(Gradients gradients) -> new Graph(gradients, of);
            case Graph(Gradients gradients, _) -> new Graph(gradients, of);
        };
    }

    /// Refuses to say what is not known.
    default void require(Detail detail) {
        if ((detail.hasValues() && !most().hasValues())
                || (detail.hasGradients() && !most().hasGradients())) {
            throw new IllegalArgumentException(
                    "%s of %s are not known: draw %s"
                            .formatted(
                                    detail == Detail.VALUES ? "the values" : "the derivatives",
                                    Labels.error(root()),
                                    detail == Detail.VALUES
                                            ? "its tape, Picture.of(Tape.record(e, feed))"
                                            : "its gradients, Picture.of(tape.backward())"));
        }
    }
}
