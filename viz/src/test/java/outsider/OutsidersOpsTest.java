package outsider;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sign;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.stopGradient;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Notation;
import chainrule.graph.Opaque;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import chainrule.viz.Dot;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Operations of somebody else, written with what is public, are drawn like ours.
class OutsidersOpsTest {
    private static final Composite MISH = Composite.of("mish", x -> x.mul(tanh(softplus(x))));
    private static final Opaque CUBE = Opaque.of("cube", t -> t * t * t, t -> 3 * t * t);

    /// The entries in the opposite order.
    private record Reverse() implements Structural {
        @Override
        public String label() {
            return "reverse";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Notation notation(Node y) {
            return Notation.function("rev", 1);
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return Tensor.generate(y, Kind.REAL, i -> x.get(0).get(y.size() - 1 - i));
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return apply(g);
        }
    }

    @Test
    void valuesAdjointsAndDerivativesAreShown() {
        Node x = input("x", 2);
        Node m = MISH.apply(x).named("m");
        Node r = new Reverse().apply(m).named("r");
        Node e = sum(CUBE.apply(r).mul(Node.constant(Tensor.of(1, 10)))).named("E");
        Gradients gradients = Tape.record(e, Feed.of(x, Tensor.of(1, 0))).backward();
        assertThat(Dot.of(gradients).lines())
                .anyMatch(has("n0", "x\\n[2]\\n= [1, 0]\\n∂E/∂x = [23.6, 0]"))
                .anyMatch(has("n1", "m = mish(x)\\n[2]\\n= [0.865, 0]\\n∂E/∂m = [22.5, 0]"))
                .anyMatch(has("n2", "r = rev(m)\\n[2]\\n= [0, 0.865]\\n∂E/∂r = [0, 22.5]"))
                .anyMatch(has("n3", "cube(r)\\n[2]\\n= [0, 0.647]\\n∂E/∂· = [1, 10]"))
                .anyMatch(has("e_1_2_0", "∂ ȳ ↦ rev(ȳ)\\n[2] → [2]\\n← [22.5, 0]\\n "))
                .anyMatch(has("e_2_3_0", "∂ cube′(r)\\n= [0, 2.25]\\n← [0, 22.5]\\n "))
                .anyMatch(line ->
                        line.contains("[id=e_0_1_0 label=\"∂ tanh(softplus(x)) + x ⊙ ")
                                && line.contains("\\n= [1.05, 0.6]\\n← [23.6, 0]\\n \""));
    }

    /// Through a stop, and through a sign, nothing comes back, whatever the values are.
    @Test
    void anEdgeWithoutADerivativeIsDrawnAsCut() {
        Node x = input("x");
        Node stopped = stopGradient(x).named("s");
        Node e = x.mul(stopped).add(sign(x)).named("E");
        String dot = Dot.of(Tape.record(e, Feed.of(x, Tensor.scalar(3))).backward());
        assertThat(dot.lines())
                .anyMatch(line ->
                        line.contains("[id=e_0_1_0 label=\"∂ 0, cut\\n \"")
                                && line.contains("arrowtail=tee arrowhead=tee"))
                .anyMatch(line -> line.contains("[id=e_0_2_0 label=\"∂ s\\n= 3\\n← 3\\n \""))
                .anyMatch(line -> line.contains("label=\"sign(x)") && line.contains("= 1"))
                .anyMatch(line ->
                        line.contains(
                                "Grey between bars: cut, for the local derivative is 0 by its form.\\l"));
        assertThat(dot.split("arrowhead=tee", -1)).hasSize(3);
        String smooth = Dot.of(Tape.record(x.mul(x), Feed.of(x, Tensor.scalar(3))).backward());
        assertThat(smooth).doesNotContain("tee", "cut");
    }

    private static Predicate<String> has(String id, String label) {
        return line -> line.contains("[id=" + id + " ") && line.contains("label=\"" + label + "\"");
    }
}
