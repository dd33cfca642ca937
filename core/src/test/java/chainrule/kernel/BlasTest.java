package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OpenBLAS, where one is found; else these tests are skipped. What it computes, [ProductErrorTest]
/// sees.
class BlasTest {
    private static final int THREADS = 1000;

    private static void need() {
        assumeTrue(Makers.whyNoOpenBlas().isEmpty(), () -> Makers.whyNoOpenBlas().orElseThrow());
    }

    @Test
    void withoutAPropertyJavaMultiplies() {
        assertThat(Blas.text()).isEqualTo("products of matrices by Java");
        assertThat(Blas.isOpenBlas()).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(BlasSearch.of("/nowhere/libopenblas.so").whyNot())
                .isEqualTo(
                        "-Dchainrule.blas=/nowhere/libopenblas.so: there is no such file. It is java, openblas or the path of libopenblas; without it, Java multiplies");
    }

    @Test
    void aFileThatIsNoLibraryIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.so"), "text");
        assertThat(BlasSearch.of(file.toString()).whyNot())
                .startsWith("-Dchainrule.blas=" + file + ": ")
                .contains("Cannot open library: " + file)
                .endsWith("without it, Java multiplies");
    }

    /// Whoever asks for OpenBLAS does not get Java without a word.
    @Test
    void aProgramThatCannotHaveItSaysWhy() throws Exception {
        assertThat(fresh("-Dchainrule.blas=/nowhere/libopenblas.so"))
                .containsExactly(
                        "no products of matrices: -Dchainrule.blas=/nowhere/libopenblas.so: there is no such file. It is java, openblas or the path of libopenblas; without it, Java multiplies",
                        "-Dchainrule.blas=/nowhere/libopenblas.so: there is no such file. It is java, openblas or the path of libopenblas; without it, Java multiplies");
    }

    @Test
    void aProgramThatAsksForItSaysWhichItHas() throws Exception {
        need();
        List<String> lines = fresh("-Dchainrule.blas=openblas");
        assertThat(lines.get(0)).startsWith("products of matrices by OpenBLAS ");
        assertThat(lines.get(1)).isEqualTo("FloatBlasProduct");
    }

    private static List<String> fresh(String option, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add(option);
        String classes = System.getProperty("surefire.test.class.path", "");
        command.add("-cp");
        command.add(classes.isEmpty() ? System.getProperty("java.class.path") : classes);
        command.add(BlasTest.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }

    /// Prints who multiplies, or what that allocates.
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            if (arguments[0].equals("float")) {
                allocations(AllKernels.floats());
            } else {
                allocations(AllKernels.doubles());
            }
            return;
        }
        System.out.println(Blas.text());
        try {
            System.out.println(AllKernels.floats().product().getClass().getSimpleName());
        } catch (IllegalStateException refused) {
            System.out.println(refused.getMessage());
        }
    }

    /// The garbage collector moves arrays, and with them where their entries begin in the lines of
    /// the cache.
    @Test
    void bitsDoNotDependOnWhereEntriesLie() {
        need();
        Makers.openBlas().forEach(BlasTest::sameBitsEverywhere);
    }

    private static <A> void sameBitsEverywhere(Makers<A> makers) {
        for (int[] size : new int[][] {{32, 32, 32}, {37, 41, 53}, {8, 130, 67}, {300, 270, 520}}) {
            Set<List<Long>> bits = new HashSet<>();
            for (int at = 0; at < 18; at++) {
                bits.add(bits(makers, size[0], size[1], size[2], at, at * 5 % 17, at * 7 % 16));
                if (at % 6 == 0) {
                    System.gc();
                }
            }
            assertThat(bits).as("%s, %s", makers, List.of(size[0], size[1], size[2])).hasSize(1);
        }
    }

    private static <A> List<Long> bits(
            Makers<A> makers, int m, int n, int k, int aAt, int bAt, int cAt) {
        Kernels<A> kernels = makers.kernels();
        A a = numbers(kernels, aAt, m * k, 1);
        A b = numbers(kernels, bAt, k * n, 2);
        A c = kernels.allocate(cAt + m * n);
        makers.product().multiply(m, n, k, a, aAt, k, 1, b, bAt, n, 1, c, cAt, n);
        List<Long> bits = new ArrayList<>();
        for (int i = 0; i < m * n; i++) {
            bits.add(Double.doubleToRawLongBits(kernels.get(c, cAt + i)));
        }
        return bits;
    }

    private static <A> A numbers(Kernels<A> kernels, int at, int length, long seed) {
        Random random = new Random(seed);
        A x = kernels.allocate(at + length);
        for (int i = at; i < at + length; i++) {
            kernels.set(x, i, random.nextGaussian());
        }
        return x;
    }

    @Test
    void aThousandThreadsGetTheBitsOfOne() throws Exception {
        need();
        for (Makers<?> makers : Makers.openBlas().toList()) {
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                Callable<List<Long>> one = () -> bits(makers, 64, 48, 80, 0, 0, 0);
                Set<List<Long>> bits = new HashSet<>();
                for (Future<List<Long>> each :
                        threads.invokeAll(Collections.nCopies(THREADS, one))) {
                    bits.add(each.get());
                }
                assertThat(bits).hasSize(1);
            }
        }
    }

    /// Each precision in a process of its own: in one that computes in both, the compiler makes
    /// objects of the segments of the second.
    @Test
    void aWarmCallAllocatesNothing() throws Exception {
        need();
        assertThat(fresh("-Dchainrule.blas=openblas", "float")).containsExactly("0 bytes");
        assertThat(fresh("-Dchainrule.blas=openblas", "double")).containsExactly("0 bytes");
    }

    private static <A> void allocations(Kernels<A> kernels) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        A a = numbers(kernels, 1, 40 * 40, 1);
        A c = kernels.allocate(40 * 40 + 1);
        Product<A> product = kernels.product();
        long bytes = Long.MAX_VALUE;
        long end = System.nanoTime() + 20_000_000_000L;
        while (bytes > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                product.multiply(40, 40, 40, a, 1, 40, 1, a, 1, 1, 40, c, 1, 40);
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(bytes + " bytes");
    }
}
