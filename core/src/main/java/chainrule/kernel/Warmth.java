package chainrule.kernel;

import java.util.concurrent.ThreadLocalRandom;

/// How far a loop goes by vectors. Before its compilation, the JVM makes an object of each vector
/// and takes a hundred times as long as for single numbers, which give the same bits. So the first
/// calls have no vectors, later ones have one each, and all of them only once that one is quick.
/// Nothing of this is seen but in time.
///
/// The ways that a call can take are mixed from the start: what the compiler has never seen happen,
/// it leaves out, and has to compile again.
final class Warmth {
    /// Twice so many calls go by single numbers.
    private static final int COLD = 150;

    /// Nanoseconds that no compiled vector takes.
    private static final int SLOW = 2000;

    /// So many quick vectors in turn are no chance.
    private static final int SURE = 10;

    private final int length;

    /// Threads may count a call twice or not at all, or time that of another: it makes no
    /// difference. What is written here on each call would go from core to core all the time, so
    /// chance says which calls are looked at.
    private int looked;

    private int limit;
    private int oneOf = 1;
    private int quick;
    private boolean isLooking;
    private long started;

    private Warmth(int length) {
        this.length = length;
    }

    /// At the start of a program.
    ///
    /// @param length of a vector, a power of 2
    static Warmth cold(int length) {
        return new Warmth(length);
    }

    /// As if all were compiled: for tests.
    static Warmth hot(int length) {
        Warmth hot = new Warmth(length);
        hot.limit = Integer.MAX_VALUE;
        hot.oneOf = -1;
        return hot;
    }

    /// Whether all vectors are taken.
    boolean ready() {
        return limit == Integer.MAX_VALUE;
    }

    /// Up to where a call on n entries has vectors: a multiple of their length.
    int until(int n) {
        if ((ThreadLocalRandom.current().nextInt() & oneOf) == 0) {
            looked++;
            isLooking = true;
            if (n >= length) {
                started = System.nanoTime();
            }
        }
        return Math.min(n & -length, limit);
    }

    /// To be called after the vectors, with how many there were.
    void after(long vectors) {
        if (isLooking) {
            isLooking = false;
            review(vectors);
        }
    }

    private void review(long vectors) {
        if (vectors == 0) {
            limit = looked > COLD ? Math.max(limit, length) : limit;
            return;
        }
        quick = System.nanoTime() - started < SLOW * vectors ? quick + 1 : 0;
        if (quick == 0) {
            limit = length;
            oneOf = 1;
        } else if (quick == SURE) {
            limit = Integer.MAX_VALUE;
            oneOf = 127;
        }
    }
}
