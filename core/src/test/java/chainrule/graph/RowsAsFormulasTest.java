package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.codec.Formula;
import chainrule.codec.Symbols;
import chainrule.codec.Vocabulary;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row with its settings is written as a formula and read back as itself, alone and inside
/// other operations.
final class RowsAsFormulasTest {
    static Stream<Catalogue.Sample> samples() {
        return Catalogue.samples();
    }

    private static Vocabulary vocabulary(Operation operation) {
        Vocabulary standard = Vocabulary.standard();
        return standard.labels().contains(operation.label()) ? standard : standard.and(operation);
    }

    private static Node read(Node node, Vocabulary vocabulary) {
        String text = Formula.write(List.of(node), vocabulary);
        Node read = Formula.read(text, Symbols.none().and(vocabulary)).result();
        assertThat(Formula.write(List.of(read), vocabulary)).isEqualTo(text);
        return read;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRowIsReadAsItWasWritten(Catalogue.Sample sample) {
        Operation operation = (Operation) sample.node().op();
        Node read = read(sample.node(), vocabulary(operation));
        assertThat(read.op()).isEqualTo(operation);
        assertThat(read.type()).isEqualTo(sample.node().type());
        Map<Node, Tensor> values = new HashMap<>();
        List<Node> fed = Walk.order(read).stream().filter(x -> x.op() instanceof Op.Fed).toList();
        for (int i = 0; i < sample.operands().size(); i++) {
            values.put(fed.get(i), sample.feed().value(sample.operands().get(i)));
        }
        assertThat(Interpreter.evaluate(read, Feed.of(values)))
                .isEqualTo(Interpreter.evaluate(sample.node(), sample.feed()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void soItIsInsideOthers(Catalogue.Sample sample) {
        Operation operation = (Operation) sample.node().op();
        Node y = sample.node();
        if (y.kind() == chainrule.tensor.Kind.REAL) {
            Node inside = Functions.square(y.neg()).mul(y).div(y.add(Functions.abs(y)));
            Node read = read(inside, vocabulary(operation));
            assertThat(Formulas.of(read).withShapes().text())
                    .isEqualTo(Formulas.of(inside).withShapes().text());
            assertThat(read.inputs().get(0).inputs().get(1).op()).isEqualTo(operation);
        }
    }
}
