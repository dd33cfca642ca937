package chainrule.derivation;

import chainrule.grad.Gradient;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// The derivation of ∂e/∂w by the chain rule, as one writes it on a blackboard:
///
/// ```
/// ∂E/∂w = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w
/// ∂E/∂ŷ = ŷ − y                      = −0.3
/// ∂ŷ/∂z = ŷ · (1 − ŷ)                = 0.21
/// ∂z/∂w = x                          = 2
/// ∂E/∂w = −0.3 · 0.21 · 2            = −0.126
/// ∂E/∂w = (ŷ − y) · ŷ · (1 − ŷ) · x  = −0.126
/// ```
///
/// The first line goes through the nodes that have a name, the stations; there is a product for
/// each path, at most 20 are written, and the others are counted. Each factor ∂u/∂v is then
/// explained: it is the derivative of u by way of nodes without a name, the other stations held.
/// With a tape, the numbers of the factors and of their product follow. The last line is the
/// gradient as it is when all is put together and simplified.
///
/// If a station is not one number, its factors are linear maps, whose product the first line still
/// is. Then there is a line for each station, with all that comes back to it: `∂E/∂z = ∂E/∂ŷ ⊙ ŷ ⊙
/// (1 − ŷ)` where it comes entry by entry, `∂E/∂W = Xᵀ·∂E/∂z` through a matrix product, a sum where
/// several stations use it. A number that stands for a tensor stands for each of its entries.
///
/// Where E uses v both directly and by way of another station, ∂E/∂v is the factor, with that
/// station held, and all that comes back to v is written dE/dv.
///
/// No text is longer than some hundred lines, whatever the graph.
public final class Derivation {
    private static final int DIGITS = 4;
    private static final int MOST_DIGITS = 17;

    private final Node e;
    private final Node w;
    private final boolean everyStep;
    private final Optional<Tape> tape;
    private final int digits;
    private final Supplier<Node> result;
    private final Supplier<Chain> chain;

    private Derivation(
            Node e,
            Node w,
            boolean everyStep,
            Optional<Tape> tape,
            int digits,
            Supplier<Node> result) {
        this.e = e;
        this.w = w;
        this.everyStep = everyStep;
        this.tape = tape;
        this.digits = digits;
        this.result = result;
        this.chain = Suppliers.memoize(() -> Ways.chain(e, w, everyStep));
    }

    /// The derivation of a scalar's derivative with respect to a node that it is made of, in
    /// formulas.
    ///
    /// @throws GraphException if `e` is not one real number, or `w` is not part of it, is a
    ///   constant, or holds no real numbers
    public static Derivation of(Node e, Node w) {
        if (e.kind() != Kind.REAL || !e.shape().isOneEntry()) {
            throw new GraphException(
                    "a derivation is of one real number, and this is %s %s:\n  %s\n%s"
                            .formatted(
                                    e.kind(),
                                    e.shape(),
                                    Text.of(e),
                                    e.kind() == Kind.REAL
                                            ? "take its mean(…) or sum(…), or one of its entries"
                                            : "derive one of the numbers that it is made of"));
        }
        Node gradient = Gradient.of(e, w);
        return new Derivation(
                e,
                w,
                false,
                Optional.empty(),
                DIGITS,
                Suppliers.memoize(() -> Simplify.of(gradient)));
    }

    /// The same with numbers.
    ///
    /// @param tape a run of the error, or of a formula that it is part of
    /// @throws GraphException if it is the run of another formula
    public Derivation at(Tape tape) {
        if (!Walk.order(tape.root()).contains(e)) {
            throw new GraphException(
                    "the tape has the values of %s, and what is derived is no part of that: %s; record that one, Tape.record(e, …)"
                            .formatted(Text.of(tape.root()), Text.of(e)));
        }
        return new Derivation(e, w, everyStep, Optional.of(tape), digits, result);
    }

    /// The same through all nodes: those without a name are called t₁, t₂, … and said what they
    /// are.
    public Derivation everyStep() {
        return new Derivation(e, w, true, tape, digits, result);
    }

    /// The same with numbers to so many significant digits, from 1 to 17; they are 4 unless set.
    ///
    /// @throws GraphException if there cannot be so many
    public Derivation digits(int digits) {
        if (digits < 1 || digits > MOST_DIGITS) {
            throw new GraphException(
                    "numbers have 1 to 17 significant digits, and %s were asked for"
                            .formatted(Numbers.text(digits)));
        }
        return new Derivation(e, w, everyStep, tape, digits, result);
    }

    /// How ∂e/∂w is called: `∂E/∂w`, or `dE/dw` where E uses w both directly and by way of another
    /// station.
    public Written symbol() {
        return new Labels(e, w, chain.get()).total(w);
    }

    /// ∂e/∂w simplified, in w's shape: what the last line says.
    public Node result() {
        return result.get();
    }

    /// The number of paths from e to w through stations.
    ///
    /// @throws GraphException if it takes too long to tell what lies between the nodes with a name;
    ///   so do all methods below
    public BigInteger count() {
        return chain.get().count();
    }

    /// The first 20 paths, each from e down to w, in the order of operands; the path of e to itself
    /// is e alone.
    public ImmutableList<ImmutableList<Node>> paths() {
        return chain.get().paths(Blackboard.PATHS);
    }

    /// All steps, in the order in which they are written.
    public ImmutableList<Step> steps() {
        Steps steps = steps(new Labels(e, w, chain.get()));
        return steps.places().map(steps::step).collect(ImmutableList.toImmutableList());
    }

    /// As plain text, without a line end at the end.
    public String text() {
        return Page.text(rows());
    }

    /// As LaTeX for mathematics mode with amsmath, aligned at the equals signs.
    public String latex() {
        return Page.latex(rows());
    }

    /// As a numbered list in Markdown, with formulas in LaTeX between dollar signs.
    public String markdown() {
        return Page.markdown(rows());
    }

    private List<Row> rows() {
        Labels labels = new Labels(e, w, chain.get());
        return new Blackboard(e, w, chain.get(), labels, steps(labels), figures(), result.get())
                .rows();
    }

    private Steps steps(Labels labels) {
        return new Steps(e, chain.get(), labels, tape, figures());
    }

    private Figures figures() {
        return new Figures(digits);
    }

    /// As plain text.
    @Override
    public String toString() {
        return text();
    }
}
