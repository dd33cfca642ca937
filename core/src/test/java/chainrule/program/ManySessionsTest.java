package chainrule.program;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Convolution;
import chainrule.graph.Node;
import chainrule.graph.Window;
import chainrule.kernel.Precision;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A thousand threads at once, each with a session of one program: products of all layouts, of
/// batches, and convolutions.
class ManySessionsTest {
    private static final int SESSIONS = 1000;

    private static List<Node> outputs(Feed[] feed) {
        Random random = new Random(5);
        Node x = input("x", 6, 3, 9, 8);
        Node k = parameter("k", 4, 3, 3, 3);
        Node w = parameter("W", 4 * 5 * 4, 33);
        Node batches = parameter("B", 6, 33, 7);
        for (Node node : List.of(x, k, w, batches)) {
            feed[0] =
                    feed[0].and(
                            node,
                            Tensor.generate(
                                    node.shape(), Kind.REAL, _ -> random.nextGaussian() * 0.3));
        }
        Node y = Convolution.of(Window.stride(2).pad(1), 1).apply(x, k);
        Node h = tanh(reshape(y, 6, 4 * 5 * 4).matmul(w));
        Node z = reshape(h, 6, 1, 33).matmul(batches);
        List<Node> all = new ArrayList<>(List.of(y, h, z));
        all.addAll(Gradient.of(sum(z.mul(z)), List.of(x, k, w, batches)));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void allGetTheBitsOfOne(Precision precision) throws Exception {
        Feed[] feed = {Feed.empty()};
        Program program = Program.compile(outputs(feed), precision);
        Set<Long> bits = new HashSet<>();
        bits.add(Workloads.bits(program.run(feed[0])));
        CountDownLatch start = new CountDownLatch(SESSIONS);
        try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
            Callable<Set<Long>> one =
                    () -> {
                        Session session = program.bind();
                        start.countDown();
                        start.await();
                        Set<Long> own = new HashSet<>();
                        for (int i = 0; i < 10; i++) {
                            ImmutableList<Tensor> values = session.run(feed[0]);
                            own.add(Workloads.bits(values));
                        }
                        return own;
                    };
            for (Future<Set<Long>> each : threads.invokeAll(Collections.nCopies(SESSIONS, one))) {
                bits.addAll(each.get());
            }
        }
        assertThat(bits).hasSize(1);
    }
}
