package chainrule.benchmarks.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.benchmarks.bench.Workload.Who;
import chainrule.benchmarks.workload.Contestant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bits of all workloads: the same in processes with 1, 2 and 4 threads, and when nothing is
/// compiled yet as when all is.
class ThreadsTest {
    @Test
    void everyWorkloadHasTheSameBitsForAnyNumberOfThreadsColdAndWarm() {
        List<String> one = bits(1);
        assertThat(one)
                .hasSize(Workload.ALL.size())
                .allMatch(line -> line.endsWith("warm as cold"));
        assertThat(bits(2)).isEqualTo(one);
        assertThat(bits(4)).isEqualTo(one);
    }

    private static List<String> bits(int threads) {
        List<String> options = new ArrayList<>(Jvm.VECTORS);
        options.add("-Dchainrule.threads=" + threads);
        return Jvm.start("bits", options, Jvm.CLASS_PATH, ThreadsTest.class).end();
    }

    /// A line for each workload, with the bits of its first runs.
    public static void main(String[] arguments) {
        for (Workload workload : Workload.ALL) {
            boolean isChain = workload.name().startsWith("W7");
            Contestant warm = ours(workload);
            String cold = bits(warm);
            long end = System.nanoTime() + 500_000_000L;
            while (!isChain && System.nanoTime() < end) {
                warm.run();
            }
            boolean isSame = isChain || bits(ours(workload)).equals(cold);
            System.out.println(
                    workload.name() + " " + cold + (isSame ? " warm as cold" : " other when warm"));
        }
    }

    private static Contestant ours(Workload workload) {
        return requireNonNull(workload.contestants().get(Who.OURS)).get();
    }

    /// Of three runs from the start.
    private static String bits(Contestant contestant) {
        int hash = 1;
        for (int run = 0; run < 3; run++) {
            contestant.run();
            for (float[] result : contestant.results()) {
                hash = 31 * hash + Arrays.hashCode(result);
            }
        }
        return Integer.toHexString(hash);
    }
}
