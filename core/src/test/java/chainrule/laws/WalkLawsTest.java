package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Order;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// What is true of the ways through every graph, and of its values.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class WalkLawsTest {
    @Property(tries = 200)
    void anOrderHasEachNodeOnceAndOperandsFirst(@ForAll RandomGraph graph) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : Walk.order(List.of(graph.e(), graph.f(), graph.e()))) {
            assertThat(seen).containsAll(node.inputs());
            assertThat(seen.add(node)).as("%s for the first time", node).isTrue();
        }
        assertThat(seen).contains(graph.e(), graph.f());
    }

    @Property(tries = 200)
    void anOrderKnowsThePlacesOfNodesAndOfTheirOperands(@ForAll RandomGraph graph) {
        Order order = Walk.order(List.of(graph.e(), graph.f()));
        int edges = 0;
        for (int place = 0; place < order.size(); place++) {
            Node node = order.get(place);
            assertThat(order.indexOf(node)).isEqualTo(place);
            for (int i = 0; i < node.inputs().size(); i++) {
                assertThat(order.edge(place, i)).isEqualTo(edges++);
                assertThat(order.get(order.source(order.edge(place, i))))
                        .isSameAs(node.inputs().get(i));
            }
        }
        assertThat(order.edges()).isEqualTo(edges);
    }

    @Property(tries = 200)
    void replacingNothingGivesTheSameNodes(@ForAll RandomGraph graph) {
        List<Node> roots = List.of(graph.e(), graph.f());
        assertThat(Walk.replace(roots, Map.of())).isEqualTo(roots);
        IdentityHashMap<Node, Node> same = new IdentityHashMap<>();
        graph.nodes().forEach(node -> same.put(node, node));
        assertThat(Walk.replace(roots, same)).isEqualTo(roots);
    }

    @Property(tries = 200)
    void replacingAndPuttingBackGivesAGraphThatLooksTheSame(
            @ForAll RandomGraph graph, @ForAll Random random) {
        List<Node> nodes = graph.nodes();
        Node out = nodes.get(random.nextInt(nodes.size()));
        Node in = Node.input("in", out.type());
        Node cut = Walk.replace(List.of(graph.e()), Map.of(out, in)).get(0);
        Node back = Walk.replace(List.of(cut), Map.of(in, out)).get(0);
        assertThat(Walk.order(cut)).contains(in).doesNotContain(out);
        assertThat(Structure.of(back)).isEqualTo(Structure.of(graph.e()));
        assertThat(Interpreter.evaluate(back, graph.feed()))
                .isEqualTo(Interpreter.evaluate(graph.e(), graph.feed()));
    }

    @Property(tries = 200)
    void theOrderOfAskingChangesNoBit(@ForAll RandomGraph graph, @ForAll Random random) {
        List<Node> roots = new ArrayList<>(Gradient.of(graph.e(), graph.used()));
        roots.add(graph.e());
        List<Node> nodes = Walk.order(roots);
        List<Tensor> expected = Interpreter.evaluate(nodes, graph.feed());
        List<Integer> permutation = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            permutation.add(i);
        }
        Collections.shuffle(permutation, random);
        Interpreter run = Interpreter.of(graph.feed());
        for (int i : permutation) {
            assertThat(run.value(nodes.get(i))).isEqualTo(expected.get(i));
        }
    }

    @Property(tries = 100)
    void aFormulaIsWrittenInBoundedText(@ForAll RandomGraph graph) {
        for (Node node : graph.nodes()) {
            assertThat(Text.of(node)).hasSizeLessThanOrEqualTo(161).isNotBlank();
            assertThat(Text.formula(node, 40)).hasSizeLessThanOrEqualTo(41).isNotBlank();
        }
    }
}
