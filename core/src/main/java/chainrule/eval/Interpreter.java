package chainrule.eval;

import chainrule.graph.Composite;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.NodeMap;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Origin;
import chainrule.graph.Structural;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The plain definition of what formulas are worth: in double precision, one operation after
/// another, each node once. It computes what it is asked for and remembers it, so that further
/// questions about the same values are cheap. It may be asked from several threads.
public final class Interpreter {
    private final Feed feed;
    private final Map<String, Integer> sizes;
    private final Check check;
    private final Optional<Interpreter> before;
    private final NodeMap<Tensor> values = new NodeMap<>();
    private final IdentityHashMap<Node, Node> definitions = new IdentityHashMap<>();
    private final Set<Node> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    private Optional<EvaluationException> suspect = Optional.empty();

    private Interpreter(Feed feed, Check check, Optional<Interpreter> before) {
        this.feed = feed;
        this.sizes = feed.sizes();
        this.check = check;
        this.before = before;
    }

    /// An interpreter for these values.
    public static Interpreter of(Feed feed) {
        return new Interpreter(feed, Check.NOTHING, Optional.empty());
    }

    /// An interpreter that stops at the first NaN or infinity.
    public static Interpreter checking(Feed feed) {
        return new Interpreter(feed, Check.FINITE, Optional.empty());
    }

    /// An interpreter that is given more values, and knows what this one has computed.
    ///
    /// @throws FeedException if the feed refuses them
    public Interpreter and(Map<Node, Tensor> more) {
        return new Interpreter(feed.and(more), check, Optional.of(this));
    }

    /// The values of some formulas. What is fed need not occur in them.
    ///
    /// @throws FeedException if a value is missing
    /// @throws EvaluationException if an operation fails
    public static ImmutableList<Tensor> evaluate(List<Node> nodes, Feed feed) {
        Interpreter interpreter = of(feed);
        return nodes.stream().map(interpreter::value).collect(ImmutableList.toImmutableList());
    }

    /// The value of a formula.
    ///
    /// @throws FeedException as [#evaluate(List, Feed)]
    /// @throws EvaluationException as [#evaluate(List, Feed)]
    public static Tensor evaluate(Node node, Feed feed) {
        return of(feed).value(node);
    }

    /// The value of a formula.
    ///
    /// @throws FeedException if a value is missing
    /// @throws EvaluationException if an operation fails, or gives what it did not say it would, or
    ///   if the thread is interrupted, which it stays
    public synchronized Tensor value(Node node) {
        opened.clear();
        suspect = Optional.empty();
        Deque<Node> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            Node next = open.peek();
            if (Thread.currentThread().isInterrupted()) {
                throw new EvaluationException(
                        "the evaluation was interrupted before " + Guarded.describe(next));
            }
            if (knows(next) || !pushMissing(next, open)) {
                open.pop();
                if (!knows(next)) {
                    values.put(next, compute(next, open));
                }
            }
        }
        return known(node);
    }

    private synchronized boolean knows(Node node) {
        return values.contains(node) || (before.isPresent() && before.get().knows(node));
    }

    private synchronized Tensor known(Node node) {
        return values.get(node)
                .orElseGet(() -> before.orElseThrow(() -> new AssertionError(node)).known(node));
    }

    /// Puts what a node is computed from, and is not known yet, on the stack; false if all is
    /// known. The definition of a composite comes after its operands, so that what is then computed
    /// above it is inside it.
    private boolean pushMissing(Node node, Deque<Node> open) {
        int before = open.size();
        for (Node input : node.inputs()) {
            push(input, open);
        }
        if (open.size() == before && node.op() instanceof Composite) {
            opened.add(node);
            push(definition(node), open);
        }
        return open.size() > before;
    }

    private void push(Node node, Deque<Node> open) {
        if (!knows(node)) {
            open.push(node);
        }
    }

    private Node definition(Node node) {
        return definitions.computeIfAbsent(
                node, n -> Origin.of(n, () -> ((Composite) n.op()).definition(n.inputs())));
    }

    /// The composite whose definition is being computed.
    private Optional<Node> around(Deque<Node> open) {
        return open.stream().filter(n -> definitions.containsKey(n) && !knows(n)).findFirst();
    }

    private ImmutableList<Tensor> arguments(Node node) {
        ImmutableList.Builder<Tensor> x =
                ImmutableList.builderWithExpectedSize(node.inputs().size());
        for (Node input : node.inputs()) {
            x.add(known(input));
        }
        return x.build();
    }

    private Tensor compute(Node node, Deque<Node> open) {
        boolean composite = node.op() instanceof Composite;
        ImmutableList<Tensor> x = composite ? ImmutableList.of() : arguments(node);
        Shape shape = node.shape();
        Tensor value =
                switch (node.op()) {
                    case Op.Input _, Op.Parameter _ -> feed.value(node);
                    case Op.Constant(Tensor constant) -> constant;
                    case Op.Size size -> Tensor.scalar(size.dim().bind(sizes).size());
                    case Leaf leaf -> Entries.of(leaf, node.kind(), shape.bind(sizes), x);
                    case Composite _ -> known(definition(node));
                    case Structural op -> guarded(node, x, op::value, open);
                    case Opaque op -> guarded(node, x, op::value, open);
                };
        if (isChecking()) {
            check(node, value, open);
        }
        return value;
    }

    private boolean isChecking() {
        return !check.equals(Check.NOTHING);
    }

    /// A composite is judged by its value: what is not finite inside it does no harm if that is,
    /// and else is what it is blamed on.
    private void check(Node node, Tensor value, Deque<Node> open) {
        opened.remove(node);
        boolean inside = !opened.isEmpty();
        if (node.op() instanceof Composite && (inside || suspect.isEmpty())) {
            return;
        }
        try {
            check.check(node, value, arguments(node), () -> around(open));
            suspect = inside ? suspect : Optional.empty();
        } catch (EvaluationException bad) {
            EvaluationException first = suspect.orElse(bad);
            if (!inside) {
                throw first;
            }
            suspect = Optional.of(first);
        }
    }

    private Tensor guarded(Node node, List<Tensor> x, Guarded.Call call, Deque<Node> open) {
        return Guarded.value(node, node.shape().bind(sizes), x, call, () -> around(open));
    }
}
