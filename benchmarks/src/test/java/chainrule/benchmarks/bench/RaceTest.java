package chainrule.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.benchmarks.workload.Contestant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaceTest {
    /// One that writes its name down at each run, and gives the same result in each.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Noting(String name, List<String> runs, float... result) implements Contestant {
        @Override
        public void run() {
            runs.add(name);
        }

        @Override
        public List<float[]> results() {
            return List.of(result);
        }
    }

    private final List<String> runs = new ArrayList<>();
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    private void enter(String name, float... result) {
        contestants.put(name, new Noting(name, runs, result));
    }

    private List<Samples> race(Effort effort) {
        return List.copyOf(new Race<>(contestants, effort).run().values());
    }

    @Test
    void samplesAreTakenInTurn() {
        enter("a");
        enter("b");
        assertThat(race(new Effort(3, 0, 0, 60)))
                .hasSize(2)
                .allSatisfy(samples -> assertThat(samples.sorted()).hasSize(3));
        assertThat(runs.subList(runs.size() - 6, runs.size()))
                .containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void aSampleIsFilledWithRuns() {
        enter("a");
        List<Samples> samples = race(new Effort(1, 0.01, 0.01, 60));
        assertThat(runs).hasSizeGreaterThan(1000);
        assertThat(samples.get(0).median()).isBetween(1e-10, 1e-4);
    }

    @Test
    void whenTheBudgetIsSpentThreeRoundsAreEnough() {
        enter("a");
        assertThat(race(new Effort(1000, 0, 0, 0)).get(0).sorted()).hasSize(3);
    }

    @Test
    void thoseWhoComputeTheSameAgree() {
        enter("ours", 1, -1000);
        enter("peer", 1.05f, -1000.05f);
        Agreement.check("W0", contestants);
        assertThat(runs).containsExactly("ours", "peer", "ours", "peer", "ours", "peer");
    }

    @Test
    void thoseWhoDoNotAreNamedWithTheEntry() {
        enter("ours", 1, 2);
        enter("by hand", 1, 2.001f);
        assertThatThrownBy(() -> Agreement.check("W0", contestants))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("W0, result 0, entry 1: ours gives 2.0, by hand gives 2.001");
    }

    @Test
    void whatIsNotANumberAgreesWithNothing() {
        enter("ours", 1);
        enter("peer", Float.NaN);
        assertThatThrownBy(() -> Agreement.check("W0", contestants))
                .hasMessage("W0, result 0, entry 0: ours gives 1.0, peer gives NaN");
    }

    @Test
    void otherSizesAreNoAgreement() {
        enter("ours", 1, 2);
        enter("peer", 1);
        assertThatThrownBy(() -> Agreement.check("W0", contestants))
                .hasMessage("W0, result 0: ours has 2 entries, peer has 1");
    }
}
