package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/// What programs compute is what the interpreter says, up to rounding.
@Domain(RandomGraphs.class)
class ProgramLawsTest {
    @Property(tries = 400)
    void aProgramGivesWhatTheInterpreterGives(@ForAll RandomGraph graph) {
        List<Node> outputs = new ArrayList<>(List.of(graph.e(), graph.f()));
        outputs.addAll(Gradient.orZero(graph.e(), graph.used()));
        ImmutableList<Tensor> expected = Interpreter.evaluate(Simplify.of(outputs), graph.feed());
        agree(expected, Program.compile(outputs, Precision.DOUBLE).run(graph.feed()), 1e-12);
        agree(expected, Program.compile(outputs, Precision.FLOAT).run(graph.feed()), 2e-4);
    }

    /// In this graph, [4×3] and [2×2×3] are both seen as rows after their first axis; they are not
    /// the same rows.
    @Test
    void rowsOfAsManyEntriesAreNotTheSameRows() {
        aProgramGivesWhatTheInterpreterGives(new RandomGraph(-8668L, 14));
    }

    private static void agree(List<Tensor> expected, List<Tensor> actual, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            Tensor e = expected.get(i);
            Tensor a = actual.get(i);
            assertThat(a.shape()).isEqualTo(e.shape());
            assertThat(a.kind()).isEqualTo(e.kind());
            double scale = 1;
            for (int k = 0; k < e.size(); k++) {
                scale = Math.max(scale, Math.abs(e.get(k)));
            }
            for (int k = 0; k < e.size(); k++) {
                assertThat(Math.abs(a.get(k) - e.get(k)))
                        .as("output %d: %s and %s", i, e, a)
                        .isLessThanOrEqualTo(tolerance * scale);
            }
        }
    }
}
