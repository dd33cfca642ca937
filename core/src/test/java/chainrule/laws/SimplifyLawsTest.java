package chainrule.laws;

import static chainrule.laws.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// What is true of every formula that was simplified.
@Domain(RandomGraphs.class)
class SimplifyLawsTest {
    @Property(tries = 300)
    void theValueStays(@ForAll RandomGraph graph) {
        Node simple = Simplify.of(graph.e());
        assertThat(simple.type()).isEqualTo(graph.e().type());
        assertClose(
                Interpreter.evaluate(simple, graph.feed()),
                Interpreter.evaluate(graph.e(), graph.feed()),
                1e-10,
                "simplified value");
    }

    @Property(tries = 200)
    void theGradientStaysWhetherSimplifiedBeforeOrAfterOrBoth(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.used();
        List<Node> plain = Gradient.of(graph.e(), nodes);
        List<Node> after = Simplify.of(plain);
        List<Node> before = Gradient.orZero(Simplify.of(graph.e()), nodes);
        List<Node> both = Simplify.of(before);
        for (int i = 0; i < nodes.size(); i++) {
            var expected = Interpreter.evaluate(plain.get(i), graph.feed());
            for (Node gradient : List.of(after.get(i), before.get(i), both.get(i))) {
                assertThat(gradient.type()).isEqualTo(plain.get(i).type());
                assertClose(
                        Interpreter.evaluate(gradient, graph.feed()),
                        expected,
                        1e-9,
                        "∂e/∂" + nodes.get(i));
            }
        }
    }

    @Property(tries = 200)
    void simplifyingAgainChangesNothing(@ForAll RandomGraph graph) {
        List<Node> once = Simplify.of(withGradients(graph));
        assertThat(Structure.of(Simplify.of(once))).isEqualTo(Structure.of(once));
    }

    @Property(tries = 200)
    void theResultIsTheSameEachTime(@ForAll RandomGraph graph) {
        List<Node> roots = withGradients(graph);
        String structure = Structure.of(roots);
        assertThat(Structure.of(Simplify.of(roots))).isEqualTo(Structure.of(Simplify.of(roots)));
        assertThat(Structure.of(roots)).as("what is simplified").isEqualTo(structure);
    }

    @Property(tries = 200)
    void theSourcesAreThoseOfTheFormula(@ForAll RandomGraph graph) {
        assertThat(graph.nodes()).containsAll(fed(Simplify.of(graph.e())));
    }

    @Property(tries = 200)
    void equalSubFormulasAreOneNode(@ForAll RandomGraph graph) {
        Set<Shared> seen = new HashSet<>();
        for (Node node : Walk.order(Simplify.of(withGradients(graph)))) {
            if (!(node.op() instanceof Op.Input || node.op() instanceof Op.Parameter)) {
                Shared shared = new Shared(node.op(), node.inputs(), node.name());
                assertThat(seen.add(shared)).as("%s for the first time", node).isTrue();
            }
        }
    }

    private record Shared(Op op, List<Node> inputs, Optional<String> name) {}

    private static List<Node> fed(Node root) {
        return Walk.order(root).stream()
                .filter(n -> n.op() instanceof Op.Input || n.op() instanceof Op.Parameter)
                .toList();
    }

    private static List<Node> withGradients(RandomGraph graph) {
        List<Node> roots = new ArrayList<>(Gradient.of(graph.e(), graph.used()));
        roots.add(graph.e());
        return roots;
    }
}
