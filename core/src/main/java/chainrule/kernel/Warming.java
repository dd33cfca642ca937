package chainrule.kernel;

import com.google.common.base.Suppliers;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Has the JVM compile a loop over vectors, which before that makes an object of each vector and
/// takes a hundred times as long as single numbers. It runs on numbers of its own, in a thread of
/// its own, round after round in turn with others, until it is quicker than the loop over single
/// numbers; then the chain takes it. If that never happens the chain stays as it is.
final class Warming<A> implements Runnable {
    /// One thread for all, which ends when there is nothing to do.
    private static final Executor THREAD = thread();

    /// So many calls of few vectors make the JVM compile a method.
    private static final int CALLS = 6000;

    private static final int CALLS_A_ROUND = 60;
    private static final int FEW = 2;
    private static final int MANY = 16;

    /// So many rounds in turn are no chance.
    private static final int SURE = 3;

    private static final int MOST_ROUNDS = 2000;

    private final VectorChain<A> chain;
    private final Supplier<Straight> vectors;
    private final int length;
    private final Object[] arrays;
    private final int[] places;
    private int rounds;
    private int quick;

    /// @param vectors the loop that is to be compiled
    /// @param length of a vector
    /// @param count how many places the chain has
    Warming(
            VectorChain<A> chain,
            Supplier<Straight> vectors,
            int length,
            int count,
            IntFunction<A> allocate) {
        this.chain = chain;
        this.vectors = Suppliers.memoize(vectors::get);
        this.length = length;
        this.arrays = new Object[count];
        this.places = new int[3 * count];
        for (int i = 0; i < count; i++) {
            arrays[i] = allocate.apply(MANY * length);
            places[3 * i] = i;
        }
    }

    private static Executor thread() {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        2,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work ->
                                Thread.ofPlatform()
                                        .name("chainrule-warming")
                                        .daemon()
                                        .unstarted(work));
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    void start() {
        THREAD.execute(this);
    }

    @Override
    public void run() {
        rounds++;
        if (rounds < CALLS / CALLS_A_ROUND) {
            for (int i = 0; i < CALLS_A_ROUND; i++) {
                run(vectors.get(), FEW);
                run(chain.singles(), FEW);
            }
        } else {
            quick = time(vectors.get()) < time(chain.singles()) ? quick + 1 : 0;
        }
        if (quick == SURE) {
            chain.take(vectors.get(), length);
        } else if (rounds < MOST_ROUNDS) {
            start();
        }
    }

    private void run(Straight loop, int many) {
        loop.run(arrays, places, 0, 0, many * length);
    }

    /// Nanoseconds of the quickest of some calls.
    private long time(Straight loop) {
        long[] times = new long[20];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            run(loop, MANY);
            times[i] = System.nanoTime() - start;
        }
        return Arrays.stream(times).min().orElseThrow();
    }
}
