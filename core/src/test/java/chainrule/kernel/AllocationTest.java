package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Leaf;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm calls leave nothing behind. The JVM compiles when it likes, so a call is given time to
/// become one that does not: much of it where the JVM's compiler has the chains of other tests to
/// do first.
class AllocationTest {
    private static final int N = 210;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void loopsAllocateNothing(Leaf leaf) {
        loop(AllKernels.floats(), leaf);
        loop(AllKernels.doubles(), leaf);
    }

    private static <A> void loop(Kernels<A> kernels, Leaf leaf) {
        A a = kernels.allocate(N);
        A y = kernels.allocate(N);
        Loop<A> loop = Loop.of(kernels, leaf);
        nothing(leaf.label(), () -> loop.run(a, 0, a, 0, a, 0, y, 0, N));
    }

    @org.junit.jupiter.api.Test
    void sumsAndProductsAllocateNothing() {
        others(AllKernels.floats());
        others(AllKernels.doubles());
    }

    private static <A> void others(Kernels<A> kernels) {
        A x = kernels.allocate(64 * 64);
        A y = kernels.allocate(64 * 64);
        A z = kernels.allocate(64 * 64);
        Product<A> p = kernels.product();
        nothing("sumRows", () -> kernels.sumRows(x, 0, 10, N, y, 0));
        nothing("maxRows", () -> kernels.maxRows(x, 0, 10, N, y, 0));
        nothing("sumColumns", () -> kernels.sumColumns(x, 0, 10, N, y, 0));
        nothing("maxColumns", () -> kernels.maxColumns(x, 0, 10, N, y, 0));
        nothing("A·B", () -> p.multiply(50, 40, 30, x, 0, 30, 1, y, 0, 40, 1, z, 0, 40));
        nothing("Aᵀ·B", () -> p.multiply(16, 16, 64, x, 0, 1, 16, y, 0, 16, 1, z, 0, 16));
        nothing("A·Bᵀ", () -> p.multiply(50, 40, 30, x, 0, 30, 1, y, 0, 1, 30, z, 0, 40));
        nothing("few rows", () -> p.multiply(5, 40, 64, x, 0, 64, 1, y, 0, 1, 64, z, 0, 40));
        nothing("v·Bᵀ", () -> p.multiply(1, 40, 50, x, 0, 50, 1, y, 0, 1, 50, z, 0, 40));
        nothing("A·v", () -> p.multiply(40, 1, 50, x, 0, 50, 1, y, 0, 1, 1, z, 0, 1));
        nothing("points of 2", () -> p.multiply(1000, 1, 2, x, 0, 2, 1, y, 0, 1, 1, z, 0, 1));
        nothing("their gradient", () -> p.multiply(2, 1, 1000, x, 0, 1, 2, y, 0, 1, 1, z, 0, 1));
    }

    private static void nothing(String what, Runnable call) {
        long bytes = Long.MAX_VALUE;
        long end = System.nanoTime() + 90_000_000_000L;
        while (bytes > 0 && System.nanoTime() < end) {
            for (int i = 0; i < 500; i++) {
                call.run();
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                call.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).as(what).isZero();
    }
}
