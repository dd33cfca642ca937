package chainrule.graph;

import static chainrule.graph.Domain.ALL;
import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.and;
import static chainrule.graph.Functions.cosh;
import static chainrule.graph.Functions.equal;
import static chainrule.graph.Functions.erf;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.expm1;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.lessEqual;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.log1p;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.rsqrt;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sinh;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.where;
import static chainrule.graph.Notation.Binding.ATOM;
import static chainrule.graph.Notation.Binding.LOOSE;
import static chainrule.graph.Notation.Binding.POWER;
import static chainrule.graph.Notation.Binding.PRODUCT;
import static chainrule.graph.Notation.function;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// The element-wise composites without settings, one in a row: notation, definition, a partial
/// ∂y/∂x of their own where the one from the definition loses precision or beauty, and domain.
public final class Composites {
    // spotless:off
    /// 1 / (1 + e⁻ˣ), written so that it does not overflow; its derivative is σ(1 − σ).
    public static final Composite SIGMOID = row("sigmoid", function("σ", "\\sigma", 1),
            x -> logistic(x, exp(abs(x).neg())), (x, y) -> y.mul(y.rsub(1)), ALL);

    /// ln(1 + eˣ), written so that it does not overflow.
    public static final Composite SOFTPLUS = row("softplus", function("softplus", 1),
            x -> maximum(x, zero()).add(log1p(exp(abs(x).neg()))), (x, y) -> sigmoid(x), ALL);

    /// ln σ(x), written so that it does not overflow.
    public static final Composite LOG_SIGMOID = row("log_sigmoid", function("logsigmoid", 1),
            x -> Functions.softplus(x.neg()).neg(), (x, y) -> sigmoid(x.neg()), ALL);

    /// The positive part; its derivative at the kink 0 is 0.
    public static final Composite RELU = row("relu", function("relu", 1),
            x -> maximum(x, zero()), (x, y) -> step(x), ALL.at(0));

    /// 1 above 0, else 0; its derivative is 0 everywhere, also at the jump.
    public static final Composite STEP = row("step", function("step", 1),
            x -> Leaf.mask(less(zero(), x), 1, 0), (x, y) -> zero(), ALL.at(0));

    /// The nearest number between −1 and 1; its derivative is 1 there and at both, else 0.
    public static final Composite HARDTANH = row("hardtanh", function("hardtanh", 1),
            x -> new Clamp(-1, 1).apply(x), ALL.at(-1).at(1));

    /// x·σ(x), also called swish.
    public static final Composite SILU = row("silu", function("silu", 1),
            x -> x.mul(sigmoid(x)), (x, y) -> sigmoid(x).add(y.mul(sigmoid(x).rsub(1))), ALL);

    /// x·Φ(x), where Φ(x) = ½(1 + erf(x/√2)) is the probability of a normal number below x; its derivative is
    /// Φ(x) + x·φ(x), with the density φ(x) = exp(−x²/2)/√(2π).
    public static final Composite GELU = row("gelu", function("gelu", 1),
            x -> x.mul(normal(x)), (x, y) -> normal(x).add(x.mul(exp(square(x).div(2).neg())).div(named("√(2π)", Math.sqrt(2 * Math.PI)))), ALL);

    /// x².
    public static final Composite SQUARE = row("square", Notation.sign("%s²", "{%s}^2", POWER, ATOM),
            x -> x.mul(x), (x, y) -> x.mul(2), ALL);

    /// x³.
    public static final Composite CUBE = row("cube", Notation.sign("%s³", "{%s}^3", POWER, ATOM),
            x -> x.mul(x).mul(x), (x, y) -> square(x).mul(3), ALL);

    /// 1/x.
    public static final Composite RECIPROCAL = row("reciprocal", Notation.sign("1 / %s", "\\frac{1}{%s}", PRODUCT, POWER),
            x -> x.rdiv(1), (x, y) -> square(y).neg(), Domain.where("x ≠ 0").at(0));

    /// 1/√x.
    public static final Composite RSQRT = row("rsqrt", Notation.sign("1 / √(%s)", "\\frac{1}{\\sqrt{%s}}", PRODUCT, LOOSE),
            x -> sqrt(x).rdiv(1), (x, y) -> y.div(x).mul(-0.5), Domain.where("x > 0").at(0));

    /// sin x / cos x.
    public static final Composite TAN = row("tan", function("tan", "\\tan", 1),
            x -> Functions.sin(x).div(Functions.cos(x)), (x, y) -> square(y).add(1), Domain.where("cos x ≠ 0"));

    /// The angle in [−π/2, π/2] whose sine is x: that of the triangle with sides x, √(1 − x²) and 1.
    public static final Composite ASIN = row("asin", function("asin", "\\arcsin", 1),
            x -> Functions.atan(x.div(sqrt(leg(x)))), (x, y) -> rsqrt(leg(x)), Domain.where("−1 ≤ x ≤ 1").at(-1).at(1));

    /// The angle in [0, π] whose cosine is x: twice that whose tangent is √((1 − x)/(1 + x)).
    public static final Composite ACOS = row("acos", function("acos", "\\arccos", 1),
            x -> Functions.atan(sqrt(x.rsub(1).div(x.add(1)))).mul(2), (x, y) -> rsqrt(leg(x)).neg(), Domain.where("−1 ≤ x ≤ 1").at(-1).at(1));

    /// (eˣ − e⁻ˣ)/2, where eˣ − 1 keeps the digits of a small x, and overflows to ±∞.
    public static final Composite SINH = row("sinh", function("sinh", "\\sinh", 1),
            x -> expm1(x).sub(expm1(x.neg())).mul(0.5), (x, y) -> cosh(x), ALL);

    /// (eˣ + e⁻ˣ)/2.
    public static final Composite COSH = row("cosh", function("cosh", "\\cosh", 1),
            x -> evenPart(exp(abs(x))), (x, y) -> sinh(x), ALL);

    /// a·ln b, and 0 where a is 0, whatever b is; there the derivative with respect to b is 0, and that with respect to
    /// a is ln b for a b above 0, else 0.
    public static final Composite XLOGY = new Row("xlogy", _ -> function("xlogy", 2), 2,
            x -> where(isZero(x.get(0)), zero(), x.get(0).mul(log(instead(isZero(x.get(0)), x.get(1))))),
            (Rule.Partials) (x, y) -> List.of(
                    log(instead(and(isZero(x.get(0)), lessEqual(x.get(1), zero())), x.get(1))),
                    x.get(0).div(instead(isZero(x.get(0)), x.get(1)))),
            Domain.where("b > 0, or a = 0").at(0, 0).at(0, 0.5));
    // spotless:on

    private Composites() {}

    private static Composite row(
            String label,
            Notation notation,
            UnaryOperator<Node> definition,
            BinaryOperator<Node> partial,
            Domain domain) {
        return new Row(
                label,
                _ -> notation,
                1,
                x -> definition.apply(x.get(0)),
                (Rule.Partials) (x, y) -> List.of(partial.apply(x.get(0), y)),
                domain);
    }

    private static Composite row(
            String label, Notation notation, UnaryOperator<Node> definition, Domain domain) {
        return new Row(
                label,
                _ -> notation,
                1,
                x -> definition.apply(x.get(0)),
                new Rule.Definition(),
                domain);
    }

    /// A number that is written as its name.
    private static Node named(String name, double value) {
        return Node.constant(value).named(name);
    }

    private static Node zero() {
        return Node.constant(0);
    }

    /// With z = e^−|x|: 1 / (1 + z) for a positive x, and z / (1 + z) for a negative one.
    private static Node logistic(Node x, Node z) {
        return where(less(x, zero()), z, Node.constant(1)).div(z.add(1));
    }

    /// Φ(x)
    private static Node normal(Node x) {
        return erf(x.div(named("√2", Math.sqrt(2)))).add(1).div(2);
    }

    /// 1 − x², as a product, which keeps its digits near ±1.
    private static Node leg(Node x) {
        return x.rsub(1).mul(x.add(1));
    }

    /// With z = eˣ: (eˣ + e⁻ˣ)/2.
    private static Node evenPart(Node z) {
        return z.add(z.rdiv(1)).mul(0.5);
    }

    private static Node isZero(Node x) {
        return equal(x, zero());
    }

    /// x, but 1 where a condition holds.
    private static Node instead(Node condition, Node x) {
        return where(condition, Node.constant(1), x);
    }
}
