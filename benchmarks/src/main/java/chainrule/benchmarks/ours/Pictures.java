package chainrule.benchmarks.ours;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import chainrule.viz.Dot;
import chainrule.viz.Render;
import chainrule.viz.RenderException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// A program that draws a perceptron ŷ = σ(w₁x₁ + w₂x₂ + …), a node for each number, with its
/// derivatives. It prints `first` after the first SVG, and then how long later ones take: `svg
/// 0.012`, `png 0.34`.
public final class Pictures {
    private Pictures() {}

    /// Draws so many nodes, a multiple of 4, and then so many times again.
    public static void main(String[] arguments) {
        int nodes = Integer.parseInt(arguments[0]);
        int again = Integer.parseInt(arguments[1]);
        Render render;
        try {
            render = Render.embedded();
            render.svg(dot(nodes));
        } catch (RenderException refused) {
            System.err.println(refused.getMessage());
            System.out.println("refused");
            return;
        }
        System.out.println("first");
        for (int i = 0; i < again; i++) {
            long start = System.nanoTime();
            render.svg(dot(nodes));
            System.out.println("svg " + (System.nanoTime() - start) * 1e-9);
        }
        try {
            for (int i = 0; i < again; i++) {
                long start = System.nanoTime();
                render.png(dot(nodes));
                System.out.println("png " + (System.nanoTime() - start) * 1e-9);
            }
        } catch (RenderException tooLarge) {
            System.out.println("refused");
        }
    }

    /// The graph is made, differentiated and evaluated each time.
    private static String dot(int nodes) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        Deque<Node> terms = new ArrayDeque<>();
        for (int i = 0; i < nodes / 4; i++) {
            Node x = Functions.input("x" + i);
            Node w = Functions.parameter("w" + i);
            values.put(x, Tensor.scalar(0.5));
            values.put(w, Tensor.scalar(i % 2 == 0 ? 0.1 : -0.1));
            terms.add(w.mul(x));
        }
        while (terms.size() > 1) {
            terms.add(terms.remove().add(terms.remove())); // in pairs: as deep as the logarithm
        }
        Node root = Functions.sigmoid(terms.remove()).named("ŷ");
        return Dot.of(Tape.record(root, Feed.of(values)).backward());
    }
}
