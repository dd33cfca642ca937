package chainrule.graph;

import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import chainrule.graph.Style.Written;
import java.util.Optional;
import java.util.function.Function;

/// Writes a formula, an operand in brackets where it holds less strongly than its place asks, and
/// without a sign between a transpose and brackets. It goes so deep and no deeper, and once there
/// are so many characters the operands that follow are left out, but nothing that closes a bracket.
final class Writer {
    /// The most operations in one another. Deeper ones are `…`.
    static final int DEPTH = 24;

    private final Style style;
    private final int limit;
    private final Function<Node, Optional<String>> names;
    private final StringBuilder out = new StringBuilder();

    /// A writer for one formula.
    ///
    /// @param names what stands for a node in place of its formula, in this style
    Writer(Style style, int limit, Function<Node, Optional<String>> names) {
        this.style = style;
        this.limit = limit;
        this.names = names;
    }

    /// What stands for a node, else its formula.
    String name(Node node) {
        operand(node, Binding.LOOSE, 0);
        return out.toString();
    }

    /// The formula of a node, also where something stands for it; a source that is fed has none.
    String formula(Node node, Binding needed) {
        if (node.op() instanceof Op.Fed) {
            return name(node);
        }
        opened(node, needed, 0);
        return out.toString();
    }

    private void operand(Node node, Binding needed, int level) {
        if (level > DEPTH || isFull()) {
            if (!isCut()) {
                out.append(style.dots());
            }
            return;
        }
        names.apply(node).ifPresentOrElse(out::append, () -> opened(node, needed, level));
    }

    private void opened(Node node, Binding needed, int level) {
        switch (node.op()) {
            case Op.Source source -> {
                Written written = style.source(source);
                bracketed(needed, written.binding(), () -> out.append(written.text()));
            }
            case Operation operation -> {
                Form form = style.form(operation.notation(node));
                bracketed(needed, form.binding(), () -> fill(node, form, level));
            }
        }
    }

    private void bracketed(Binding needed, Binding has, Runnable body) {
        boolean brackets = has.isLooserThan(needed);
        out.append(brackets ? style.open() : "");
        body.run();
        out.append(brackets ? style.close() : "");
    }

    private void fill(Node node, Form form, int level) {
        out.append(form.parts().get(0));
        for (int i = 0; i < form.operands().size(); i++) {
            String after = form.parts().get(i + 1);
            if (i < node.inputs().size()) {
                operand(node.inputs().get(i), form.operands().get(i), level + 1);
            }
            if (!(after.equals(Notation.COMMA) && isFull() && isCut())
                    && !(i == 0 && needsNoSign(node, form, level))) {
                out.append(after);
            }
        }
    }

    /// Between a transpose and what stands in brackets: `Xᵀ(ŷ − y)`.
    private boolean needsNoSign(Node node, Form form, int level) {
        return form.binding() == Binding.MATRIX_PRODUCT
                && node.inputs().size() == 2
                && isWrittenOut(node.inputs().get(0), level + 1)
                && node.inputs().get(0).op() instanceof Transpose transpose
                && transpose.isOfMatrix()
                && isWrittenOut(node.inputs().get(1), level + 1)
                && node.inputs().get(1).op() instanceof Operation right
                && style.form(right.notation(node.inputs().get(1)))
                        .binding()
                        .isLooserThan(form.operands().get(1));
    }

    private boolean isWrittenOut(Node node, int level) {
        return level <= DEPTH && !isFull() && names.apply(node).isEmpty();
    }

    private boolean isFull() {
        return out.length() >= limit;
    }

    private boolean isCut() {
        int from = out.length() - style.dots().length();
        return from >= 0 && out.indexOf(style.dots(), from) == from;
    }
}
