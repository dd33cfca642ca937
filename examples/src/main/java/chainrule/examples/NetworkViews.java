package chainrule.examples;

import static chainrule.graph.Functions.softmax;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import chainrule.viz.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Lesson: the gradient belongs to the edges. The network of [TwoLayers] is drawn with its weights,
/// and again with ∂E/∂Wᵢⱼ⁽ᵏ⁾ on the edge of each weight; a classifier of three classes, made of
/// layers, is drawn the same way.
public final class NetworkViews {
    private NetworkViews() {}

    private static Tape twoLayers() {
        TwoLayers lesson = new TwoLayers();
        return Tape.record(lesson.e, lesson.values());
    }

    /// The weights of the two layers.
    static Network weights() {
        return Network.of(twoLayers());
    }

    /// Their derivatives.
    static Network derivatives() {
        return Network.of(twoLayers().backward());
    }

    /// A network of 4 inputs, 3 hidden neurons and 3 classes, with its weights and what it makes of
    /// one point.
    static Network classifier() {
        Layer activation = Functions::tanh;
        Model model =
                Model.of(
                        Sequential.of(Dense.of("hidden", 4, 3), activation, Dense.of("out", 3, 3)),
                        4);
        Node p = softmax(model.output(), -1).named("ŷ");
        Tensor point = Tensor.of(new double[][] {{0.2, -1, 0.7, 0.4}});
        return Network.of(
                Tape.record(
                        p,
                        Feed.of(model.initial(new SplittableRandom(1))).and(model.input(), point)));
    }

    /// Writes the three as SVG and PNG, into the folder that is given.
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "out"));
        for (String kind : new String[] {".svg", ".png"}) {
            weights().write(folder.resolve("weights" + kind));
            derivatives().write(folder.resolve("derivatives" + kind));
            classifier().write(folder.resolve("classifier" + kind));
        }
        System.out.println("The networks are in " + folder);
    }
}
