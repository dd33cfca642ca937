package chainrule.graph;

import static chainrule.graph.Notation.Binding.ATOM;
import static chainrule.graph.Notation.Binding.COMPARISON;
import static chainrule.graph.Notation.Binding.LOOSE;
import static chainrule.graph.Notation.Binding.POWER;
import static chainrule.graph.Notation.Binding.PRODUCT;
import static chainrule.graph.Notation.Binding.SUM;
import static chainrule.graph.Notation.function;
import static chainrule.graph.Notation.infix;
import static chainrule.graph.Notation.sign;
import static chainrule.tensor.Kind.BOOL;
import static chainrule.tensor.Kind.REAL;

import chainrule.graph.Notation.Form;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// The element-wise operations that every target must know: all others are made of them. In a row
/// stand the notation, the value of one entry, and the partial derivatives ∂y/∂xᵢ as nodes, where
/// `x` are the operands and `y` is the result. A function becomes a leaf only when no formula of
/// others gives it, or loses precision.
@SuppressWarnings("ImmutableEnumChecker") // the lambdas of the rows hold no state
public enum Leaf implements Operation {
    // spotless:off
    ADD    (infix(" + ", " + ", SUM),      (a, b) -> a + b, (x, y) -> List.of(number(1), number(1))),
    SUB    (infix(" − ", " - ", SUM),      (a, b) -> a - b, (x, y) -> List.of(number(1), number(-1))),
    MUL    (Leaf::product,                 (a, b) -> a * b, (x, y) -> List.of(x.get(1), x.get(0))),
    DIV    (quotient(),                    (a, b) -> a / b, (x, y) -> List.of(x.get(1).rdiv(1), y.div(x.get(1)).neg())),
    NEG    (sign("−%s", "-%s", SUM, PRODUCT), a -> -a,      (x, y) -> List.of(number(-1))),
    POW    (power(),                       Math::pow,       (x, y) -> Powers.partials(x.get(0), x.get(1), y)),
    MAXIMUM(function("maximum", "\\max", 2), Math::max,     (x, y) -> Ties.shared(x.get(0), x.get(1), x.get(1), x.get(0))),
    MINIMUM(function("minimum", "\\min", 2), Math::min,     (x, y) -> Ties.shared(x.get(0), x.get(1), x.get(0), x.get(1))),

    EXP    (function("exp", "\\exp", 1),   Math::exp,       (x, y) -> List.of(y)),
    LOG    (function("ln", "\\ln", 1),     Math::log,       (x, y) -> List.of(x.get(0).rdiv(1))),
    /// ln(1 + x): the formula loses all digits of a small x.
    LOG1P  (function("log1p", 1),          Math::log1p,     (x, y) -> List.of(x.get(0).add(1).rdiv(1))),
    SQRT   (function("√", "\\sqrt", 1),    Math::sqrt,      (x, y) -> List.of(y.rdiv(0.5))),
    TANH   (function("tanh", "\\tanh", 1), Math::tanh,      (x, y) -> List.of(y.mul(y).rsub(1))),
    /// Its derivative at the kink 0 is 0.
    ABS    (sign("|%s|", "\\left|%s\\right|", ATOM, LOOSE), Math::abs, (x, y) -> List.of(Functions.sign(x.get(0)))),
    /// −1, 0 or 1; its derivative is 0 everywhere, also at the jump.
    SIGN   (function("sign", 1),           Math::signum,    (x, y) -> List.of(number(0))),

    LESS      (infix(" < ", " < ", COMPARISON),    REAL, (a, b) -> truth(a < b)),
    LESS_EQUAL(infix(" ≤ ", " \\le ", COMPARISON), REAL, (a, b) -> truth(a <= b)),
    EQUAL     (infix(" = ", " = ", COMPARISON),    REAL, (a, b) -> truth(a == b)),
    AND       (function("and", 2),                 BOOL, (a, b) -> truth(a != 0 && b != 0)),
    OR        (function("or", 2),                  BOOL, (a, b) -> truth(a != 0 || b != 0)),
    NOT       (function("not", 1),                 List.of(BOOL), BOOL, (a, b, c) -> truth(a == 0), (x, y) -> List.of()),
    /// Where the condition holds the second operand, elsewhere the third. The derivative goes to the chosen entries; an
    /// infinite partial behind an entry that was not chosen still gives 0·∞ = NaN, as in other frameworks.
    WHERE     (function("where", 3),               List.of(BOOL, REAL, REAL), REAL, (a, b, c) -> a != 0 ? b : c,
               (x, y) -> List.of(number(0), mask(x.get(0), 1, 0), mask(x.get(0), 0, 1)));
    // spotless:on

    /// The value of one entry; operands that there are not come as 0, truth values as 0 and 1.
    @FunctionalInterface
    public interface Value {
        double of(double a, double b, double c);
    }

    private final Function<Node, Notation> notation;
    private final List<Kind> operands;
    private final Kind result;
    private final Value value;
    private final Rule.Partials partials;

    Leaf(
            Function<Node, Notation> notation,
            List<Kind> operands,
            Kind result,
            Value value,
            Rule.Partials partials) {
        this.notation = notation;
        this.operands = operands;
        this.result = result;
        this.value = value;
        this.partials = partials;
    }

    Leaf(Notation notation, List<Kind> operands, Kind result, Value value, Rule.Partials partials) {
        this(_ -> notation, operands, result, value, partials);
    }

    Leaf(Notation notation, DoubleUnaryOperator value, Rule.Partials partials) {
        this(notation, List.of(REAL), REAL, (a, b, c) -> value.applyAsDouble(a), partials);
    }

    Leaf(Notation notation, DoubleBinaryOperator value, Rule.Partials partials) {
        this(_ -> notation, value, partials);
    }

    Leaf(Function<Node, Notation> notation, DoubleBinaryOperator value, Rule.Partials partials) {
        this(notation, List.of(REAL, REAL), REAL, (a, b, c) -> value.applyAsDouble(a, b), partials);
    }

    /// A comparison or logical operation.
    Leaf(Notation notation, Kind operand, DoubleBinaryOperator value) {
        this(
                notation,
                List.of(operand, operand),
                BOOL,
                (a, b, c) -> value.applyAsDouble(a, b),
                (x, y) -> List.of());
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, operands, x);
        Shape shape = Operands.broadcast(this, x);
        Type first = x.get(0).type();
        return first.kind() == result && first.shape().equals(shape)
                ? first
                : new Type(result, shape);
    }

    /// The value of one entry of the result; operands that there are not may be anything.
    public double value(double a, double b, double c) {
        return value.of(a, b, c);
    }

    @Override
    public Rule.Partials rule() {
        return partials;
    }

    @Override
    public Notation notation(Node y) {
        return notation.apply(y);
    }

    private static Notation product(Node y) {
        boolean scaling = y.inputs().stream().anyMatch(x -> x.shape().isScalar());
        return scaling ? infix(" · ", " \\cdot ", PRODUCT) : infix(" ⊙ ", " \\odot ", PRODUCT);
    }

    private static Notation quotient() {
        return new Notation(
                Form.of("%s / %s", PRODUCT, PRODUCT, POWER),
                Form.of("\\frac{%s}{%s}", POWER, LOOSE, LOOSE));
    }

    private static Notation power() {
        return new Notation(
                Form.of("%s^%s", POWER, ATOM, ATOM), Form.of("{%s}^{%s}", POWER, ATOM, LOOSE));
    }

    private static Node number(double value) {
        return Node.constant(value);
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    static Node mask(Node condition, double then, double otherwise) {
        return WHERE.apply(condition, number(then), number(otherwise));
    }
}
