package chainrule.simplify;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Structural;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What a structural operation does with entries, found out by what it is worth: numbers that tell
/// the entries apart show where it moves them, and else [Multilinear] asks for its coefficients. So
/// it holds for operations of users, too.
final class Probe {
    /// Outside every axis, so that no number is taken for an index.
    private static final double FAR = 1e10;

    private final Node node;
    private final Structural op;
    private final Shape y;
    private final List<Scalars> x;
    private final Budget budget;

    private Probe(Node node, Structural op, Shape y, List<Scalars> x, Budget budget) {
        this.node = node;
        this.op = op;
        this.y = y;
        this.x = x;
        this.budget = budget;
    }

    /// The entries of the result.
    ///
    /// @param y its shape
    /// @throws GraphException if they are neither chosen from those of the operands, nor sums or
    ///   products of them
    static List<Node> entries(Node node, Structural op, Shape y, List<Scalars> x, Budget budget) {
        return new Probe(node, op, y, x, budget).entries();
    }

    private List<Node> entries() {
        List<Integer> real = operands(operand -> operand.type().kind() == Kind.REAL);
        List<Integer> varying = operands(operand -> !operand.isConstant());
        if (real.isEmpty() && varying.isEmpty()) {
            List<Tensor> values = x.stream().map(Scalars::value).toList();
            return value(values).map(Scalars::constants).orElseThrow(this::refused);
        }
        Optional<Integer> chosenBy = varying.stream().filter(i -> !real.contains(i)).findFirst();
        if (real.isEmpty()) {
            return moved(operands(_ -> true))
                    .or(() -> moved(varying))
                    .orElseThrow(() -> refused(chosenBy.orElseThrow()));
        }
        if (chosenBy.isPresent()) {
            throw refused(chosenBy.get());
        }
        return moved(real)
                .or(() ->
                        new Multilinear(this::value, real, y, x, () -> budget.take(node, 2))
                                .entries())
                .orElseThrow(this::refused);
    }

    private List<Integer> operands(Predicate<Scalars> which) {
        return IntStream.range(0, x.size()).filter(i -> which.test(x.get(i))).boxed().toList();
    }

    /// What the operation gives, where it takes these operands.
    private Optional<Tensor> value(List<Tensor> operands) {
        budget.work(node, y.size() + operands.stream().mapToLong(Tensor::size).sum());
        try {
            return Optional.of(op.value(y, operands)).filter(value -> value.shape().equals(y));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /// The operands with these replaced by numbers from a range; the others are constants.
    private List<Tensor> numbered(List<Integer> varied, Random random, double low, double high) {
        return IntStream.range(0, x.size())
                .mapToObj(i ->
                        varied.contains(i)
                                ? Tensor.generate(
                                        x.get(i).shape(),
                                        Kind.REAL,
                                        _ -> random.nextDouble(low, high))
                                : x.get(i).value())
                .toList();
    }

    /// How an entry looks in three probes.
    private record Mark(double first, double second, double third) {
        static Mark of(List<Tensor> probes, int position) {
            return new Mark(
                    probes.get(0).get(position),
                    probes.get(1).get(position),
                    probes.get(2).get(position));
        }

        boolean isSteady() {
            return Double.compare(first, second) == 0 && Double.compare(first, third) == 0;
        }
    }

    /// The entries, where each is one of an operand's, or a constant.
    private Optional<List<Node>> moved(List<Integer> varied) {
        if (varied.stream().anyMatch(i -> x.get(i).type().kind() != node.kind())) {
            return Optional.empty();
        }
        Random random = new Random(0);
        boolean real = node.kind() == Kind.REAL;
        List<List<Tensor>> probes =
                List.of(
                        numbered(varied, random, FAR, 2 * FAR),
                        numbered(varied, random, -2 * FAR, -FAR),
                        numbered(varied, random, real ? -1 : FAR, real ? 1 : 2 * FAR));
        List<Tensor> values = probes.stream().map(this::value).flatMap(Optional::stream).toList();
        return values.size() < probes.size()
                ? Optional.empty()
                : traced(values, marks(varied, probes));
    }

    private Map<Mark, Node> marks(List<Integer> varied, List<List<Tensor>> probes) {
        Map<Mark, Node> marks = new HashMap<>();
        for (int i : varied) {
            List<Tensor> own = probes.stream().map(probe -> probe.get(i)).toList();
            ImmutableList<Node> entries = x.get(i).entries();
            for (int position = 0; position < entries.size(); position++) {
                marks.put(Mark.of(own, position), entries.get(position));
            }
        }
        return marks;
    }

    private Optional<List<Node>> traced(List<Tensor> values, Map<Mark, Node> marks) {
        List<Node> entries = new ArrayList<>();
        for (int position = 0; position < y.size(); position++) {
            Mark mark = Mark.of(values, position);
            Node from = marks.get(mark);
            if (from == null && !mark.isSteady()) {
                return Optional.empty();
            }
            entries.add(from == null ? constant(mark.first) : from);
        }
        return Optional.of(entries.equals(x.get(0).entries()) ? passed(entries) : entries);
    }

    private Node constant(double value) {
        return Node.constant(Tensor.generate(Shape.SCALAR, node.kind(), _ -> value));
    }

    /// What gives its operand as it is may have another derivative, as where that is stopped: it
    /// stays, for each entry, where it takes scalars.
    private List<Node> passed(List<Node> entries) {
        return x.size() == 1
                        && x.get(0).shape().equals(y)
                        && PerEntry.takes(op, entries.subList(0, 1))
                ? entries.stream().map(entry -> passed(entry)).toList()
                : entries;
    }

    private Node passed(Node entry) {
        return node.inputs().get(0) == entry ? node : op.apply(entry);
    }

    private GraphException refused() {
        return new GraphException(
                "unroll: %s in %s cannot be written with scalars: its entries are neither chosen from those of its operands, nor sums or products of them; make it of other operations, as a Composite"
                        .formatted(op.label(), Text.of(node)));
    }

    /// The refusal of indices or truth values that are known only when values are fed.
    private GraphException refused(int operand) {
        return new GraphException(
                "unroll: what %s gives in %s depends on '%s', which is known only when values are fed; put its value into the formula, as Node.constant(…)"
                        .formatted(op.label(), Text.of(node), Text.of(node.inputs().get(operand))));
    }
}
