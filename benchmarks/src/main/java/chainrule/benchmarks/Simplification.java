package chainrule.benchmarks;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.tanh;

import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Graphs of about 100,000 nodes, simplified. Milliseconds for the whole graph.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Simplification {
    /// Which formula.
    @Param({"LOSS", "LOSS_GRADIENT", "SUM", "PRODUCT", "RECURRENCE"})
    public Formula formula = Formula.LOSS;

    private Node e = input("x");

    /// What is simplified.
    public enum Formula {
        /// A sum of log-losses, each of a neuron.
        LOSS(8_000) {
            @Override
            Node next(Node sum, Node x, Node w) {
                return sum.add(loss(sigmoid(w.mul(x)), x));
            }
        },
        /// The gradient of such a sum.
        LOSS_GRADIENT(3_500) {
            @Override
            Node next(Node sum, Node x, Node w) {
                return LOSS.next(sum, x, w);
            }
        },
        /// A sum of products.
        SUM(33_000) {
            @Override
            Node next(Node sum, Node x, Node w) {
                return sum.add(x.mul(w));
            }
        },
        /// A product, whose factors come from the left.
        PRODUCT(50_000) {
            @Override
            Node next(Node product, Node x, Node w) {
                return w.mul(product);
            }
        },
        /// yₜ₊₁ = tanh(x·yₜ + w).
        RECURRENCE(25_000) {
            @Override
            Node next(Node y, Node x, Node w) {
                return tanh(y.mul(x).add(w));
            }
        };

        private final int times;

        Formula(int times) {
            this.times = times;
        }

        abstract Node next(Node e, Node x, Node w);

        private static Node loss(Node p, Node y) {
            return y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg();
        }

        private Node make() {
            Node x = input("x");
            Node e = x;
            for (int i = 0; i < times; i++) {
                e = next(e, x, parameter("w" + i));
            }
            return this == LOSS_GRADIENT ? Gradient.of(e, x) : e;
        }
    }

    /// Builds the formula.
    @Setup
    public void prepare() {
        e = formula.make();
    }

    /// The formula, simplified.
    @Benchmark
    public Node simplify() {
        return Simplify.of(e);
    }
}
