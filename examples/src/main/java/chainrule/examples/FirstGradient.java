package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import chainrule.viz.Dot;
import chainrule.viz.Render;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The code of the README: an error function, its gradient, and the picture of it.
public final class FirstGradient {
    private FirstGradient() {}

    /// Prints the gradient and writes `gradient.svg` into the folder that is named, or `out`.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "out");

        // README: begin
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node b = parameter("b", 1);
        Node z = x.matmul(w).add(b).named("z");
        Node p = sigmoid(z).named("ŷ");
        Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

        Feed values =
                Feed.of(x, Tensor.of(new double[][] {{1, 2}, {3, -1}}))
                        .and(y, Tensor.of(new double[][] {{1}, {0}}))
                        .and(w, Tensor.of(new double[][] {{0.5}, {-0.5}}))
                        .and(b, Tensor.of(0.1));
        Gradients d = Tape.record(e, values).backward();

        System.out.println("E      = " + d.tape().error());
        System.out.println("∂E/∂W  = " + d.of(w));
        System.out.println("∂E/∂z  = " + Simplify.of(d.formulas().adjoint(z)));
        System.out.println(
                "z → ŷ  : " + d.local(Edge.of(p, z)) + ", back comes " + d.along(Edge.of(p, z)));
        // README: end

        Files.createDirectories(folder);
        Render.standard().write(Dot.of(d), folder.resolve("gradient.svg"));
    }
}
