package chainrule.graph;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.grad.Local;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The table of operations in the documentation is made of the rows. If it is not what the rows
/// say, this fails, and `-Dchainrule.write` writes it anew.
final class OperationsTableTest {
    private static final Path FILE = Path.of("../docs/operations.md");
    private static final int WIDTH = 110;

    private static final String HEAD =
            """
            # Operations

            Every operation with its formula, its derivative, its domain, and, for element-wise ones, value and derivative at kinks, jumps and
            the ends of the domain. This page is made of the rows in `chainrule.graph` by `OperationsTableTest`, which fails when it is not
            up to date, and says how to write it anew.

            Operands are called `x`, or `a`, `b` and `c`; what stands in square brackets are settings and shapes. Under "derivative" is, for each
            real operand in turn, the partial ∂y/∂x, where an entry of the result depends on one entry of it, and else what goes on to it of
            the ȳ that arrives. Derivatives are formulas of the same operations, so there is one of every order.

            """;

    @Test
    void thePageSaysWhatTheRowsSay() throws IOException {
        String page = page();
        if (System.getProperty("chainrule.write") != null) {
            Files.writeString(FILE, page);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as(
                        "docs/operations.md is not what the rows say; write it anew by"
                                + " mvn -pl core test -Dtest=OperationsTableTest -Dchainrule.write=true")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, Node> samples = new LinkedHashMap<>();
        Catalogue.samples()
                .filter(s ->
                        !s.row().equals("Row")
                                && !s.row().equals("TextFunction")
                                && !s.row().startsWith("Opaque"))
                .forEach(s -> samples.merge(s.row(), s.node(), OperationsTableTest::clearer));
        section(page, "Element-wise, known to every target", samples, o -> o instanceof Leaf);
        section(
                page,
                "Element-wise, made of others",
                samples,
                o -> o instanceof Composite && scalars(o).isPresent());
        section(
                page,
                "Over axes, and of several entries, made of others",
                samples,
                o -> o instanceof Composite && scalars(o).isEmpty());
        section(
                page,
                "Moving, repeating, summing, multiplying, choosing entries",
                samples,
                o -> o instanceof Structural || o instanceof Opaque);
        return page.toString();
    }

    /// The sample to be shown: a matrix or more, nothing empty or open, the first of these.
    private static Node clearer(Node one, Node other) {
        return isClear(one) || !isClear(other) ? one : other;
    }

    private static boolean isClear(Node node) {
        return node.inputs().get(0).shape().rank() > 1
                && node.inputs().stream()
                        .map(Node::shape)
                        .allMatch(shape -> shape.isKnown() && shape.size() > 0);
    }

    private static void section(
            StringBuilder page, String title, Map<String, Node> samples, Predicate<Operation> in) {
        page.append("## ").append(title).append("\n\n");
        page.append("| operation | formula | derivative | where | at the edges |\n");
        page.append("|---|---|---|---|---|\n");
        for (Node sample : samples.values()) {
            Operation operation = (Operation) sample.op();
            if (in.test(operation)) {
                page.append(line(scalars(operation).orElse(sample)));
            }
        }
        page.append('\n');
    }

    /// An element-wise operation on scalars.
    private static Optional<Node> scalars(Operation operation) {
        for (List<Kind> kinds : kinds()) {
            List<Node> x = new ArrayList<>();
            for (Kind kind : kinds) {
                String name = kinds.size() == 1 ? "x" : String.valueOf((char) ('a' + x.size()));
                x.add(Functions.input(name, kind, Shape.SCALAR));
            }
            try {
                Node y = operation.apply(x.toArray(Node[]::new));
                boolean elementwise =
                        y.edges().stream()
                                .filter(Edge::isReal)
                                .allMatch(e -> Backward.local(e) instanceof Local.Diagonal);
                if (elementwise && !(operation instanceof Structural)) {
                    return Optional.of(y);
                }
            } catch (ShapeException | GraphException _) {
                // not for operands of these kinds
            }
        }
        return Optional.empty();
    }

    private static List<List<Kind>> kinds() {
        return List.of(
                List.of(Kind.REAL),
                List.of(Kind.REAL, Kind.REAL),
                List.of(Kind.BOOL),
                List.of(Kind.BOOL, Kind.BOOL),
                List.of(Kind.BOOL, Kind.REAL, Kind.REAL));
    }

    private static String line(Node y) {
        Operation operation = (Operation) y.op();
        String formula = Text.of(y, WIDTH);
        if (operation instanceof Composite composite) {
            formula += " = " + Text.of(composite.definition(y.inputs()), WIDTH);
        }
        Domain domain = operation.domain();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        operation.label(),
                        cell(formula),
                        cell(derivatives(y)),
                        cell(domain.text()),
                        cell(
                                domain.places().stream()
                                        .map(place -> edge(y, place))
                                        .collect(joining("; "))));
    }

    private static String derivatives(Node y) {
        return y.edges().stream()
                .filter(Edge::isReal)
                .map(Backward::local)
                .map(local ->
                        (local instanceof Local.Map ? "ȳ ↦ " : "")
                                + Text.of(local.formula(), WIDTH))
                .collect(joining(", "));
    }

    /// What a function and its derivatives are worth at a place.
    private static String edge(Node y, double[] place) {
        Feed feed = Feed.empty();
        List<String> at = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            Node x = y.inputs().get(i);
            feed = feed.and(x, Tensor.scalar(place[i]));
            at.add(x.name().orElseThrow() + " = " + Numbers.text(place[i]));
        }
        Interpreter run = Interpreter.of(feed);
        String slopes =
                y.edges().stream()
                        .map(e -> Backward.local(e).formula())
                        .map(partial -> Numbers.text(run.value(partial).item(), 4))
                        .collect(joining(", "));
        return "%s: value %s, derivative %s"
                .formatted(String.join(", ", at), Numbers.text(run.value(y).item(), 4), slopes);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /// Edges are places of the operands: one number for each.
    @Test
    void everyEdgeHasANumberForEachOperand() {
        Catalogue.samples()
                .forEach(s ->
                        assertThat(((Operation) s.node().op()).domain().edges())
                                .allSatisfy(
                                        edge -> assertThat(edge).hasSameSizeAs(s.node().inputs())));
    }

    /// An outsider's row would stand in such a table, too.
    @Test
    void aRowWithoutADomainIsForAllNumbers() {
        Operation mish = Composite.of("mish", v -> v);
        assertThat(mish.domain()).isEqualTo(Domain.ALL);
        assertThat(ImmutableList.copyOf(Domain.ALL.at(1).places())).hasSize(1);
    }
}
