package chainrule.cli;

import chainrule.eval.EvaluationException;
import chainrule.graph.Node;
import chainrule.graph.SourceLines;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import java.util.Optional;
import java.util.stream.Collectors;

/// A value or a derivative that is not finite: where it was born, and what the simplified formula
/// gives in its place.
///
/// @param cause the operation and its operands
/// @param stable the simplified formula and its derivatives, if they are finite
record Trouble(String cause, Optional<Gradients> stable) {

    /// What is to be said of a run, if anything is.
    static Optional<Trouble> of(Question question, Gradients d) {
        if (isFinite(question, d)) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(cause(question), stable(question)));
    }

    private static boolean isFinite(Question question, Gradients d) {
        return d.tape().value(question.error()).firstNotFinite().isEmpty()
                && question.by().stream().allMatch(w -> d.of(w).firstNotFinite().isEmpty());
    }

    private static String cause(Question question) {
        try {
            Gradients checked =
                    Tape.recordChecked(question.error(), question.feed().orElseThrow()).backward();
            for (Node w : question.by()) {
                checked.of(w);
            }
            return "an infinity in the formula was passed on";
        } catch (EvaluationException born) {
            return message(born);
        }
    }

    /// A message as one at a terminal can use it.
    static String message(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.contains(SourceLines.HINT))
                .map(line ->
                        line.replace(
                                "Simplify.of(e) gives a formula that stays finite",
                                "--simplify explains an equal formula that stays finite"))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<Gradients> stable(Question question) {
        try {
            Question simplified = question.simplified();
            Gradients d =
                    Tape.record(simplified.error(), simplified.feed().orElseThrow()).backward();
            return Optional.of(d).filter(_ -> isFinite(simplified, d));
        } catch (IllegalArgumentException namesAreGone) {
            return Optional.empty();
        }
    }
}
