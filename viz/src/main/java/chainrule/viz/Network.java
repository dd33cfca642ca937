package chainrule.viz;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A network as a course draws it: neurons as circles in layers, inputs on the left, ŷ on the
/// right, bias units that are always 1, and each weight an edge whose hue and dashes are the sign
/// of the weight, or of its derivative, and whose width is its size.
///
/// ```java
/// Network.of(gradients).write(Path.of("network.png"));
/// ```
///
/// The layers are found by the nodes of the formula: products with a parameter of one or two axes,
/// one after another, with the bias that is added and the activation, if there are. A layer that
/// takes one number more than the one before gives has its biases in the last row of its weights.
/// So a network need not be made of the layers of any library. Formulas that are written number by
/// number, w₁·x₁ + w₂·x₂ + b, show their neurons, too.
///
/// Up to 24 weights and their biases have names and values on the edges; those of more show on
/// hover, in the SVG. Of a layer of more than 16 neurons the first 16 are drawn. The same formula
/// and values give the same bytes; no engine is needed.
public final class Network {
    private static final String POINTS =
            "Neurons have other values at each point; point(i) shows those of one.";

    private final Node root;
    private final Optional<Tape> tape;
    private final OptionalInt point;
    private final String what;
    private final String before;
    private final Function<Node, Optional<Tensor>> shown;

    private Network(
            Node root,
            Optional<Tape> tape,
            OptionalInt point,
            String what,
            String before,
            Function<Node, Optional<Tensor>> shown) {
        this.root = root;
        this.tape = tape;
        this.point = point;
        this.what = what;
        this.before = before;
        this.shown = shown;
    }

    /// The network of a prediction or an error, with the names of its weights.
    ///
    /// @throws GraphException if its dense layers are not found one after another; the message says
    ///   what was looked for, and what was found
    public static Network of(Node root) {
        return new Network(
                        root, Optional.empty(), OptionalInt.empty(), "", "", _ -> Optional.empty())
                .checked();
    }

    /// The network with its weights on the edges, and values in the neurons.
    ///
    /// @throws GraphException as [#of(Node)]
    public static Network of(Tape tape) {
        return new Network(
                        tape.root(),
                        Optional.of(tape),
                        OptionalInt.empty(),
                        "the weight",
                        "",
                        w -> Optional.of(tape.value(w)))
                .checked();
    }

    /// The network with the derivative of the error by each weight on its edge, and values in the
    /// neurons.
    ///
    /// @throws GraphException as [#of(Node)]
    public static Network of(Gradients gradients) {
        Node root = gradients.tape().root();
        return new Network(
                        root,
                        Optional.of(gradients.tape()),
                        OptionalInt.empty(),
                        "the derivative by its weight",
                        "∂%s/∂".formatted(Labels.error(root)),
                        w -> Optional.of(gradients.of(w)))
                .checked();
    }

    /// The same with the values of one point in the neurons. Of a single point they are shown
    /// without asking, of several they are not.
    ///
    /// @param index from 0
    /// @throws GraphException if there are no values, or not so many points
    public Network point(int index) {
        return new Network(root, tape, OptionalInt.of(index), what, before, shown).checked();
    }

    private Network checked() {
        drawn();
        return this;
    }

    /// A network with what is to be said of it.
    private record Drawn(Net net, List<String> notes) {}

    private Drawn drawn() {
        Optional<Net> neurons =
                DenseLayers.areIn(root) || point.isPresent()
                        ? Optional.empty()
                        : Neurons.of(root, node -> tape.map(values -> values.value(node)), shown);
        if (neurons.isPresent()) {
            return new Drawn(neurons.get(), List.of());
        }
        NetReader reader = new NetReader(root, tape, point, shown);
        return new Drawn(reader.net(), reader.needsPoint() ? List.of(POINTS) : List.of());
    }

    NetDrawing drawing() {
        Drawn drawn = drawn();
        return new NetDrawing(drawn.net(), what, before, drawn.notes());
    }

    /// One `<svg>` element. The edge of a weight has the id `w_1_2_3` (layer, from, to, counted
    /// from 1), a neuron `u_1_2` (layer, place; inputs are layer 0), a bias unit `u_1_bias`; each
    /// has a title.
    public String svg() {
        return Fonts.forTheWeb(drawing().svg());
    }

    /// A PNG at two pixels per point.
    ///
    /// @throws RenderException if it would be too large
    public byte[] png() {
        return Raster.png(drawing().svg());
    }

    /// Writes what the file's name asks for, `.svg` or `.png`.
    ///
    /// @throws IllegalArgumentException for any other name
    public void write(Path file) throws IOException {
        PictureFile.write(file, this::svg, this::png);
    }
}
