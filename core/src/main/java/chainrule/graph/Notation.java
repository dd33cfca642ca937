package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.Collections;

/// How an operation is written, as plain text and as LaTeX.
public record Notation(Form text, Form latex) {
    /// How strongly a written form holds together, weakest first. An operand that holds less
    /// strongly than its place asks is put in brackets.
    public enum Binding {
        /// Anything: inside brackets.
        LOOSE,
        /// `a < b`
        COMPARISON,
        /// `a + b`, `−a`
        SUM,
        /// `a · b`
        PRODUCT,
        /// `a²`, `aᵀ`
        POWER,
        /// A name, a number, `f(a)`.
        ATOM;

        private Binding tighter() {
            return switch (this) {
                case LOOSE -> COMPARISON;
                case COMPARISON -> SUM;
                case SUM -> PRODUCT;
                case PRODUCT -> POWER;
                case POWER, ATOM -> ATOM;
            };
        }
    }

    /// A pattern with `%s` for each operand, how strongly the whole holds together, and how
    /// strongly each operand must.
    public record Form(String pattern, Binding binding, ImmutableList<Binding> operands) {
        static Form of(String pattern, Binding binding, Binding... operands) {
            return new Form(pattern, binding, ImmutableList.copyOf(operands));
        }
    }

    /// A sign between two operands: `a + b`. Read from the left: the right operand is bracketed if
    /// it is of the same strength.
    public static Notation infix(String text, String latex, Binding binding) {
        return new Notation(
                Form.of("%s" + text + "%s", binding, binding, binding.tighter()),
                Form.of("%s" + latex + "%s", binding, binding, binding.tighter()));
    }

    /// A sign before or after one operand, given as patterns: `−%s`, `%sᵀ`.
    public static Notation sign(String text, String latex, Binding binding, Binding operand) {
        return new Notation(Form.of(text, binding, operand), Form.of(latex, binding, operand));
    }

    /// A function's name before its operands in brackets: `σ(%s)`.
    ///
    /// @throws GraphException if a name contains `%s`, which stands for an operand
    public static Notation function(String text, String latex, int operands) {
        if (text.contains("%s") || latex.contains("%s")) {
            throw new GraphException(
                    "the name of an operation cannot contain %s, which stands for an operand: "
                            + text);
        }
        ImmutableList<Binding> loose =
                ImmutableList.copyOf(Collections.nCopies(operands, Binding.LOOSE));
        String places = String.join(", ", Collections.nCopies(operands, "%s"));
        return new Notation(
                new Form(text + "(" + places + ")", Binding.ATOM, loose),
                new Form(latex + "\\left(" + places + "\\right)", Binding.ATOM, loose));
    }

    /// A function's name, upright in LaTeX.
    public static Notation function(String name, int operands) {
        return function(name, "\\operatorname{" + name.replace("_", "\\_") + "}", operands);
    }
}
