package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private final Column<String> column = new Column<>();

    @Test
    void whatWasPutLastForANumberIsThere() {
        column.put(3, "before");
        column.put(3, "after");
        assertThat(column.get(3)).isEqualTo("after");
    }

    @Test
    void numbersBesideItHaveNothing() {
        column.put(10_000, "far");
        assertThat(column.has(10_000)).isTrue();
        assertThat(column.has(9_999)).isFalse();
        assertThat(column.has(10_001)).isFalse();
        assertThat(column.has(0)).isFalse();
        assertThat(column.has(1_000_000)).isFalse();
        assertThatThrownBy(() -> column.get(0)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void allNumbersKeepWhatIsTheirsAsItGrowsInAnyOrder() {
        int[] numbers = new Random(5).ints(0, 50_000).distinct().limit(20_000).toArray();
        for (int number : numbers) {
            column.put(number, "of " + number);
        }
        for (int number : numbers) {
            assertThat(column.get(number)).isEqualTo("of " + number);
        }
    }
}
