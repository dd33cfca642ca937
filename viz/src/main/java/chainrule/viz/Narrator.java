package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.derivation.Derivation;
import chainrule.derivation.Step;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.tape.Gradients;
import chainrule.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// What is said of each step of a story: a sentence, and a formula with its value. How a derivative
/// is made of those above it comes from [Derivation].
final class Narrator {
    private static final int NAMED = 12;
    private static final int LONGEST = 150;

    private final Gradients gradients;
    private final Cast cast;
    private final Links links;
    private final Node error;
    private final IdentityHashMap<Node, List<Step>> steps = new IdentityHashMap<>();

    Narrator(Gradients gradients, Cast cast, Links links) {
        this.gradients = gradients;
        this.cast = cast;
        this.links = links;
        this.error = cast.written(cast.root());
    }

    String given() {
        return "Given are %s.".formatted(names(cast.fed()));
    }

    String givenValues() {
        List<Node> fed = cast.fed();
        return fed.stream()
                        .limit(NAMED)
                        .map(node -> cast.name(node) + " = " + number(node))
                        .collect(joining(", "))
                + more(fed.size());
    }

    private String number(Node node) {
        return Labels.value(gradients.tape().value(node));
    }

    private String names(Collection<Node> nodes) {
        List<String> all = nodes.stream().map(cast::name).distinct().toList();
        String first = all.stream().limit(NAMED).collect(joining(", "));
        int comma = first.lastIndexOf(", ");
        return all.size() > NAMED || comma < 0
                ? first + more(all.size())
                : first.substring(0, comma) + " and " + first.substring(comma + 2);
    }

    private static String more(int all) {
        return all > NAMED ? ", … and %d more".formatted(all - NAMED) : "";
    }

    String computed(Node station, Collection<Link> into) {
        List<Node> read = into.stream().map(Link::from).toList();
        return station == cast.root()
                ? "Forward: %s comes out.".formatted(cast.name(station))
                : "Forward: %s is computed from %s."
                        .formatted(cast.name(station), read.isEmpty() ? "constants" : names(read));
    }

    /// `h₁ = W₁₁⁽¹⁾ · x₁ + … = −0.2`
    String value(Node station) {
        return "%s = %s = %s"
                .formatted(
                        cast.name(station),
                        Labels.line(Text.formula(cast.written(station), LONGEST), LONGEST),
                        number(station));
    }

    String comesBack(Node station, Collection<Link> back) {
        List<Node> through = back.stream().map(Link::to).toList();
        String name = cast.name(station);
        if (station == cast.root()) {
            return "Backward: the way back begins at %s.".formatted(name);
        }
        String error = cast.name(cast.root());
        if (through.isEmpty()) {
            return "Backward: no change of %s changes %s.".formatted(name, error);
        }
        return "Backward: %s acts on %s %s%s%s"
                .formatted(
                        name,
                        error,
                        ways(through),
                        through.size() > 1 ? "; what comes back is added" : "",
                        station.op() instanceof Op.Parameter
                                ? ". This is its part of the gradient."
                                : ".");
    }

    private String ways(Collection<Node> through) {
        List<Node> others = through.stream().filter(node -> node != cast.root()).toList();
        String by = others.isEmpty() ? "" : "through " + names(others);
        return others.size() == through.size()
                ? by
                : by.isEmpty() ? "directly" : "directly and " + by;
    }

    /// `∂E/∂h₁ = ∂E/∂h · W₁₁⁽²⁾ · σ(h₁) · (1 − σ(h₁)) = 0.012`
    String derivative(Node station) {
        String value = Labels.value(gradients.of(station));
        String formula = Labels.line(madeOf(cast.written(station)), LONGEST);
        return symbol(station)
                + (formula.isEmpty() || formula.equals(value) ? "" : " = " + formula)
                + " = "
                + value;
    }

    /// Whether the way back comes to a station. Inputs are held, unless there is nothing else.
    boolean isToldBack(Node station) {
        boolean isHeld =
                station.op() instanceof Op.Input
                        && cast.fed().stream().anyMatch(x -> x.op() instanceof Op.Parameter);
        return !isHeld && gradients.formulas().reaches(station);
    }

    /// ∂u/∂v of two numbers, all other stations held.
    OptionalDouble factor(Link link) {
        Node u = cast.written(link.to());
        if (!link.from().shape().isScalar() || !u.shape().isScalar()) {
            return OptionalDouble.empty();
        }
        List<Step> steps = steps(cast.written(link.from()));
        boolean isChain = steps.size() == links.backTo(link.from()).size();
        return steps.stream()
                .filter(step -> isChain && step.of() == u)
                .mapToDouble(step -> gradients.tape().value(step.formula()).item())
                .findFirst();
    }

    /// `∂E/∂h`
    String symbol(Node station) {
        return "∂%s/∂%s".formatted(cast.name(cast.root()), cast.name(station));
    }

    /// What a derivative is made of; empty where there is no more to say than its value.
    private String madeOf(Node station) {
        if (station == error) {
            return "";
        }
        List<Step> last = steps(station);
        return last.stream().allMatch(step -> step.of() == error)
                ? last.stream().map(step -> step.written().text()).collect(joining(" + "))
                : Text.of(last.stream().map(this::part).reduce(Node::add).orElseThrow(), LONGEST);
    }

    /// The last steps of the derivation down to a station: one for each link among numbers, and one
    /// for all among tensors.
    private List<Step> steps(Node written) {
        return steps.computeIfAbsent(
                written,
                _ -> {
                    try {
                        return Derivation.of(error, written).steps().stream()
                                .filter(step -> step.by() == written)
                                .toList();
                    } catch (GraphException untold) {
                        return List.of(); // through an operation without a derivative
                    }
                });
    }

    /// What comes back to a number from one that is made of it: ∂E/∂u · ∂u/∂v.
    private Node part(Step step) {
        if (step.of() == error) {
            return step.formula();
        }
        Node arriving =
                Node.input(
                        "∂%s/∂%s"
                                .formatted(
                                        cast.name(cast.root()),
                                        Labels.line(step.of().name().orElse("·"), 36)),
                        Type.real(Shape.SCALAR));
        return step.formula().isNumber(1) ? arriving : times(arriving, step.formula());
    }

    /// The product written without brackets: a · (b · c) as a · b · c.
    private static Node times(Node first, Node product) {
        Deque<Node> factors = new ArrayDeque<>();
        Node left = product;
        while (left.op() == Leaf.MUL && left.name().isEmpty()) {
            factors.push(left.inputs().get(1));
            left = left.inputs().get(0);
        }
        Node all = first.mul(left);
        for (Node factor : factors) {
            all = all.mul(factor);
        }
        return all;
    }
}
