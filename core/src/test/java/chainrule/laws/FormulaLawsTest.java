package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.codec.CodecException;
import chainrule.codec.Formula;
import chainrule.codec.Symbols;
import chainrule.codec.Vocabulary;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/// What is true of every graph that is written as formulas and read back, and of every text.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class FormulaLawsTest {
    /// Names that formulas of all kinds trip over.
    private static final List<String> HOSTILE =
            List.of(
                    "x",
                    "x",
                    "x²",
                    "x²²",
                    "xᵀ",
                    "W₁⁽²⁾",
                    "W",
                    "Wᵀ",
                    "batch",
                    "return",
                    "true",
                    "NaN",
                    "float",
                    "const",
                    "size",
                    "index",
                    "exp",
                    "Σ",
                    "Σ₀",
                    "σ",
                    "sum",
                    "axes",
                    "keepDims",
                    "swish",
                    "input",
                    "parameter",
                    "t₁",
                    "t₂",
                    "x₍₂₎",
                    "a b",
                    " a ",
                    "a\nb",
                    "\"",
                    "\\",
                    "\\u0041",
                    "#",
                    ";",
                    "a # b",
                    "h = x",
                    "1",
                    "2x",
                    "−1",
                    "|x|",
                    "[0:1]",
                    "שלום",
                    "\u202Eabc",
                    "👩‍👩‍👧",
                    "\ud800",
                    "\u0000",
                    "a\u2028",
                    "x".repeat(200),
                    "×",
                    "·",
                    "∞",
                    "%s",
                    "𝒲",
                    "□0",
                    "maximum",
                    "√");

    static Vocabulary vocabulary(List<Node> roots) {
        Map<String, Operation> more = new HashMap<>();
        for (Node node : Walk.order(roots)) {
            if (node.op() instanceof Operation operation
                    && !Vocabulary.standard().labels().contains(operation.label())) {
                more.put(operation.label(), operation);
            }
        }
        return Vocabulary.standard().and(more.values().toArray(Operation[]::new));
    }

    static ImmutableList<Node> assertReadAsWritten(List<Node> roots) {
        Vocabulary vocabulary = vocabulary(roots);
        String text = Formula.write(roots, vocabulary);
        ImmutableList<Node> read;
        try {
            read = Formula.read(text, Symbols.none().and(vocabulary)).results();
        } catch (CodecException refusal) {
            throw new AssertionError(text, refusal);
        }
        assertThat(Structure.of(read)).as(text).isEqualTo(Structure.of(roots));
        assertThat(Formula.write(read, vocabulary)).isEqualTo(text);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(1_000));
        return read;
    }

    @Property(tries = 300)
    void aGraphIsReadAsItWasWritten(@ForAll RandomGraph graph) {
        assertReadAsWritten(List.of(graph.e()));
        assertReadAsWritten(List.of(graph.e(), graph.f(), graph.e()));
    }

    @Property(tries = 100)
    void soAreItsGradientsOfBothOrdersAndItsSimplerForm(@ForAll RandomGraph graph) {
        List<Node> gradients = Gradient.of(graph.e(), graph.used());
        assertReadAsWritten(gradients);
        assertReadAsWritten(List.of(Simplify.of(graph.e())));
        Node norm =
                gradients.stream()
                        .map(g ->
                                chainrule.graph.Functions.sum(chainrule.graph.Functions.square(g)))
                        .reduce(Node::add)
                        .orElseThrow();
        assertReadAsWritten(Gradient.orZero(norm, graph.used()));
    }

    @Property(tries = 100)
    void whatIsReadHasTheSameBits(@ForAll RandomGraph graph) {
        List<Node> roots = new ArrayList<>(List.of(graph.e()));
        roots.addAll(graph.used());
        List<Node> read = assertReadAsWritten(roots);
        Map<Node, Tensor> values = new HashMap<>();
        for (int i = 1; i < roots.size(); i++) {
            values.put(read.get(i), graph.feed().value(roots.get(i)));
        }
        assertThat(Interpreter.evaluate(read.get(0), Feed.of(values)))
                .isEqualTo(Interpreter.evaluate(graph.e(), graph.feed()));
    }

    @Property(tries = 500)
    void namesMayBeAnything(@ForAll RandomGraph graph, @ForAll Random random) {
        IdentityHashMap<Node, Node> named =
                Walk.rebuild(
                        List.of(graph.e()),
                        (node, x) -> {
                            Node made =
                                    node.op() instanceof Operation operation
                                            ? Node.apply(operation, x)
                                            : node;
                            String name = HOSTILE.get(random.nextInt(HOSTILE.size()));
                            return random.nextInt(3) == 0 ? made.named(name) : made;
                        });
        assertReadAsWritten(List.of(named.get(graph.e())));
    }

    @Property(tries = 100_000)
    void garbageIsRefusedOrRead(@ForAll("garbage") String text) {
        readOrRefused(text, Symbols.none());
    }

    private static void readOrRefused(String text, Symbols symbols) {
        ImmutableList<Node> read;
        try {
            read = Formula.read(text, symbols).results();
        } catch (CodecException refusal) {
            assertThat(refusal).message().matches("(?s)line \\d+, column \\d+:\n  .*\n  .*\\^\n.+");
            return;
        }
        assertReadAsWritten(read);
    }

    @Provide
    Arbitrary<String> garbage() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        ("x|y|z|W|m|wx|xᵀ|x²|2|0.5|1e−7|1e999|∞|NaN|true|(|)|[|]|{|}|‖|+|−|-|*|·|⊙|@|/|^|**|²|ᵀ"
                                        + "|<|≤|=|==|≠|:|:=|,|;|\n| |exp|ln |σ|σ(|Σ₀|sum(|softmax₁|max|clamp[0, 1]|reshape[2×3]"
                                        + "|einsum[ij->ji]|√|⌊|⌋|axes=[0]|, keepDims=true|f(z) = |f(|x : input|W : parameter"
                                        + "|[m×2]|[2]|INDEX |return |float(|index(|const[2]|size(|#|\"|\"a b\"|×|where(|[0:1]|[:, 0]|!")
                                .split("\\|"));
        Arbitrary<String> joined =
                pieces.list().ofMaxSize(30).map(list -> String.join("", list).replace('‖', '|'));
        return Arbitraries.oneOf(joined, Arbitraries.strings().ofMaxLength(60));
    }

    @Property(tries = 3_000)
    void aDamagedTextIsRefusedOrRead(@ForAll RandomGraph graph, @ForAll Random random) {
        List<Node> roots =
                random.nextBoolean() ? List.of(graph.e()) : Gradient.of(graph.e(), graph.used());
        Vocabulary vocabulary = vocabulary(roots);
        StringBuilder text = new StringBuilder(Formula.write(roots, vocabulary));
        for (int times = 1 + random.nextInt(4); times > 0 && !text.isEmpty(); times--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(4));
            int other = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(other, text.substring(from, to));
                case 2 -> text.setCharAt(from, text.charAt(other));
                default -> text.setLength(from);
            }
        }
        readOrRefused(text.toString(), Symbols.none().and(vocabulary));
    }
}
