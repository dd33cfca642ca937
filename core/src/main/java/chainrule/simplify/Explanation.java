package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Text;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/// How a formula was simplified, step by step. Its text is a derivation, one line a step, with the
/// rule beside it:
///
/// ```
/// −ln(σ(z))
///   = −(−softplus(−z))   ln σ(x) = −softplus(−x) (stabilising)
///   = softplus(−z)       −(−x) = x (exact)
/// ```
public final class Explanation {
    static final int WIDTH = 160;

    /// The most lines of a text; each has the whole formula.
    private static final int LINES = 100;

    private final Node before;
    private final Node after;
    private final ImmutableList<Trace> traces;

    /// A step, and the node that it replaced as that stood before its operands were simplified.
    record Trace(Node place, Step step) {}

    Explanation(Node before, Node after, List<Trace> traces) {
        this.before = before;
        this.after = after;
        this.traces = ImmutableList.copyOf(traces);
    }

    /// The formula as it was.
    public Node before() {
        return before;
    }

    /// The formula simplified.
    public Node after() {
        return after;
    }

    /// The steps, in the order in which rules were applied: operands before what uses them.
    public ImmutableList<Step> steps() {
        return traces.stream().map(Trace::step).collect(ImmutableList.toImmutableList());
    }

    /// The whole formula after each step, in at most 100 lines, each of bounded length, and the
    /// number of steps that were left out.
    public String text() {
        List<Trace> shown = traces.subList(0, Math.min(LINES, traces.size()));
        List<String> formulas = new ArrayList<>();
        IdentityHashMap<Node, Node> replaced = new IdentityHashMap<>();
        for (Trace trace : shown) {
            replaced.put(trace.place, trace.step.after());
            formulas.add("\n  = " + Text.formula(form(replaced), WIDTH));
        }
        int width = formulas.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder(Text.formula(before, WIDTH));
        for (int i = 0; i < shown.size(); i++) {
            String formula = formulas.get(i);
            text.append(formula).append(" ".repeat(width - formula.length() + 3));
            text.append(shown.get(i).step.rule());
        }
        int left = traces.size() - shown.size();
        String more = "\n  … %d more step%s".formatted(left, left == 1 ? "" : "s");
        return left == 0 ? text.toString() : text.append(more).toString();
    }

    /// The formula with these nodes replaced, and what replaces them, too.
    private Node form(IdentityHashMap<Node, Node> replaced) {
        IdentityHashMap<Node, Node> forms = new IdentityHashMap<>();
        List<Node> open = new ArrayList<>(List.of(before));
        while (!open.isEmpty()) {
            Node node = open.getLast();
            Node now = node;
            for (Node next = now; next != null; next = replaced.get(next)) {
                now = next;
            }
            List<Node> missing = now.inputs().stream().filter(x -> !forms.containsKey(x)).toList();
            if (missing.isEmpty()) {
                open.removeLast();
                forms.put(
                        node,
                        now.withInputs(
                                now.inputs().stream()
                                        .map(forms::get)
                                        .collect(ImmutableList.toImmutableList())));
            } else {
                open.addAll(missing);
            }
        }
        return Objects.requireNonNull(forms.get(before));
    }

    /// The text.
    @Override
    public String toString() {
        return text();
    }
}
