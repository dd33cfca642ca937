package chainrule.program;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.kernel.Precision;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a session allocates: nothing from run to run, and no more for many sizes than for a few.
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> workloads() {
        return Workloads.all().entrySet().stream()
                .flatMap(entry ->
                        Stream.of(Precision.values())
                                .map(p -> Arguments.of(entry.getKey(), p, entry.getValue())));
    }

    /// Once all products and sums are compiled; until then, a vector is an object. How long that
    /// takes, nobody knows, so it is measured again and again.
    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("workloads")
    void aWarmRunAllocatesNothing(String name, Precision precision, Workloads workload) {
        Session session = workload.program(precision).bind(workload.next());
        Feed points = workload.points(64, precision);
        session.run(points.and(workload.start()));
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 60 && bytes > 0; i++) {
            bytes = allocated(session, points, 1000);
        }
        assertThat(bytes).as("bytes of 1000 runs of %s", name).isZero();
    }

    private static long allocated(Session session, Feed feed, int runs) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            session.run(feed);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// Neither by the thread that runs it, nor by helpers.
    @ParameterizedTest
    @EnumSource
    void aWarmRunOfManyPartsAllocatesNothing(Precision precision) {
        Crew crew = new Crew(3);
        Workloads workload = Workloads.perceptron();
        Session session = workload.program(precision).bind(workload.next(), crew);
        Feed points = workload.points(20_000, precision);
        session.run(points.and(workload.start()));
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 100 && bytes > 0; i++) {
            bytes = -ofHelpers();
            bytes += allocated(session, points, 100);
            bytes += ofHelpers();
        }
        assertThat(ofHelpers()).as("bytes of helpers that have come").isPositive();
        crew.dismiss();
        assertThat(bytes).as("bytes of 100 runs").isZero();
    }

    private static long ofHelpers() {
        long bytes = 0;
        for (long thread : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(thread);
            if (info != null && info.getThreadName().startsWith("chainrule-")) {
                bytes += THREADS.getThreadAllocatedBytes(thread);
            }
        }
        return bytes;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// A leak of 16 bytes a step would be 640,000 each time. What loops are compiled to takes some
    /// memory, too, once, and nobody knows when.
    @Test
    void theHeapStaysAsItIsOverTensOfThousandsOfSteps() {
        Workloads workload = Workloads.perceptron();
        Session session = workload.program(Precision.FLOAT).bind(workload.next());
        Feed large = workload.points(16, Precision.FLOAT);
        Feed small = workload.points(7, Precision.FLOAT);
        session.run(large.and(workload.start()));
        alternate(session, large, small, 3000);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10 && least >= 300_000; i++) {
            long before = usedHeap();
            alternate(session, large, small, 40_000);
            least = Math.min(least, usedHeap() - before);
        }
        assertThat(least).isLessThan(300_000);
        assertThat(session.values()).isNotEmpty();
    }

    private static void alternate(Session session, Feed one, Feed other, int steps) {
        for (int i = 0; i < steps; i++) {
            session.run(i % 2 == 0 ? one : other);
        }
    }

    /// For 2000 points a session needs 0.5 MB: eight are kept, and 200 would be 100 MB.
    @Test
    void aSessionKeepsBuffersForAFewSizesOnly() {
        Workloads workload = Workloads.perceptron();
        Program program = workload.program(Precision.DOUBLE);
        Session session = program.bind(workload.next());
        session.run(workload.points(1, Precision.DOUBLE).and(workload.start()));
        long before = usedHeap();
        for (int i = 0; i < 200; i++) {
            session.run(workload.points(2000 + i, Precision.DOUBLE));
        }
        assertThat(usedHeap() - before).isLessThan(30_000_000);
        assertThat(session.values()).hasSize(5);
    }
}
