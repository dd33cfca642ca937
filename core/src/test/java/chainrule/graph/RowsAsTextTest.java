package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.codec.GraphText;
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

/// Every row with its settings is written and read back as itself.
final class RowsAsTextTest {
    static Stream<Catalogue.Sample> samples() {
        return Catalogue.samples();
    }

    private static Vocabulary vocabulary(Operation operation) {
        Vocabulary standard = Vocabulary.standard();
        return standard.labels().contains(operation.label()) ? standard : standard.and(operation);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRowIsReadAsItWasWritten(Catalogue.Sample sample) {
        Operation operation = (Operation) sample.node().op();
        String text = GraphText.write(List.of(sample.node()));
        Node read = GraphText.read(text, vocabulary(operation)).get(0);
        assertThat(read.op()).isEqualTo(operation);
        assertThat(read.type()).isEqualTo(sample.node().type());
        assertThat(GraphText.write(List.of(read))).isEqualTo(text);
        Map<Node, Tensor> values = new HashMap<>();
        List<Node> fed = Walk.order(read).stream().filter(x -> x.op() instanceof Op.Fed).toList();
        for (int i = 0; i < sample.operands().size(); i++) {
            values.put(fed.get(i), sample.feed().value(sample.operands().get(i)));
        }
        assertThat(Interpreter.evaluate(read, Feed.of(values)))
                .isEqualTo(Interpreter.evaluate(sample.node(), sample.feed()));
    }
}
