package chainrule.graph;

import static chainrule.graph.Functions.input;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeMapTest {
    private final Node a = input("a");
    private final NodeMap<String> map = new NodeMap<>();

    @Test
    void whatWasPutLastIsKnown() {
        map.put(a, "first");
        map.put(input("b"), "other");
        map.put(a, "second");
        assertThat(map.get(a)).contains("second");
        assertThat(map.contains(a)).isTrue();
    }

    @Test
    void nodesThatLookTheSameAreNotTheSame() {
        map.put(a, "this");
        assertThat(map.get(input("a"))).isEmpty();
        assertThat(map.contains(input("a"))).isFalse();
    }

    @Test
    void manyNodesAreToldApartAsByAnIdentityMap() {
        IdentityHashMap<Node, Integer> expected = new IdentityHashMap<>();
        NodeMap<Integer> found = new NodeMap<>();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            nodes.add(input("x"));
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            expected.put(node, i);
            found.put(node, i);
        }
        for (Node node : nodes) {
            assertThat(found.contains(node)).isEqualTo(expected.containsKey(node));
            assertThat(found.get(node).orElse(-1)).isEqualTo(expected.getOrDefault(node, -1));
        }
    }
}
