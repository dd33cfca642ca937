package chainrule.program;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Threads that help with work which others have: one crew for the process, of
/// `-Dchainrule.threads` hands, if that is not set as many as there are cores. The first hand is
/// whoever has the work, so there is one thread less here; it begins when it is first needed.
///
/// Nobody waits for a helper to come. One that is busy, or slow to wake, finds the work done by
/// others: by the thread that has it, if by no one else. Where as many threads have work as there
/// are hands, no helper comes at all.
final class Crew {
    private static final String PROPERTY = "chainrule.threads";

    private static Optional<Crew> ofProcess = Optional.empty();

    private final int hands;
    private final Helper[] helpers;

    /// How many shifts have begun and not ended.
    private final AtomicInteger shifts = new AtomicInteger();

    Crew(int hands) {
        this.hands = hands;
        this.helpers =
                IntStream.range(1, hands)
                        .mapToObj(number -> new Helper(this, number))
                        .toArray(Helper[]::new);
    }

    /// The crew of the process.
    ///
    /// @throws IllegalArgumentException if the property is no whole number from 1 on
    static synchronized Crew ofProcess() {
        if (ofProcess.isEmpty()) {
            int cores = Runtime.getRuntime().availableProcessors();
            ofProcess = Optional.of(new Crew(hands(System.getProperty(PROPERTY, ""), cores)));
        }
        return ofProcess.get();
    }

    /// What the property asks for.
    ///
    /// @throws IllegalArgumentException if it is no whole number from 1 on
    static int hands(String asked, int cores) {
        if (asked.isEmpty()) {
            return cores;
        }
        if (!asked.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    "-D%s=%s: a number of threads is a whole number from 1 to 9999"
                            .formatted(PROPERTY, asked));
        }
        return Integer.parseInt(asked);
    }

    /// How many threads work at most, the one that has the work among them.
    int hands() {
        return hands;
    }

    void begin() {
        shifts.incrementAndGet();
    }

    void end() {
        shifts.decrementAndGet();
    }

    /// Whether there are as many threads that have work as hands.
    boolean isBusy() {
        return shifts.get() >= hands;
    }

    /// Asks helpers to come to a shift, unless they are there.
    ///
    /// @param most how many are of use
    void call(Shift shift, int most) {
        int wanted = Math.min(most, hands - shifts.get());
        for (int i = 0; i < helpers.length && wanted > 0; i++) {
            if (helpers[i].isAt(shift) || helpers[i].comes(shift)) {
                wanted--;
            }
        }
    }

    /// Ends all helpers, when they have done what they are at.
    void dismiss() {
        for (Helper helper : helpers) {
            helper.leave();
        }
    }
}
