package chainrule.graph;

import static chainrule.program.Agreement.assertAgree;
import static chainrule.program.Agreement.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.simplify.Lower;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row, compiled, with its gradients, is worth what the interpreter says.
final class RowsAsProgramsTest {
    /// No result is further than 90 roundings from the operands, and none is steep there: the
    /// largest entry is off by 90 · 2⁻⁵³ = 1e-14 of itself at most.
    private static final double DOUBLE = 1e-14;

    /// 90 · 2⁻²⁴.
    private static final double FLOAT = 5.4e-6;

    static Stream<Catalogue.Sample> samples() {
        return Catalogue.samples();
    }

    static Stream<Catalogue.Sample> differentiable() {
        return RowsTest.differentiable();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aProgramGivesTheValueOfARow(Catalogue.Sample sample) {
        compare(sample.toString(), List.of(sample.node()), sample.feed());
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void aProgramGivesTheGradientsOfARow(Catalogue.Sample sample) {
        List<Node> outputs = new ArrayList<>();
        outputs.add(sample.weighted());
        outputs.add(sample.node());
        outputs.addAll(Gradient.orZero(sample.weighted(), reals(sample)));
        compare(sample.toString(), outputs, sample.weightedFeed());
    }

    private static List<Node> reals(Catalogue.Sample sample) {
        return sample.operands().stream().filter(x -> x.kind() == Kind.REAL).toList();
    }

    private static void compare(String what, List<Node> outputs, Feed given) {
        Feed feed = rounded(given);
        ImmutableList<Tensor> expected = Interpreter.evaluate(Simplify.of(outputs), feed);
        Program inDouble = Program.compile(outputs, Precision.DOUBLE);
        assertAgree(what, expected, inDouble.run(feed), DOUBLE);
        Program inFloat = Program.compile(outputs, Precision.FLOAT);
        assertAgree(what, expected, inFloat.run(feed), FLOAT);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noCompositeIsLeftOnceARowIsLowered(Catalogue.Sample sample) {
        assertThat(Walk.order(Lower.of(List.of(sample.node())).outputs()))
                .extracting(Node::op)
                .doesNotHaveAnyElementsOfTypes(Composite.class);
    }
}
