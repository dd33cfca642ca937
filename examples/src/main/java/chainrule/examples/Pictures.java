package chainrule.examples;

import static chainrule.graph.Functions.conv2d;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.relu;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Scope;
import chainrule.graph.Walk;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Sequential;
import chainrule.simplify.Unroll;
import chainrule.simplify.Unrolled;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import chainrule.viz.Picture;
import chainrule.viz.Render;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Lesson: pictures of formulas with values and derivatives, of what the course has and of what is
/// larger. `docs/pictures.md` shows them.
public final class Pictures {
    private static final long SEED = 3;

    private Pictures() {}

    /// The pictures by the names of their files.
    static ImmutableMap<String, Picture> all() {
        Gradients network = network();
        return ImmutableMap.<String, Picture>builder()
                .put("two-layers", Picture.of(network).downwards())
                .put("neurons", Picture.of(unrolled(network.tape())).downwards())
                .put("gradient-graph", Picture.of(network).gradientGraph().downwards())
                .put("classifier", Picture.of(classifier()).downwards())
                .put("convolution", Picture.of(convolution()))
                .put("own", Picture.of(own()))
                .put(
                        "lstm",
                        Picture.of(lstm())
                                .collapse("gate f", "gate i", "gate o", "gate g")
                                .downwards())
                .put("deep", Picture.of(deep(100)).downwards())
                .build();
    }

    /// E = ½(y − ŷ)², ŷ = σ(σ(x·W⁽¹⁾)·W⁽²⁾): two inputs, two hidden neurons, one output, one point.
    private static Gradients network() {
        Node x = input("x", 1, 2);
        Node y = input("y", 1, 1);
        Node first = parameter("W⁽¹⁾", 2, 2);
        Node second = parameter("W⁽²⁾", 2, 1);
        Node h = Scope.within("hidden", () -> sigmoid(x.matmul(first).named("h")));
        Node p = Scope.within("output", () -> sigmoid(h.matmul(second)).named("ŷ"));
        Node e = Scope.within("error", () -> square(y.sub(p)).div(2).named("E"));
        return Tape.record(
                        e,
                        Feed.of(x, Tensor.of(new double[][] {{0.5, -1.5}}))
                                .and(y, Tensor.of(new double[][] {{1}}))
                                .and(first, Tensor.of(new double[][] {{0.4, -0.3}, {0.2, 0.5}}))
                                .and(second, Tensor.of(new double[][] {{0.7}, {-0.6}})))
                .backward();
    }

    /// The same neuron by neuron.
    private static Gradients unrolled(Tape tape) {
        Unrolled unrolled = Unroll.of(tape.root());
        Map<Node, Tensor> values = new LinkedHashMap<>();
        Walk.order(tape.root()).stream()
                .filter(node -> node.op() instanceof Op.Fed)
                .forEach(node -> values.put(node, tape.value(node)));
        return Tape.record(unrolled.root(), Feed.of(unrolled.values(values))).backward();
    }

    /// Softmax on four features and three classes, six points; the error is the cross-entropy.
    private static Gradients classifier() {
        Node x = input("x", 6, 4);
        Node y = input("y", 6, 3);
        Node w = parameter("W", 4, 3);
        Node b = parameter("b", 3);
        Node p =
                Scope.within(
                        "classifier", () -> softmax(x.matmul(w).add(b).named("z"), -1).named("p"));
        Node e = Scope.within("cross-entropy", () -> mean(sum(y.mul(log(p)), -1)).neg().named("E"));
        Tensor labels = Tensor.generate(y.shape(), Kind.REAL, i -> i % 3 == i / 3 % 3 ? 1 : 0);
        return gradients(e, Feed.of(y, labels), x, w, b);
    }

    /// Two kernels moved over the image of a disc.
    private static Gradients convolution() {
        Node x = input("x", 1, 1, 8, 8);
        Node k = parameter("K", 2, 1, 3, 3);
        Node e = mean(square(relu(conv2d(x, k).named("z")).named("y"))).named("E");
        Tensor disc = Tensor.generate(x.shape(), Kind.REAL, Pictures::disc);
        return gradients(e, Feed.of(x, disc), k);
    }

    private static double disc(int position) {
        int row = position / 8;
        int column = position % 8;
        return Math.hypot(column - 3.5, row - 3.5) < 3 ? 1 : 0;
    }

    /// An operation of one's own, known by its values and slopes only.
    private static Gradients own() {
        Opaque cube = Opaque.of("cube", t -> t * t * t, t -> 3 * t * t);
        Node x = input("x", 3);
        Node w = parameter("w", 3);
        Node e = sum(cube.apply(x.mul(w).named("z")).named("u")).named("E");
        return gradients(e, Feed.of(x, Tensor.of(1, -2, 0.5)), w);
    }

    /// A cell of long short-term memory: c′ = c ⊙ f + i ⊙ g, h′ = o ⊙ tanh(c′).
    private static Gradients lstm() {
        Node x = input("x", 1, 3);
        Node h = input("h", 1, 4);
        Node c = input("c", 1, 4);
        List<Node> fed = new ArrayList<>(List.of(x, h, c));
        Node f = sigmoid(gate("f", x, h, fed)).named("f");
        Node i = sigmoid(gate("i", x, h, fed)).named("i");
        Node o = sigmoid(gate("o", x, h, fed)).named("o");
        Node g = tanh(gate("g", x, h, fed)).named("g");
        Node next = c.mul(f).add(i.mul(g)).named("c′");
        Node e = sum(square(o.mul(tanh(next)).named("h′"))).named("E");
        return gradients(e, Feed.empty(), fed.toArray(Node[]::new));
    }

    private static Node gate(String name, Node x, Node h, List<Node> fed) {
        Node w = parameter("W_" + name, 3, 4);
        Node u = parameter("U_" + name, 4, 4);
        Node b = parameter("b_" + name, 4);
        fed.addAll(List.of(w, u, b));
        return Scope.within("gate " + name, () -> x.matmul(w).add(h.matmul(u)).add(b));
    }

    /// A network with so many equal hidden layers.
    private static Gradients deep(int hidden) {
        List<Layer> layers = new ArrayList<>();
        layers.add(Dense.of("first", 4, 8));
        layers.add(Functions::tanh);
        for (int k = 1; k <= hidden; k++) {
            layers.add(Dense.of("hidden " + k, 8, 8));
            layers.add(Functions::tanh);
        }
        layers.add(Dense.of("last", 8, 1));
        Layer network = Sequential.of(layers.toArray(Layer[]::new));
        Node x = input("x", 6, 4);
        Node y = input("y", 6, 1);
        Node p = network.apply(x);
        Node e = Scope.within("error", () -> mean(square(p.sub(y))).named("E"));
        return gradients(e, Feed.of(network.initial(new Random(SEED))), x, y);
    }

    /// The derivatives where some nodes have drawn values.
    private static Gradients gradients(Node e, Feed given, Node... drawn) {
        Random random = new Random(SEED);
        Feed feed = given;
        for (Node node : drawn) {
            Shape shape = node.shape();
            feed = feed.and(node, Tensor.generate(shape, Kind.REAL, _ -> random.nextDouble(-1, 1)));
        }
        return Tape.record(e, feed).backward();
    }

    /// Writes them as SVG and PNG into a folder, `out/pictures` unless one is given.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? "out/pictures" : arguments[0]);
        Files.createDirectories(folder);
        Render render = Render.standard();
        for (Map.Entry<String, Picture> picture : all().entrySet()) {
            String dot = picture.getValue().dot();
            render.write(dot, folder.resolve(picture.getKey() + ".svg"));
            render.write(dot, folder.resolve(picture.getKey() + ".png"));
        }
        System.out.println(
                "%d pictures in %s, drawn by %s".formatted(all().size(), folder, render.engine()));
    }
}
