package chainrule.program;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Work of one thread that comes in parts, which it shares with the helpers of a crew: each takes
/// the next part that nobody has, until there is none. Between two pieces of work, as long as the
/// shift goes on, helpers stay awake for a moment. It is used again and again, and allocates
/// nothing.
final class Shift {
    /// So many parts can be told apart.
    static final int MOST_PARTS = 0xFFFF;

    /// Nanoseconds that a helper stays awake for what may come next, and that whoever has the work
    /// stays awake for a helper's last part. Going to sleep and waking up takes about as long.
    private static final long AWAKE = 50_000;

    /// Nanoseconds that a helper stays awake after a shift, since the next often follows at once.
    private static final long AWAKE_AFTER = 10_000;

    /// Some part of a piece of work.
    @FunctionalInterface
    interface Parts {
        /// Does one part.
        ///
        /// @param hand the number of the thread, 0 for the one that has the work; no other has the
        ///   same at the same time
        void run(int part, int hand);
    }

    private final Crew crew;

    /// Which piece of work it is, its next part, and how many parts there are, in one number: so a
    /// part that is taken is one of the piece that was looked at. 32, 16 and 16 bits.
    private final AtomicLong state = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private Parts work = (_, _) -> {};
    private Optional<Throwable> failure = Optional.empty();
    private int failed;
    private volatile boolean isOn;

    /// Who waits for the last parts, and whether it sleeps.
    private Thread waiting = Thread.currentThread();

    private volatile boolean sleeps;

    Shift(Crew crew) {
        this.crew = crew;
    }

    /// Pieces of work will follow.
    void begin() {
        crew.begin();
        isOn = true;
    }

    /// No piece of work will follow.
    void end() {
        isOn = false;
        crew.end();
    }

    /// Does all parts, in any order, and comes back when all are done. What a part throws is thrown
    /// then, as it is; if several do, it is that of the first part.
    ///
    /// @param isLong whether helpers that sleep are woken; else only those help that are awake
    void run(int parts, boolean isLong, Parts work) {
        this.work = work;
        done.setPlain(0);
        state.set(((state.getPlain() >>> 32) + 1) << 32 | parts);
        if (isLong) {
            crew.call(this, parts - 1);
        }
        takePart(0);
        await(parts);
        if (failure.isPresent()) {
            Throwable thrown = failure.get();
            failure = Optional.empty();
            throw Shift.<RuntimeException>asItIs(thrown);
        }
    }

    /// Takes part in what there is, and in what comes soon.
    void help(int hand, Crew crew) {
        do {
            takePart(hand);
        } while (comesMore(crew));
    }

    private static int parts(long state) {
        return (int) state & 0xFFFF;
    }

    private static int next(long state) {
        return (int) (state >>> 16) & 0xFFFF;
    }

    private void takePart(int hand) {
        long now = state.get();
        while (next(now) < parts(now)) {
            // read before the part is taken: then it is the work that the part belongs to
            Parts mine = work;
            if (state.compareAndSet(now, now + 0x10000)) {
                run(mine, next(now), hand);
                // the work may be another's after this
                if (done.incrementAndGet() == parts(now) && sleeps) {
                    LockSupport.unpark(waiting);
                }
            }
            now = state.get();
        }
    }

    private void run(Parts mine, int part, int hand) {
        try {
            mine.run(part, hand);
        } catch (Throwable thrown) {
            fail(part, thrown);
        }
    }

    private synchronized void fail(int part, Throwable thrown) {
        if (failure.isEmpty() || part < failed) {
            failure = Optional.of(thrown);
            failed = part;
        }
    }

    private boolean comesMore(Crew crew) {
        long until = System.nanoTime() + AWAKE;
        while (!crew.isBusy()) {
            long now = state.get();
            if (next(now) < parts(now)) {
                return true;
            }
            long left = until - System.nanoTime();
            if (left < 0) {
                return false;
            }
            if (!isOn && left > AWAKE_AFTER) {
                until -= left - AWAKE_AFTER;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /// Until the parts that helpers have are done; awake at first.
    private void await(int parts) {
        if (done.get() == parts) {
            return;
        }
        long until = System.nanoTime() + AWAKE;
        while (done.get() < parts && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        if (done.get() < parts) {
            waiting = Thread.currentThread();
            sleeps = true;
            while (done.get() < parts) {
                LockSupport.park(this);
            }
            sleeps = false;
        }
    }

    /// So that what is thrown need not be wrapped.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T asItIs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
