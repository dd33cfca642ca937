package chainrule.graph;

import static chainrule.graph.Domain.ALL;
import static chainrule.graph.Domain.where;
import static chainrule.graph.Notation.Binding.ATOM;
import static chainrule.graph.Notation.Binding.COMPARISON;
import static chainrule.graph.Notation.Binding.LOOSE;
import static chainrule.graph.Notation.Binding.POWER;
import static chainrule.graph.Notation.Binding.PRODUCT;
import static chainrule.graph.Notation.Binding.SUM;
import static chainrule.graph.Notation.function;
import static chainrule.graph.Notation.infix;
import static chainrule.graph.Notation.sign;

import chainrule.graph.Notation.Form;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
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
    MUL    (Leaf::product,                 (a, b) -> a * b, (x, y) -> List.of(x.get(1), x.get(0)), ALL),
    DIV    (_ -> quotient(),               (a, b) -> a / b, (x, y) -> List.of(x.get(1).rdiv(1), y.div(x.get(1)).neg()), where("b ≠ 0").at(1, 0).at(0, 0)),
    NEG    (sign("−%s", "-%s", SUM, PRODUCT), a -> -a,      (x, y) -> List.of(number(-1))),
    POW    (_ -> power(),                  Math::pow,       (x, y) -> Powers.partials(x.get(0), x.get(1), y), where("a > 0, or b whole").at(0, 0).at(0, 1).at(0, 2).at(0, 0.5).at(-2, 3)),
    MAXIMUM(function("maximum", "\\max", 2), Math::max,     (x, y) -> Ties.shared(x.get(0), x.get(1), x.get(1), x.get(0)), ALL.at(1, 1)),
    MINIMUM(function("minimum", "\\min", 2), Math::min,     (x, y) -> Ties.shared(x.get(0), x.get(1), x.get(0), x.get(1)), ALL.at(1, 1)),

    EXP    (function("exp", "\\exp", 1),   Math::exp,       (x, y) -> List.of(y)),
    /// eˣ − 1: the formula loses all digits of a small x.
    EXPM1  (function("expm1", 1),          Math::expm1,     (x, y) -> List.of(y.add(1))),
    LOG    (function("ln", "\\ln", 1),     Math::log,       (x, y) -> List.of(x.get(0).rdiv(1)), where("x > 0").at(0)),
    /// ln(1 + x): the formula loses all digits of a small x.
    LOG1P  (function("log1p", 1),          Math::log1p,     (x, y) -> List.of(x.get(0).add(1).rdiv(1)), where("x > −1").at(-1)),
    SQRT   (sign("√(%s)", "\\sqrt{%s}", ATOM, LOOSE), Math::sqrt, (x, y) -> List.of(y.rdiv(0.5)), where("x ≥ 0").at(0)),
    SIN    (function("sin", "\\sin", 1),   Math::sin,       (x, y) -> List.of(Functions.cos(x.get(0)))),
    COS    (function("cos", "\\cos", 1),   Math::cos,       (x, y) -> List.of(Functions.sin(x.get(0)).neg())),
    ATAN   (function("atan", "\\arctan", 1), Math::atan,    (x, y) -> List.of(Functions.square(x.get(0)).add(1).rdiv(1))),
    TANH   (function("tanh", "\\tanh", 1), Math::tanh,      (x, y) -> List.of(y.mul(y).rsub(1))),
    ERF    (function("erf", 1),            Erf::of,         (x, y) -> List.of(Erf.partial(x.get(0)))),
    /// Its derivative at the kink 0 is 0.
    ABS    (sign("|%s|", "\\left|%s\\right|", ATOM, LOOSE), Math::abs, (x, y) -> List.of(Functions.sign(x.get(0))), ALL.at(0)),
    /// −1, 0 or 1; its derivative is 0 everywhere, also at the jump.
    SIGN   (function("sign", 1),           Math::signum,    (x, y) -> List.of(number(0)), ALL.at(0)),
    /// The largest whole number that is not above x; its derivative is 0 everywhere, also at the jumps.
    FLOOR  (sign("⌊%s⌋", "\\left\\lfloor %s\\right\\rfloor ", ATOM, LOOSE), Math::floor, (x, y) -> List.of(number(0)), ALL.at(1)),
    /// The nearest whole number, of two the even one; its derivative is 0 everywhere, also at the jumps.
    ROUND  (function("round", 1),          Math::rint,      (x, y) -> List.of(number(0)), ALL.at(0.5).at(1.5)),

    LESS      (infix(" < ", " < ", COMPARISON),    Kinds.ORDERED,   (a, b) -> truth(a < b)),
    LESS_EQUAL(infix(" ≤ ", " \\le ", COMPARISON), Kinds.ORDERED,   (a, b) -> truth(a <= b)),
    EQUAL     (infix(" = ", " = ", COMPARISON),    Kinds.SAME,      (a, b) -> truth(a == b)),
    AND       (function("and", 2),                 Kinds.LOGICAL,   (a, b) -> truth(a != 0 && b != 0)),
    OR        (function("or", 2),                  Kinds.LOGICAL,   (a, b) -> truth(a != 0 || b != 0)),
    NOT       (function("not", 1),                 Kinds.NEGATION,  (a, _) -> truth(a == 0)),
    /// Indices and truth values as real numbers: true is 1, false is 0.
    TO_REAL   (function("real", 1),                Kinds.TO_REAL,   (a, _) -> a),
    /// Where the condition holds the second operand, elsewhere the third. The derivative goes to the chosen entries; an
    /// infinite partial behind an entry that was not chosen still gives 0·∞ = NaN, as in other frameworks.
    WHERE     (_ -> function("where", 3), Kinds.CHOICE, (a, b, c) -> a != 0 ? b : c,
               (x, y) -> List.of(number(0), mask(x.get(0), 1, 0), mask(x.get(0), 0, 1)), ALL);
    // spotless:on

    /// The value of one entry; operands that there are not come as 0, truth values as 0 and 1.
    @FunctionalInterface
    public interface Value {
        double of(double a, double b, double c);
    }

    private final Function<Node, Notation> notation;
    private final ImmutableList<Kinds> kinds;
    private final Value value;
    private final Rule.Partials partials;
    private final Domain domain;

    Leaf(
            Function<Node, Notation> notation,
            ImmutableList<Kinds> kinds,
            Value value,
            Rule.Partials partials,
            Domain domain) {
        this.notation = notation;
        this.kinds = kinds;
        this.value = value;
        this.partials = partials;
        this.domain = domain;
    }

    Leaf(Notation notation, DoubleUnaryOperator value, Rule.Partials partials, Domain domain) {
        this(_ -> notation, Kinds.REAL_1, (a, _, _) -> value.applyAsDouble(a), partials, domain);
    }

    Leaf(Notation notation, DoubleUnaryOperator value, Rule.Partials partials) {
        this(notation, value, partials, ALL);
    }

    Leaf(
            Function<Node, Notation> notation,
            DoubleBinaryOperator value,
            Rule.Partials partials,
            Domain domain) {
        this(notation, Kinds.REAL_2, (a, b, _) -> value.applyAsDouble(a, b), partials, domain);
    }

    Leaf(Notation notation, DoubleBinaryOperator value, Rule.Partials partials, Domain domain) {
        this(_ -> notation, value, partials, domain);
    }

    Leaf(Notation notation, DoubleBinaryOperator value, Rule.Partials partials) {
        this(notation, value, partials, ALL);
    }

    /// An operation that no derivative goes through: on truth values or indices, or to them.
    Leaf(Notation notation, ImmutableList<Kinds> kinds, DoubleBinaryOperator value) {
        this(
                _ -> notation,
                kinds,
                (a, b, _) -> value.applyAsDouble(a, b),
                (x, _) -> Collections.nCopies(x.size(), number(0)),
                ALL);
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Kind result = Kinds.result(this, kinds, x);
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

    @Override
    public Domain domain() {
        return domain;
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
