package chainrule.derivation;

import chainrule.graph.Names;
import chainrule.graph.Node;
import chainrule.graph.Notation.Binding;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// How the nodes of an error and their derivatives are called in one derivation. An error without a
/// name is E, a w without a name is its formula, other stations without a name are t₁, t₂, …
final class Labels {
    private static final int LONGEST_NAME = 36;
    private static final int LONGEST_TEXT = 160;
    private static final int LONGEST_LATEX = 1_600;

    private final Node e;
    private final IdentityHashMap<Node, List<Node>> above;
    private final Names names;
    private final Set<Node> unnamed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Node> made = new ArrayList<>();
    private final IdentityHashMap<Node, Node> symbols = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Written> derivatives = new IdentityHashMap<>();

    Labels(Node e, Node w, Chain chain) {
        this.e = e;
        this.above = chain.above();
        List<Node> order = Walk.order(e);
        this.names = new Names(order);
        if (names.of(e).isEmpty()) {
            names.call(e, "E");
        }
        if (names.of(w).isEmpty()) {
            names.call(w, asName(w));
            unnamed.add(w);
        }
        Set<Node> stations = Collections.newSetFromMap(new IdentityHashMap<>());
        stations.addAll(chain.stations());
        for (Node node : order) {
            if (stations.contains(node) && names.of(node).isEmpty()) {
                names.make(node);
                unnamed.add(node);
                made.add(node);
            }
        }
    }

    private static String asName(Node node) {
        String text = Text.of(node, LONGEST_NAME);
        boolean whole =
                node.name().isPresent()
                        || !(node.op() instanceof Operation operation)
                        || operation.notation(node).text().binding() == Binding.ATOM;
        return whole ? text : "(" + text + ")";
    }

    /// The stations that are called t₁, t₂, …
    List<Node> made() {
        return made;
    }

    /// The name of a node, or its formula where it has none.
    Written name(Node node) {
        String name = names.of(node).orElseGet(() -> asName(node));
        return new Written(name, Text.latex(name));
    }

    /// ∂u/∂v
    Written partial(Node u, Node v) {
        return quotient("∂", "\\partial ", u, v);
    }

    /// ∂e/∂v, all that comes back to v. It is de/dv where ∂e/∂v is the factor of a link, and there
    /// are other ways.
    Written total(Node v) {
        List<Node> users = above.getOrDefault(v, List.of());
        return users.size() > 1 && users.contains(e)
                ? quotient("d", "\\mathrm{d}", e, v)
                : partial(e, v);
    }

    private Written quotient(String sign, String latex, Node u, Node v) {
        Written above = name(u);
        Written below = name(v);
        return new Written(
                sign + above.text() + "/" + sign + below.text(),
                "\\frac{%1$s%2$s}{%1$s%3$s}".formatted(latex, above.latex(), below.latex()));
    }

    /// A node that stands for ∂e/∂v in formulas, in v's shape.
    Node symbol(Node v) {
        return symbols.computeIfAbsent(
                v,
                _ -> {
                    Node symbol = Node.input(total(v).text(), v.type());
                    derivatives.put(symbol, total(v));
                    return symbol;
                });
    }

    /// A formula in which nodes that have a name here are called by it.
    Written formula(Node node) {
        return bare(node, _ -> true);
    }

    /// A formula in which only nodes that the user named are called by their names.
    Written plainFormula(Node node) {
        return bare(node, x -> !unnamed.contains(x));
    }

    /// What a station is made of.
    Written definition(Node station) {
        return formula(station, x -> x != station);
    }

    /// What is stretched as a whole is written as it is before: a number stands for all entries.
    private Written bare(Node node, Predicate<Node> called) {
        boolean hasName = called(node, called).isPresent();
        return formula(hasName ? node : Factors.unstretched(node), called);
    }

    private Written formula(Node node, Predicate<Node> called) {
        return new Written(
                Text.of(node, LONGEST_TEXT, x -> called(x, called).map(Written::text)),
                Text.latex(node, LONGEST_LATEX, x -> called(x, called).map(Written::latex)));
    }

    private Optional<Written> called(Node node, Predicate<Node> called) {
        Optional<Written> derivative = Optional.ofNullable(derivatives.get(node));
        boolean hasName = names.of(node).isPresent() || node.name().isPresent();
        return derivative.or(
                () -> Optional.of(node).filter(x -> hasName && called.test(x)).map(this::name));
    }
}
