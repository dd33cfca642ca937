package chainrule.graph;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.grad.Gradient;
import chainrule.simplify.Simplify;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Nodes made of a node are found where that one was written. The line itself is tested from
/// outside this package, which counts as the library.
class OriginTest {
    private final Node x = input("x", 3);
    private final Node e = Scope.within("error", () -> mean(log(sigmoid(x))).neg());

    private static List<String> scopes(Node e) {
        return Walk.order(e).stream()
                .filter(n -> n.op() instanceof Operation)
                .map(Node::scope)
                .distinct()
                .toList();
    }

    @Test
    void aSimplerFormHasTheScopeOfWhatItStandsFor() {
        Node simple = Simplify.of(e);
        assertThat(Text.of(simple)).isNotEqualTo(Text.of(e));
        assertThat(scopes(simple)).containsExactly("error");
    }

    @Test
    void aDerivativeHasTheScopeOfWhatItCameThrough() {
        Node hidden = Scope.within("hidden", () -> x.mul(x));
        Node out = Scope.within("out", () -> sum(sigmoid(hidden)));
        assertThat(scopes(Gradient.of(out, x))).contains("hidden", "out").doesNotContain("error");
    }

    @Test
    void aPlaceThatIsKnownOtherwiseIsGiven() {
        Node there =
                Scope.within(
                        "here", () -> Origin.at("a/b", Optional.of("A.java:1"), () -> x.neg()));
        assertThat(there.scope()).isEqualTo("a/b");
        assertThat(there.line()).contains("A.java:1");
        Node nowhere = SourceLines.record(() -> Origin.at("", Optional.empty(), () -> x.neg()));
        assertThat(nowhere.scope()).isEmpty();
        assertThat(nowhere.line()).isEmpty();
    }

    @Test
    void oneScopeDoesNotLeakIntoAnother() {
        Scope.within("first", () -> Gradient.of(sum(x.add(x).sub(x)), x));
        assertThat(scopes(Gradient.of(sum(x.add(x)), x))).containsExactly("");
    }
}
