package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.viz.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lesson: one sigmoid neuron on one point, step by step. Forward z = w₁x₁ + w₂x₂ + b, a = σ(z) and
/// C = ½(y − a)²; backward ∂C/∂a, then δ = ∂C/∂z, then ∂C/∂wᵢ = δxᵢ.
public final class PassInSteps {
    private PassInSteps() {}

    /// The pass that is told.
    static Gradients pass() {
        Node w1 = parameter("w₁");
        Node w2 = parameter("w₂");
        Node b = parameter("b");
        Node x1 = input("x₁");
        Node x2 = input("x₂");
        Node y = input("y");
        Node z = w1.mul(x1).add(w2.mul(x2)).add(b).named("z");
        Node a = sigmoid(z).named("a");
        Node cost = square(y.sub(a)).mul(0.5).named("C");
        Feed values = Feed.of(w1, 0.3).and(w2, -0.2).and(b, 0.1).and(x1, 0.5).and(x2, 2).and(y, 1);
        return Tape.record(cost, values).backward();
    }

    /// Prints the steps; writes each as a picture, all as a strip, and the animation, into the
    /// folder that is given.
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "out"));
        Story story = Story.of(pass());
        for (Story.Step step : story.steps()) {
            System.out.printf(
                    "%2d  %s%n      %s%n", step.number(), step.sentence(), step.formula());
        }
        story.writeFrames(folder.resolve("steps"));
        story.write(folder.resolve("strip.svg"));
        story.write(folder.resolve("story.gif"));
    }
}
