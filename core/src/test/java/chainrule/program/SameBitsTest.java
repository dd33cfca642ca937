package chainrule.program;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.kernel.Precision;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The bits of a result depend on the operands alone: not on how often a program has run, nor on
/// threads, nor on the process, nor on whether loops go by vectors.
final class SameBitsTest {
    private static final int THREADS = 8;

    /// Something of every loop: transcendental functions, sums and maxima of long rows, of columns
    /// and of all, products of all shapes.
    private static List<Node> outputs() {
        Node x = input("x", 3000);
        Node a = input("A", 40, 30);
        Node b = input("B", 30, 20);
        Node v = input("v", 30);
        Node f = input("F", 500, 4);
        Node h = a.matmul(b);
        return List.of(
                sum(exp(x)),
                sum(log(x.add(3))),
                sum(tanh(x).mul(x)),
                max(x),
                h,
                softmax(h, 1),
                sum(log1p(exp(h)), 0),
                max(a, 0),
                a.matmul(v),
                v.matmul(a.t()),
                slice(x, 0, 0, 500).matmul(f),
                b.t().matmul(a.t()),
                sum(expm1(a), 1));
    }

    private static Feed feed(List<Node> outputs) {
        Random random = new Random(11);
        Feed feed = Feed.empty();
        for (Node node : Walk.order(outputs)) {
            if (node.op() instanceof Op.Fed) {
                feed =
                        feed.and(
                                node,
                                Tensor.generate(
                                        node.shape(), Kind.REAL, _ -> random.nextDouble(-2, 2)));
            }
        }
        return feed;
    }

    private static Set<Long> bits(Session session, Feed feed, int runs) {
        Set<Long> bits = new HashSet<>();
        for (int i = 0; i < runs; i++) {
            bits.add(Workloads.bits(session.run(feed)));
        }
        return bits;
    }

    /// What all runs of threads give, each with a session of its own.
    private static Set<Long> ofThreads(Program program, Feed feed, int runs) throws Exception {
        Set<Long> bits = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<Set<Long>> all = () -> bits(program.bind(), feed, runs);
            for (Future<Set<Long>> one : threads.invokeAll(Collections.nCopies(THREADS, all))) {
                bits.addAll(one.get());
            }
        }
        return bits;
    }

    @ParameterizedTest
    @EnumSource
    void eachOfTenThousandRunsGivesTheSameBits(Precision precision) {
        List<Node> outputs = outputs();
        Session session = Program.compile(outputs, precision).bind();
        assertThat(bits(session, feed(outputs), 10_000)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void threadsGiveTheBitsOfOne(Precision precision) throws Exception {
        List<Node> outputs = outputs();
        Feed feed = feed(outputs);
        Program program = Program.compile(outputs, precision);
        Set<Long> one = bits(program.bind(), feed, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(ofThreads(program, feed, 50)).isEqualTo(one);
        }
    }

    @Test
    void aFreshProcessGivesTheSameBitsWithVectorsAndWithout() throws Exception {
        List<String> here = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            List<Node> outputs = outputs();
            Session session = Program.compile(outputs, precision).bind();
            here.add("" + bits(session, feed(outputs), 300));
        }
        assertThat(fresh()).isEqualTo(here);
        assertThat(fresh("--add-modules", "jdk.incubator.vector")).isEqualTo(here);
    }

    private static List<String> fresh(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        String classes = System.getProperty("surefire.test.class.path", "");
        command.add("-cp");
        command.add(classes.isEmpty() ? System.getProperty("java.class.path") : classes);
        command.add(SameBitsTest.class.getName());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.lines().toList();
    }

    /// The bits that threads give that all begin at once, while nothing is compiled yet.
    public static void main(String[] arguments) throws Exception {
        for (Precision precision : Precision.values()) {
            List<Node> outputs = outputs();
            Program program = Program.compile(outputs, precision);
            System.out.println(ofThreads(program, feed(outputs), 20));
        }
    }
}
