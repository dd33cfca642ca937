package chainrule.graph;

import static chainrule.graph.Functions.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of (a + b) · a.
class OrderTest {
    private final Node a = input("a");
    private final Node b = input("b");
    private final Node sum = a.add(b);
    private final Node product = sum.mul(a);

    private static List<Integer> sources(Order order, Node consumer) {
        int place = order.indexOf(consumer);
        return List.of(order.source(order.edge(place, 0)), order.source(order.edge(place, 1)));
    }

    @Test
    void operandsComeFirstInTheOrderInWhichTheyAreWritten() {
        assertThat(Walk.order(product)).containsExactly(a, b, sum, product);
        assertThat(Walk.order(b.mul(sum))).startsWith(b, a, sum);
    }

    @Test
    void severalRootsShareWhatTheyAreMadeOf() {
        Node other = b.neg();
        assertThat(Walk.order(List.of(sum, other, product, sum)))
                .containsExactly(a, b, sum, other, product);
        assertThat(Walk.order(List.of())).isEmpty();
    }

    @Test
    void thePlaceOfEachNodeIsKnown() {
        Order order = Walk.order(product);
        assertThat(order.indexOf(product)).isEqualTo(3);
        assertThat(order.lastIndexOf(sum)).isEqualTo(2);
        assertThat(order.indexOf(a.add(b))).isEqualTo(-1);
        assertThat(order.contains(b)).isTrue();
        assertThat(order.contains(input("b"))).isFalse();
    }

    @Test
    void edgesAreNumberedAndLeadToThePlacesOfOperands() {
        Order order = Walk.order(product);
        assertThat(order.edges()).isEqualTo(4);
        assertThat(order.edge(2, 0)).isZero();
        assertThat(order.edge(2, 1)).isEqualTo(1);
        assertThat(order.edge(3, 0)).isEqualTo(2);
        assertThat(order.edge(3, 1)).isEqualTo(3);
        assertThat(sources(order, sum)).containsExactly(0, 1);
        assertThat(sources(order, product)).containsExactly(2, 0);
    }

    @Test
    void aFloorIsNotEnteredAndItsNodesHaveNoPlace() {
        Order order = Walk.order(List.of(product), node -> node == sum);
        assertThat(order).containsExactly(a, product);
        assertThat(sources(order, product)).containsExactly(-1, 0);
        assertThat(Walk.order(List.of(product), node -> node == product)).isEmpty();
    }

    @Test
    void theWaysBetweenTwoNodesLeaveOutWhatIsBesideThem() {
        Order ways = Walk.between(b, product, List.of());
        assertThat(ways).containsExactly(b, sum, product);
        assertThat(sources(ways, sum)).containsExactly(-1, 0);
        assertThat(sources(ways, product)).containsExactly(1, -1);
        assertThat(Walk.between(product, b, List.of())).isEmpty();
    }

    @Test
    void anOrderIsAListThatDoesNotChange() {
        Order order = Walk.order(product);
        assertThat(order).isEqualTo(List.of(a, b, sum, product));
        assertThat(order.reversed()).containsExactly(product, sum, b, a);
        assertThatThrownBy(() -> order.add(a))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> order.get(4))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 4 out of bounds for length 4");
    }
}
