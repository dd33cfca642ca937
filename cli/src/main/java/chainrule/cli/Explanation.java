package chainrule.cli;

import chainrule.derivation.Derivation;
import chainrule.derivation.Written;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Formulas;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import chainrule.viz.Picture;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A question with all its answers, which pages write down: values, derivations, derivatives.
///
/// @param question what was asked
/// @param gradients values and derivatives, if there are values
/// @param parts a part for each node that the formula is differentiated by
/// @param trouble what is to be said of numbers that are not finite, if there are any
/// @param rate α, where a step of descent is asked for
/// @param entries how values are written
record Explanation(
        Question question,
        Optional<Gradients> gradients,
        ImmutableList<Part> parts,
        Optional<Trouble> trouble,
        Optional<Double> rate,
        Entries entries) {
    private static final int ROWS = 100;
    private static final int ENTRIES = 6;

    /// ∂E/∂w in all its forms.
    ///
    /// @param by w
    /// @param derivation how it comes about
    /// @param symbol what it is called
    /// @param written ∂E/∂w as the sweep backwards gives it
    /// @param simplified the same, simplified
    /// @param value the same in numbers, if there are values
    /// @param step a step of descent, if one is asked for
    record Part(
            Node by,
            Derivation derivation,
            Written symbol,
            Node written,
            Node simplified,
            Optional<Tensor> value,
            Optional<Step> step) {}

    /// w′ = w − α ∂E/∂w.
    ///
    /// @param formula w − α ∂E/∂w with the derivative written out
    /// @param towards the same as a sum, w + α(y − ŷ)x, where that has no minus sign in front
    /// @param value of w′
    record Step(Node formula, Optional<Node> towards, Tensor value) {}

    /// A node that has a name.
    ///
    /// @param value if there are values
    /// @param derivative what comes back to it, if it is reached
    record Row(Node node, Optional<Tensor> value, Optional<Tensor> derivative) {}

    /// Answers a question.
    ///
    /// @param everyStep whether derivations lead through all nodes
    /// @param digits significant digits of numbers
    /// @param rate α, where a step is asked for
    static Explanation of(Question question, boolean everyStep, int digits, Optional<Double> rate) {
        Optional<Gradients> gradients =
                question.feed().map(values -> Tape.record(question.error(), values).backward());
        ImmutableList<Part> parts =
                question.by().stream()
                        .map(w -> part(question, w, everyStep, digits, gradients, rate))
                        .collect(ImmutableList.toImmutableList());
        Optional<Trouble> trouble = gradients.flatMap(d -> Trouble.of(question, d));
        return new Explanation(
                question, gradients, parts, trouble, rate, new Entries(digits, ENTRIES));
    }

    private static Part part(
            Question question,
            Node w,
            boolean everyStep,
            int digits,
            Optional<Gradients> gradients,
            Optional<Double> rate) {
        Derivation plain = Derivation.of(question.error(), w).digits(digits);
        Derivation all = everyStep ? plain.everyStep() : plain;
        Derivation derivation =
                gradients.isPresent() ? all.at(gradients.orElseThrow().tape()) : all;
        return new Part(
                w,
                derivation,
                derivation.symbol(),
                Gradient.of(question.error(), w),
                derivation.result(),
                gradients.map(d -> d.of(w)),
                rate.flatMap(alpha -> step(question, w, derivation.result(), alpha)));
    }

    private static Optional<Step> step(Question question, Node w, Node derivative, double rate) {
        Node alpha = Functions.input("α");
        Node next = w.sub(alpha.mul(derivative));
        Optional<Node> towards =
                Optional.of(Simplify.of(derivative.neg()))
                        .filter(opposite -> !Text.of(opposite).startsWith("−"))
                        .map(opposite -> w.add(alpha.mul(opposite)));
        return question.feed()
                .filter(_ -> w.op() instanceof Op.Fed)
                .map(values ->
                        new Step(
                                next,
                                towards,
                                Interpreter.of(values)
                                        .and(Map.of(alpha, Tensor.scalar(rate)))
                                        .value(next)));
    }

    /// The formula, a line for each node with a name.
    Formulas formulas() {
        return Formulas.of(question.error());
    }

    /// The nodes with a name, those that are fed first, in the order of their values, and the error
    /// last: all of them, or the first 99 and the error.
    List<Row> rows() {
        List<Node> named = named();
        return Stream.concat(
                        named.stream().limit(Math.min(named.size(), ROWS) - 1),
                        Stream.of(question.error()))
                .map(node ->
                        new Row(
                                node,
                                gradients.map(d -> d.tape().value(node)),
                                gradients.filter(d -> isReached(d, node)).map(d -> d.of(node))))
                .toList();
    }

    /// How many nodes with a name are in no row.
    int leftOut() {
        return Math.max(0, named().size() - ROWS);
    }

    private List<Node> named() {
        return Stream.concat(
                        question.feed().stream().flatMap(values -> values.nodes().stream()),
                        Walk.order(question.error()).stream()
                                .filter(node -> node.name().isPresent()))
                .distinct()
                .toList();
    }

    private static boolean isReached(Gradients gradients, Node node) {
        return node.kind() == Kind.REAL
                && !(node.op() instanceof Op.Constant)
                && gradients.formulas().reaches(node);
    }

    /// The picture as DOT text.
    String dot() {
        return gradients
                .map(Picture::of)
                .orElseGet(() -> Picture.of(question.error()))
                .downwards()
                .dot();
    }
}
