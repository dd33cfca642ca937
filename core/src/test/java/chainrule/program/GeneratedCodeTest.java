package chainrule.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCodeTest {
    /// A class takes some 8 KB, so 1500 that stay would be 12 MB.
    @Test
    void codeIsReleasedWithItsProgram() {
        programs(0, 500);
        long before = metaspace();
        programs(500, 2000);
        assertThat(metaspace() - before).isLessThan(3_000_000);
    }

    private static void programs(int from, int to) {
        for (int seed = from; seed < to; seed++) {
            Node x = Functions.input("x");
            assertThat(
                            Program.compile(List.of(random(x, seed)), Precision.DOUBLE)
                                    .run(Feed.of(x, Tensor.scalar(0.5))))
                    .hasSize(1);
        }
    }

    /// 40 operations that are no others'.
    private static Node random(Node x, int seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>(List.of(x));
        Node sum = x;
        for (int i = 0; i < 20; i++) {
            Node a = nodes.get(random.nextInt(nodes.size()));
            Node next =
                    switch (random.nextInt(4)) {
                        case 0 -> Functions.tanh(a);
                        case 1 -> Functions.exp(a.neg());
                        case 2 -> a.mul(x);
                        default -> Functions.sin(a);
                    };
            nodes.add(next);
            sum = sum.add(next);
        }
        return sum;
    }

    private static long metaspace() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /// What `-Dchainrule.dump` is for.
    static final class Small {
        public static void main(String[] args) {
            Node x = Functions.input("x", 100);
            Program program =
                    Program.compile(List.of(Functions.sigmoid(x).mul(x)), Precision.FLOAT);
            System.out.println(program.run(Feed.of(x, Tensor.of(new double[100]))).get(0).get(0));
        }
    }

    @Test
    void generatedClassesCanBeSeenAndAreValid(@TempDir Path folder) throws Exception {
        Path dump = folder.resolve("made");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dchainrule.dump=" + dump,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Small.class.getName())
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("0.0\n");
        assertThat(process.waitFor()).isZero();
        try (Stream<Path> files = Files.list(dump)) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .contains("1-float-1.class");
            for (Path file : all) {
                assertThat(errors(file)).as(file.toString()).isEmpty();
            }
        }
    }

    private static List<VerifyError> errors(Path file) throws IOException {
        return ClassFile.of().verify(Files.readAllBytes(file));
    }
}
