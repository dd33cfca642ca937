package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;

/// Colours and forms. Red and blue mean the sign of a derivative and nothing else; kinds of nodes
/// differ in form and in greys, so that pictures can be read without colour.
final class Theme {
    static final String POSITIVE = "#b2182b";
    static final String NEGATIVE = "#2166ac";
    static final String NEUTRAL = "#666666";
    static final String FONT = "SansSerif";

    /// Of a collapsed scope: with a double border.
    static final Look PART = new Look("part", "box peripheries=2", "filled", "#f4f4f4", 1);

    private Theme() {}

    /// How a node looks.
    ///
    /// @param css the class in the SVG
    record Look(String css, String shape, String style, String fill, double border) {}

    /// How a node of the graph of a gradient looks.
    static Look ofGradient(Node node) {
        Look look = of(node);
        return node.op() instanceof Operation
                ? new Look("gradient", look.shape(), "filled,rounded", "#eeeeee", look.border())
                : look;
    }

    static Look of(Node node) {
        return switch (node.op()) {
            case Op.Input _ -> new Look("input", "box", "filled", "#e0e0e0", 1);
            case Op.Parameter _ -> new Look("parameter", "box", "filled", "#ffffff", 2.5);
            case Op.Constant _, Op.Size _ -> new Look("constant", "plaintext", "", "#ffffff", 0);
            case Operation _ -> new Look("operation", "box", "filled,rounded", "#ffffff", 1);
        };
    }
}
