package outside;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.codec.GraphText;
import chainrule.codec.Vocabulary;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The new operation of CONTRIBUTING.md, as it stands there, in nobody's package.
final class ContributingTest {
    // CONTRIBUTING: begin
    static final Composite MISH = Composite.of("mish", v -> v.mul(tanh(softplus(v))));

    static void check() {
        GradientCheck.of(v -> sum(MISH.apply(v))).at(Tensor.of(-1, 0.5, 3)).order(4).run();
    }

    // CONTRIBUTING: end

    @Test
    void theOperationOfThePageTakesSixLinesAndWorks() throws IOException {
        String source = Files.readString(Path.of("src/test/java/outside/ContributingTest.java"));
        String begin = "    // CONTRIBUTING: begin\n";
        String code =
                source.substring(
                        source.indexOf(begin) + begin.length(),
                        source.indexOf("    // CONTRIBUTING: end"));
        assertThat(code.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(6);
        assertThat(Files.readString(Path.of("../CONTRIBUTING.md")))
                .contains(code.indent(-4).strip());
        check();
        Node x = input("x");
        Node y = MISH.apply(x);
        double t = Math.tanh(Math.log1p(Math.exp(0.5)));
        double slope = t + 0.5 * (1 - t * t) / (1 + Math.exp(-0.5));
        assertThat(Interpreter.evaluate(Gradient.of(y, x), Feed.of(x, 0.5)).item())
                .isCloseTo(slope, within(1e-15));
        assertThat(Text.latex(y, 80)).isEqualTo("\\operatorname{mish}\\left(x\\right)");
        String text = GraphText.write(List.of(y));
        Node again = GraphText.read(text, Vocabulary.standard().and(MISH)).get(0);
        assertThat(again.op()).isEqualTo(MISH);
    }
}
