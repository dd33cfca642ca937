package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import chainrule.tensor.Dim;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.regex.Pattern;

/// What differs between plain text and LaTeX: how operations, names and values are written.
enum Style {
    TEXT("", "", "×", "…") {
        @Override
        Form form(Notation notation) {
            return notation.text();
        }

        @Override
        String name(String name) {
            return BREAKS.matcher(name).replaceAll(" ");
        }

        @Override
        Written number(double value) {
            String text = Numbers.text(value);
            return new Written(text, text.contains("e") ? Binding.POWER : Binding.ATOM);
        }

        @Override
        String dim(Dim dim) {
            return name(dim.toString());
        }
    },

    /// For mathematics mode, with amsmath.
    LATEX("\\left", "\\right", " \\times ", "\\dots") {
        @Override
        Form form(Notation notation) {
            return notation.latex();
        }

        @Override
        String name(String name) {
            return LatexName.of(name);
        }

        @Override
        Written number(double value) {
            String text = Numbers.text(value);
            int e = text.indexOf('e');
            return e < 0
                    ? new Written(name(text), Binding.ATOM)
                    : new Written(
                            "%s \\cdot 10^{%s}"
                                    .formatted(
                                            name(text.substring(0, e)),
                                            name(text.substring(e + 1))),
                            Binding.PRODUCT);
        }

        @Override
        String dim(Dim dim) {
            String name = dim.isKnown() ? "" : name(dim.name());
            return dim.isKnown() || dim.factor() != 1
                    ? dim.factor() + (name.isEmpty() ? "" : " \\cdot ") + name
                    : name;
        }
    };

    /// Line ends and other control characters, and those that turn the direction of what follows.
    private static final Pattern BREAKS =
            Pattern.compile("[\\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+");

    private static final int WRITTEN_IN_FULL = 6;

    private final String left;
    private final String right;
    private final String times;
    private final String dots;

    Style(String left, String right, String times, String dots) {
        this.left = left;
        this.right = right;
        this.times = times;
        this.dots = dots;
    }

    /// Something written, and how strongly it holds together.
    record Written(String text, Binding binding) {}

    abstract Form form(Notation notation);

    /// A name, whatever it is, on one line.
    abstract String name(String name);

    abstract Written number(double value);

    abstract String dim(Dim dim);

    /// Between brackets or bars, which LaTeX makes as high as what they enclose.
    String within(String open, String text, String close) {
        return left + open + text + right + close;
    }

    String open() {
        return left + "(";
    }

    String close() {
        return right + ")";
    }

    /// What stands for all that is left out.
    String dots() {
        return dots;
    }

    String shape(Shape shape) {
        return within("[", shape.dims().stream().map(this::dim).collect(joining(times)), "]");
    }

    /// A source that has no name. A size is written as its dimension: `m`.
    Written source(Op.Source source) {
        return switch (source) {
            case Op.Input _, Op.Parameter _ -> throw new GraphException("a source without a name");
            case Op.Constant(Tensor value) -> constant(value);
            case Op.Size(Dim dim) ->
                    new Written(dim(dim), dim.factor() == 1 ? Binding.ATOM : Binding.PRODUCT);
        };
    }

    private Written constant(Tensor value) {
        if (value.shape().isScalar()) {
            Written number = number(value.item());
            return value.item() < 0 ? new Written(number.text, Binding.SUM) : number;
        }
        boolean inFull = value.shape().rank() == 1 && value.size() <= WRITTEN_IN_FULL;
        return new Written(
                inFull ? within("[", entries(value), "]") : name("const") + shape(value.shape()),
                Binding.ATOM);
    }

    private String entries(Tensor value) {
        return Arrays.stream(value.toDoubles())
                .mapToObj(entry -> number(entry).text)
                .collect(joining(Notation.COMMA));
    }
}
