package chainrule.program;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps that come in parts: their results are right, and have the same bits for any number of
/// threads, in the first run and in later ones.
class PartsTest {
    private static final List<Crew> CREWS = List.of(new Crew(1), new Crew(2), new Crew(4));

    @AfterAll
    static void dismissAll() {
        CREWS.forEach(Crew::dismiss);
    }

    /// A chain of random operations over large tensors, its value, and the gradients of all that is
    /// fed.
    private static final class Large {
        private final Random random;
        private final Map<Node, Tensor> feed = new LinkedHashMap<>();
        private final List<Node> sums = new ArrayList<>();
        private final ImmutableList<Node> outputs;

        Large(long seed) {
            random = new Random(seed);
            int rows = 1 + random.nextInt(600);
            int columns = 1 + random.nextInt(60_000 / rows + 1);
            Node x = fed(Shape.of(rows, columns));
            for (int i = 0; i < 8; i++) {
                x = next(x);
            }
            sums.add(sum(x));
            Node e = sums.stream().map(s -> tanh(mean(s))).reduce(Node::add).orElseThrow();
            outputs =
                    Simplify.of(
                            ImmutableList.<Node>builder()
                                    .add(e, x)
                                    .addAll(sums)
                                    .addAll(Gradient.orZero(e, List.copyOf(feed.keySet())))
                                    .build());
        }

        private Node fed(Shape shape) {
            Node node = input("x" + feed.size(), shape);
            feed.put(
                    node, Tensor.generate(shape, Kind.REAL, _ -> (float) random.nextDouble(-1, 1)));
            return node;
        }

        private Node next(Node x) {
            int rows = x.shape().size(0);
            int columns = x.shape().size(1);
            return switch (random.nextInt(12)) {
                case 0 -> tanh(x);
                case 1 -> log1p(exp(x)).sub(0.5);
                case 2 -> x.mul(fed(x.shape()));
                case 3 -> x.add(fed(Shape.of(columns)));
                case 4 -> x.mul(fed(Shape.of(rows, 1)));
                case 5 -> x.t();
                case 6 -> softmax(x, 1);
                case 7 -> {
                    sums.add(sum(x, random.nextInt(2)));
                    yield x;
                }
                case 8 -> {
                    sums.add(max(x, random.nextInt(2)));
                    yield relu(x);
                }
                case 9 -> {
                    sums.add(max(x));
                    yield x.sub(sigmoid(x));
                }
                case 10 -> concat(0, x, slice(x, 0, rows / 3, rows));
                default -> {
                    int width = 1 + random.nextInt(Math.min(300, 2_000_000 / rows / columns + 2));
                    yield x.matmul(fed(Shape.of(columns, width))).mul(1.0 / columns);
                }
            };
        }
    }

    private static List<Long> bits(Program program, Feed feed, Crew crew, int runs) {
        Session session = program.bind(Map.of(), crew);
        List<Long> bits = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            bits.add(Workloads.bits(session.run(feed)));
        }
        return bits;
    }

    @ParameterizedTest
    @EnumSource
    void largeRandomGraphsAreRightAndHaveTheSameBitsForAnyNumberOfThreads(Precision precision) {
        int divided = 0;
        for (int seed = 0; seed < 10; seed++) {
            Large large = new Large(seed);
            Feed feed = Feed.of(large.feed);
            Program program = Program.compile(large.outputs, precision);
            Agreement.assertAgree(
                    "seed " + seed,
                    Interpreter.evaluate(large.outputs, feed),
                    program.run(feed),
                    precision == Precision.FLOAT ? 1e-3 : 1e-10);
            List<Long> one = bits(program, feed, CREWS.get(0), 2);
            assertThat(one).as("seed %d", seed).containsOnly(one.get(0));
            for (Crew crew : CREWS) {
                assertThat(bits(program, feed, crew, 2)).as("seed %d", seed).isEqualTo(one);
            }
            divided += program.explain(feed).contains(" parts") ? 1 : 0;
        }
        assertThat(divided).isGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 20_000})
    void stepsOfTrainingGiveTheSameWeightsForAnyNumberOfThreads(int points) {
        Workloads.all()
                .forEach((name, workload) -> {
                    Feed feed = workload.points(points, Precision.FLOAT);
                    Program program = workload.program(Precision.FLOAT);
                    List<Long> bits = new ArrayList<>();
                    for (Crew crew : CREWS) {
                        Session session = program.bind(workload.next(), crew);
                        session.run(feed.and(workload.start()));
                        for (int i = 0; i < 30; i++) {
                            session.run(feed);
                        }
                        bits.add(Workloads.bits(session.values()));
                    }
                    assertThat(bits).as(name).containsOnly(bits.get(0));
                });
    }

    @Test
    void aThousandSessionsAtOnceGiveTheBitsOfOne() throws Exception {
        Node x = input("x", 200, 300);
        Node w = input("w", 300, 64);
        Program program =
                Program.compile(List.of(sum(tanh(x.matmul(w))), sum(exp(x), 0)), Precision.FLOAT);
        Random random = new Random(5);
        Feed feed =
                Feed.of(x, Tensor.generate(x.shape(), Kind.REAL, _ -> random.nextDouble(-1, 1)))
                        .and(
                                w,
                                Tensor.generate(
                                        w.shape(), Kind.REAL, _ -> random.nextDouble(-1, 1)));
        assertThat(program.explain(feed)).contains(" parts");
        List<Long> one = bits(program, feed, CREWS.get(0), 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(1000)) {
            Callable<List<Long>> session = () -> bits(program, feed, CREWS.get(2), 3);
            for (Future<List<Long>> other : threads.invokeAll(Collections.nCopies(1000, session))) {
                assertThat(other.get()).isEqualTo(one);
            }
        }
    }

    @Test
    void theExplanationSaysInHowManyPartsAStepComes() {
        Node x = input("x", 512, 2000);
        Node w = input("w", 2000, 40);
        Node v = input("v", 2000, 64);
        Node rows = input("l", 30, 50_000);
        List<Node> outputs =
                List.of(sum(exp(x)), x.matmul(w), x.matmul(v), sum(rows, 1), slice(x, 1, 1, 1900));
        Feed feed = Feed.empty();
        for (Node node : List.of(x, w, v, rows)) {
            feed = feed.and(node, Tensor.full(node.shape(), 1));
        }
        assertThat(
                        Program.compile(outputs, Precision.FLOAT)
                                .explain(feed)
                                .lines()
                                .filter(l ->
                                        l.contains("parts")
                                                || l.contains("last")
                                                || l.contains("after")))
                .containsExactly(
                        "      1024000×1 in blocks of 768 rows, in 50 parts",
                        "      last   #3 = sum of all[r0]",
                        "      after  #1 = sum of all[#3]",
                        "      #4 = [512×2000]·[2000×40] of #2 and #5, in 2 parts",
                        "      #6 = [512×2000]·[2000×64] of #2 and #7, in 2 parts",
                        "      #8 = sums of rows of 30×50000 in #9, in 10 parts",
                        "      #10 = entries of #2, in 64 parts");
    }
}
