package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
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
        /// `a · b`, `a ⊙ b`, `a / b`
        PRODUCT,
        /// `A·B`, which is read before other products are: `(a ⊙ b)·C`
        MATRIX_PRODUCT,
        /// `a²`, `aᵀ`
        POWER,
        /// A name, a number, `f(a)`.
        ATOM;

        private Binding tighter() {
            return switch (this) {
                case LOOSE -> COMPARISON;
                case COMPARISON -> SUM;
                case SUM -> PRODUCT;
                case PRODUCT, MATRIX_PRODUCT -> POWER;
                case POWER, ATOM -> ATOM;
            };
        }

        /// Whether it needs brackets in a place that asks for this much.
        public boolean isLooserThan(Binding needed) {
            return compareTo(needed) < 0;
        }
    }

    /// What is written around the operands, how strongly the whole holds together, and how strongly
    /// each operand must.
    ///
    /// @param parts what stands before, between and after the operands: one more than these
    public record Form(
            ImmutableList<String> parts, Binding binding, ImmutableList<Binding> operands) {
        /// Refuses another number of places than of operands.
        public Form {
            if (parts.size() != operands.size() + 1) {
                throw new GraphException(
                        "a notation has one %%s for each operand; '%s' has %d for %d"
                                .formatted(
                                        String.join("%s", parts),
                                        parts.size() - 1,
                                        operands.size()));
            }
        }

        /// A pattern with `%s` for each operand.
        static Form of(String pattern, Binding binding, Binding... operands) {
            ImmutableList.Builder<String> parts = ImmutableList.builder();
            int from = 0;
            for (int at = pattern.indexOf("%s"); at >= 0; at = pattern.indexOf("%s", from)) {
                parts.add(pattern.substring(from, at));
                from = at + 2;
            }
            return new Form(
                    parts.add(pattern.substring(from)).build(),
                    binding,
                    ImmutableList.copyOf(operands));
        }

        private static Form infix(String sign, Binding binding) {
            return new Form(
                    ImmutableList.of("", sign, ""),
                    binding,
                    ImmutableList.of(binding, binding.tighter()));
        }

        private static Form function(String before, int operands, String after) {
            ImmutableList.Builder<String> parts = ImmutableList.<String>builder().add(before);
            for (int i = 1; i < operands; i++) {
                parts.add(COMMA);
            }
            return new Form(
                    operands == 0 ? ImmutableList.of(before + after) : parts.add(after).build(),
                    Binding.ATOM,
                    ImmutableList.copyOf(Collections.nCopies(operands, Binding.LOOSE)));
        }
    }

    /// What stands between the operands of a function.
    static final String COMMA = ", ";

    /// A sign between two operands: `a + b`. Read from the left: the right operand is bracketed if
    /// it is of the same strength.
    public static Notation infix(String text, String latex, Binding binding) {
        return new Notation(Form.infix(text, binding), Form.infix(latex, binding));
    }

    /// A sign around one operand, given as patterns: `−%s`, `%sᵀ`, `|%s|`.
    public static Notation sign(String text, String latex, Binding binding, Binding operand) {
        return new Notation(Form.of(text, binding, operand), Form.of(latex, binding, operand));
    }

    /// A function's name before its operands in brackets: `σ(x)`. The name may be anything; in
    /// LaTeX it is mathematics already.
    public static Notation function(String text, String latex, int operands) {
        return new Notation(
                Form.function(Style.TEXT.name(text) + "(", operands, ")"),
                Form.function(latex + "\\left(", operands, "\\right)"));
    }

    /// A function's name, upright in LaTeX, where it may be anything, too.
    public static Notation function(String name, int operands) {
        return function(name, LatexName.operator(name), operands);
    }

    /// The name of a function with settings, before its operands: `clamp[0, 1](x)`.
    static Notation with(String name, int operands, double... settings) {
        return function(
                name + "[" + numbers(Style.TEXT, settings) + "]",
                LatexName.operator(name) + "_{" + numbers(Style.LATEX, settings) + "}",
                operands);
    }

    /// Of a node that only checks its operand: written as this is, and held together as strongly.
    static Notation asOperand(Node y) {
        Node x = y.inputs().get(0);
        return x.name().isEmpty() && x.op() instanceof Operation operation
                ? new Notation(
                        through(operation.notation(x).text().binding()),
                        through(operation.notation(x).latex().binding()))
                : new Notation(through(Binding.ATOM), through(Binding.ATOM));
    }

    private static Form through(Binding binding) {
        return Form.of("%s", binding, binding);
    }

    private static String numbers(Style style, double... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> style.number(number).text())
                .collect(joining(COMMA));
    }

    /// The name of a function to a shape, before its operand: `reshape[2×3](x)`.
    static Notation to(String name, Shape target) {
        return function(
                name + Style.TEXT.shape(target),
                LatexName.operator(name) + "_{" + Style.LATEX.shape(target) + "}",
                1);
    }
}
