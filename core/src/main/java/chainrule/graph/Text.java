package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Formulas as text. The length is bounded, since a shared graph has more paths than memory has
/// room: what does not fit becomes `…`. A node with a name is written as its name, except where it
/// is the one being asked about.
public final class Text {
    private static final int LIMIT = 160;
    private static final int DEPTH = 24;

    private final Function<Notation, Form> style;
    private final int limit;
    private final boolean step;
    private final StringBuilder out = new StringBuilder();

    private Text(Function<Notation, Form> style, int limit, boolean step) {
        this.style = style;
        this.limit = limit;
        this.step = step;
    }

    /// The formula of a node, or its name: `σ(x·W + b)`, at most 160 characters and an ellipsis.
    public static String of(Node node) {
        return of(node, LIMIT);
    }

    /// The formula of a node, or its name, in at most so many characters and an ellipsis.
    public static String of(Node node, int limit) {
        return cut(new Text(Notation::text, limit, false).print(node, false), limit);
    }

    /// The formula behind a node, also where it has a name; a source is its name still.
    public static String formula(Node node, int limit) {
        return cut(new Text(Notation::text, limit, false).print(node, true), limit);
    }

    /// The one operation of a node: its operands by their names, or `□` where they have none.
    public static String step(Node node, int limit) {
        return cut(new Text(Notation::text, limit, true).print(node, true), limit);
    }

    /// The formula behind a node as LaTeX, for mathematics mode, in about so many characters.
    public static String latex(Node node, int limit) {
        return new Text(Notation::latex, limit, false).print(node, true);
    }

    static String list(List<Node> nodes) {
        return nodes.isEmpty() ? "none" : nodes.stream().map(n -> of(n, 40)).collect(joining(", "));
    }

    private String print(Node node, boolean open) {
        write(node, Binding.LOOSE, open, 0);
        return out.toString();
    }

    /// The first characters, none halved. (LaTeX is not cut, as its brackets must match.)
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end =
                limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + (text.startsWith("…", end - 1) ? "" : "…");
    }

    private void write(Node node, Binding needed, boolean open, int level) {
        boolean shown = node.name().isPresent() || !(node.op() instanceof Operation);
        if (step && level > 0 && !shown) {
            out.append('□');
            return;
        }
        if (level > DEPTH || out.length() >= limit) {
            if (out.isEmpty() || out.charAt(out.length() - 1) != '…') {
                out.append('…');
            }
            return;
        }
        if (!open && node.name().isPresent()) {
            out.append(node.name().get());
            return;
        }
        switch (node.op()) {
            case Op.Input _, Op.Parameter _ -> out.append(node.name().orElseThrow());
            case Op.Constant(Tensor value) ->
                    bracketed(needed, binding(value), () -> out.append(text(value)));
            case Op.Size size -> out.append('|').append(size.dim()).append('|');
            case Operation operation -> {
                Form form = style.apply(operation.notation(node));
                bracketed(needed, form.binding(), () -> fill(node, form, level));
            }
        }
    }

    private void bracketed(Binding needed, Binding has, Runnable body) {
        boolean brackets = has.compareTo(needed) < 0;
        out.append(brackets ? "(" : "");
        body.run();
        out.append(brackets ? ")" : "");
    }

    private void fill(Node node, Form form, int level) {
        String pattern = form.pattern();
        int from = 0;
        for (int i = 0; i < node.inputs().size(); i++) {
            int place = pattern.indexOf("%s", from);
            if (place < 0) {
                break;
            }
            out.append(pattern, from, place);
            write(node.inputs().get(i), form.operands().get(i), false, level + 1);
            from = place + 2;
        }
        out.append(pattern, from, pattern.length());
    }

    private static Binding binding(Tensor value) {
        return value.size() == 1 && value.get(0) < 0 ? Binding.SUM : Binding.ATOM;
    }

    private static String text(Tensor value) {
        if (value.shape().isScalar()) {
            return Numbers.text(value.item());
        }
        return value.shape().rank() == 1 && value.size() <= 6
                ? Arrays.stream(value.toDoubles())
                        .mapToObj(Numbers::text)
                        .collect(joining(", ", "[", "]"))
                : "const" + value.shape();
    }
}
