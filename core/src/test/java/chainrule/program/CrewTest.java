package chainrule.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parts that threads share: none is lost, none is done twice, and nobody waits for one who does
/// nothing.
@Timeout(120)
class CrewTest {
    private final List<Crew> crews = new ArrayList<>();

    @AfterEach
    void dismissAll() {
        crews.forEach(Crew::dismiss);
    }

    private Crew crew(int hands) {
        Crew crew = new Crew(hands);
        crews.add(crew);
        return crew;
    }

    /// What one thread does in the stress test: pieces of work one after the other, some of which
    /// fail, in shifts of some.
    private static final class Caller implements Callable<Integer> {
        private final Shift shift;
        private final Random random;
        private final int pieces;

        Caller(Crew crew, int seed, int pieces) {
            this.shift = new Shift(crew);
            this.random = new Random(seed);
            this.pieces = pieces;
        }

        @Override
        public Integer call() {
            int done = 0;
            while (done < pieces) {
                shift.begin();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    piece();
                    done++;
                }
                shift.end();
                if (random.nextInt(50) == 0) {
                    LockSupport.parkNanos(random.nextInt(200_000));
                }
            }
            return done;
        }

        private void piece() {
            int parts = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
            int work = random.nextInt(5) == 0 ? random.nextInt(2000) : random.nextInt(50);
            int failing = random.nextInt(100) == 0 ? random.nextInt(parts) : parts;
            AtomicIntegerArray times = new AtomicIntegerArray(parts);
            long[] results = new long[parts];
            IllegalStateException failure = new IllegalStateException("part " + failing);
            try {
                shift.run(
                        parts,
                        random.nextBoolean(),
                        (part, hand) -> {
                            times.incrementAndGet(part);
                            long x = part;
                            for (int i = 0; i < work; i++) {
                                x = x * 31 + i;
                            }
                            results[part] = x;
                            if (part == failing) {
                                throw failure;
                            }
                            if (part > failing) {
                                throw new AssertionError("part " + part);
                            }
                        });
                assertThat(failing).isEqualTo(parts);
            } catch (IllegalStateException thrown) {
                assertThat(thrown).isSameAs(failure);
            }
            for (int part = 0; part < parts; part++) {
                long x = part;
                for (int i = 0; i < work; i++) {
                    x = x * 31 + i;
                }
                assertThat(times.get(part)).isEqualTo(1);
                assertThat(results[part]).isEqualTo(x);
            }
        }
    }

    @ParameterizedTest(name = "{0} threads with work, {1} hands")
    @CsvSource({"1, 1", "1, 2", "1, 4", "2, 3", "3, 8", "8, 4"})
    void everyPartIsDoneOnceAndSeen(int callers, int hands) throws Exception {
        Crew crew = crew(hands);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(new Caller(crew, i, 12_000 / callers));
            }
            for (Future<Integer> caller : threads.invokeAll(all)) {
                assertThat(caller.get()).isGreaterThanOrEqualTo(12_000 / callers);
            }
        }
    }

    @Test
    void whatAHelperThrowsComesOutAsItIs() {
        Shift shift = new Shift(crew(2));
        StackOverflowError error = new StackOverflowError("of the helper");
        CountDownLatch both = new CountDownLatch(2);
        shift.begin();
        assertThatThrownBy(() ->
                        shift.run(
                                2,
                                true,
                                (_, hand) -> {
                                    meet(both);
                                    if (hand == 1) {
                                        throw error;
                                    }
                                }))
                .isSameAs(error);
        Set<Integer> parts = ConcurrentHashMap.newKeySet();
        shift.run(9, true, (part, _) -> parts.add(part));
        shift.end();
        assertThat(parts).hasSize(9);
    }

    /// Waits until another thread is here, too.
    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFirstOfSeveralFailuresComesOut() {
        Shift shift = new Shift(crew(3));
        shift.begin();
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() ->
                            shift.run(
                                    40,
                                    true,
                                    (part, _) -> {
                                        if (part >= 7) {
                                            throw new IllegalStateException("part " + part);
                                        }
                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("part 7");
        }
        shift.end();
    }

    @Test
    void aBusyHelperIsNotWaitedFor() throws Exception {
        Crew crew = crew(3);
        CountDownLatch busy = new CountDownLatch(3);
        CountDownLatch over = new CountDownLatch(1);
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            Shift shift = new Shift(crew);
                            shift.begin();
                            shift.run(
                                    3,
                                    true,
                                    (_, _) -> {
                                        meet(busy);
                                        awaits(over);
                                    });
                            shift.end();
                        });
        busy.await();
        AtomicInteger done = new AtomicInteger();
        Shift shift = new Shift(crew);
        shift.begin();
        shift.run(
                100,
                true,
                (_, hand) -> {
                    assertThat(hand).isZero();
                    done.incrementAndGet();
                });
        shift.end();
        over.countDown();
        other.join();
        assertThat(done).hasValue(100);
    }

    private static void awaits(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereAllHandsHaveWorkNoHelperComes() {
        Crew crew = crew(2);
        Shift other = new Shift(crew);
        Shift shift = new Shift(crew);
        other.begin();
        shift.begin();
        for (int i = 0; i < 1000; i++) {
            shift.run(20, true, (_, hand) -> assertThat(hand).isZero());
        }
        shift.end();
        other.end();
    }

    @Test
    void helpersAreDaemonsWithANameThatSleepWhenTheyHaveNothingToDo() throws Exception {
        Crew crew = crew(2);
        Shift shift = new Shift(crew);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        shift.begin();
        shift.run(
                2,
                true,
                (_, _) -> {
                    meet(both);
                    threads.add(Thread.currentThread());
                });
        threads.remove(Thread.currentThread());
        Thread helper = threads.iterator().next();
        assertThat(helper.getName()).isEqualTo("chainrule-1");
        assertThat(helper.isDaemon()).isTrue();
        for (boolean isOn : new boolean[] {true, false}) {
            TimeUnit.MILLISECONDS.sleep(50);
            long before = nanos(helper);
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(nanos(helper) - before)
                    .as("while a run goes on: %s", isOn)
                    .isLessThan(5_000_000);
            assertThat(helper.getState()).isEqualTo(Thread.State.WAITING);
            if (isOn) {
                shift.end();
            }
        }
    }

    private static long nanos(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    @Test
    void anInterruptedThreadGetsAllDoneAndStaysInterrupted() {
        Shift shift = new Shift(crew(2));
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        shift.begin();
        shift.run(
                2,
                true,
                (_, hand) -> {
                    meet(both);
                    if (hand == 0) {
                        Thread.currentThread().interrupt();
                    } else {
                        LockSupport.parkNanos(20_000_000);
                    }
                    done.incrementAndGet();
                });
        shift.end();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(2);
    }

    @Test
    void thePropertySaysHowManyHandsThereAre() {
        assertThat(Crew.hands("", 6)).isEqualTo(6);
        assertThat(Crew.hands("1", 6)).isEqualTo(1);
        assertThat(Crew.hands("16", 6)).isEqualTo(16);
        for (String wrong : new String[] {"0", "-2", "many", "1.5"}) {
            assertThatThrownBy(() -> Crew.hands(wrong, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "-Dchainrule.threads=%s: a number of threads is a whole number from 1 to 9999",
                            wrong);
        }
    }
}
