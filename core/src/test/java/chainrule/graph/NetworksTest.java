package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.graph.Graphs;
import com.google.common.graph.ImmutableNetwork;
import org.junit.jupiter.api.Test;

class NetworksTest {
    @Test
    void bothEdgesOfASquareAreThereAndRunFromOperandToConsumer() {
        Node x = Functions.input("x");
        Node y = x.mul(x);
        ImmutableNetwork<Node, Edge> network = Networks.of(y.add(1));
        assertThat(network.edgesConnecting(x, y))
                .containsExactlyInAnyOrder(Edge.of(y, 0), Edge.of(y, 1));
        assertThat(network.edgesConnecting(y, x)).isEmpty();
        assertThat(network.nodes()).hasSize(4);
        assertThat(Graphs.hasCycle(network)).isFalse();
    }
}
