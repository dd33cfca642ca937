package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.select;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.tanh;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.graph.Walk;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Lesson: backpropagation through time. Two layers of long short-term memory whose weights act
/// entry by entry read a sequence and predict its next entry; the formula is written out for every
/// step, and the derivative goes back through all of them:
///
/// f = σ(x⊙w_f + b_f), i = σ(h⊙w_i + b_i), o = σ(x⊙w_o + b_o), g = tanh(h⊙w_g + b_g), c′ = c⊙f +
/// i⊙g, h′ = o⊙tanh(c′).
public final class Lstm {
    private final int width;
    private final List<Node> parameters = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Node weight;
    private final Node bias;
    final Node sequence;
    final Node e;

    /// A network of two layers, written out.
    ///
    /// @param steps how many entries it reads; the sequence has one more
    /// @param width how many numbers an entry has
    Lstm(int steps, int width) {
        this.width = width;
        this.sequence = input("x", steps + 1, width);
        for (int layer = 1; layer <= 2; layer++) {
            layers.add(new Layer(layer));
        }
        this.weight = owned("w");
        this.bias = owned("b");
        this.e = unrolled(steps).named("E");
    }

    private Node owned(String name) {
        Node parameter = parameter(name, width);
        parameters.add(parameter);
        return parameter;
    }

    /// A gate's weights, and its value: the part inside σ or tanh.
    private record Gate(Node w, Node b) {
        Node of(Node x) {
            return x.mul(w).add(b);
        }
    }

    private Gate gate(String name, int layer) {
        String at = layer == 1 ? "⁽¹⁾" : "⁽²⁾";
        return new Gate(owned("w_" + name + at), owned("b_" + name + at));
    }

    private final class Layer {
        final Gate forget;
        final Gate in;
        final Gate out;
        final Gate change;

        Layer(int number) {
            this.forget = gate("f", number);
            this.in = gate("i", number);
            this.out = gate("o", number);
            this.change = gate("g", number);
        }

        State step(Node x, State before) {
            Node added = sigmoid(in.of(before.h)).mul(tanh(change.of(before.h)));
            Node c = before.c.mul(sigmoid(forget.of(x))).add(added);
            return new State(c, sigmoid(out.of(x)).mul(tanh(c)));
        }
    }

    /// What a layer remembers: cell and output.
    private record State(Node c, Node h) {}

    private Node unrolled(int steps) {
        Node zero = Node.constant(Tensor.full(Shape.of(width), 0));
        List<State> states = new ArrayList<>(List.of(new State(zero, zero), new State(zero, zero)));
        Node total = Node.constant(0);
        for (int t = 0; t < steps; t++) {
            int now = t;
            Node prediction =
                    Scope.within(
                            "step " + (t + 1),
                            () -> {
                                Node x = select(sequence, 0, now);
                                for (int layer = 0; layer < layers.size(); layer++) {
                                    State next = layers.get(layer).step(x, states.get(layer));
                                    states.set(layer, next);
                                    x = next.h;
                                }
                                return x.mul(weight).add(bias);
                            });
            total = total.add(mean(square(prediction.sub(select(sequence, 0, t + 1)))));
        }
        return total.div(steps);
    }

    /// The weights and biases, those of the layers first.
    List<Node> parameters() {
        return List.copyOf(parameters);
    }

    /// A wave for the sequence, and drawn weights.
    Feed values(long seed) {
        Random random = new Random(seed);
        Feed feed = Feed.of(sequence, Tensor.generate(sequence.shape(), Kind.REAL, this::wave));
        for (Node parameter : parameters) {
            feed =
                    feed.and(
                            parameter,
                            Tensor.generate(
                                    parameter.shape(), Kind.REAL, i -> random.nextDouble(-1, 1)));
        }
        return feed;
    }

    /// One wave for each of the numbers of an entry, each later than the one before.
    private double wave(int position) {
        int step = position / width;
        return Math.sin(0.3 * step + position % width);
    }

    /// Prints, for longer and longer sequences, the error, a derivative, the number of nodes on the
    /// way forward and back, and the memory that tape and gradients hold.
    public static void main(String[] arguments) {
        System.out.println("steps          E   ∂E/∂w_f⁽¹⁾   nodes   and back   memory");
        for (int steps : new int[] {128, 256, 512, 1024, 2048}) {
            long before = held();
            Lstm network = new Lstm(steps, 8);
            Gradients d = Tape.record(network.e, network.values(1)).backward();
            network.parameters().forEach(d::of);
            long memory = held() - before;
            Node w = network.parameters().get(0);
            List<Node> gradients = Gradient.of(network.e, network.parameters());
            System.out.printf(
                    Locale.ROOT,
                    "%5d %10.6f %12.9f %7d %10d %5.1f MB%n",
                    steps,
                    d.tape().error(),
                    d.of(w).at(0),
                    Walk.order(network.e).size(),
                    Walk.order(gradients).size(),
                    memory / 1e6);
        }
    }

    private static long held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
