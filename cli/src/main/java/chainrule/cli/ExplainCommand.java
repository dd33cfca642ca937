package chainrule.cli;

import chainrule.eval.EvaluationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `chainrule explain`.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        preprocessor = MinusSigns.class,
        description = {
            "Derive the gradient of a formula by the chain rule, and draw it.",
            "docs/explain.md has examples, docs/formulas.md the notation."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String NO_NAME = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FORMULA",
            arity = "0..1",
            description = {
                "\"ŷ = σ(w x + b); E = (y − ŷ)²\": lines between semicolons, the last one is explained. @FILE: the formula in a file."
            })
    private List<String> formulas = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "NAME=VALUE,…",
            description = {
                "Values: x=0.5,w=[1, 2],W=[[1, 2], [3, 4]]. @FILE: the values in a file, one a line. Without values, formulas only."
            })
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--wrt",
            paramLabel = "NAME,…",
            description = {
                "What is differentiated by, any node with a name (default: the parameters that the formula declares; all names if it declares none)."
            })
    private List<String> wrt = new ArrayList<>();

    @Option(
            names = "--example",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = NO_NAME,
            description =
                    "A system of the course in place of a formula; without a name, lists them.")
    private Optional<String> example = Optional.empty();

    @Option(
            names = "--every-step",
            description = "Derive through all nodes, not only those that have a name.")
    private boolean everyStep;

    @Option(
            names = "--simplify",
            description = "Explain the simplified formula, which stays finite where σ saturates.")
    private boolean simplify;

    @Option(
            names = "--rate",
            paramLabel = "α",
            description = "Take a step of descent, too: w′ = w − α ∂E/∂w.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--digits",
            paramLabel = "N",
            description = "Significant digits, 1 to 17 (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int digits = 4;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = {
                "Where the picture (SVG, PNG, DOT), LaTeX and Markdown go; files of the same names are replaced (default: ${DEFAULT-VALUE}).",
            },
            defaultValue = "out/explain")
    private Path out = Path.of("out", "explain");

    @Override
    public Integer call() throws Exception {
        if (example.isPresent() && (example.get().equals(NO_NAME) && formulas.isEmpty())) {
            spec.commandLine().getOut().print(Examples.list());
            spec.commandLine().getOut().flush();
            return 0;
        }
        Optional<Example> chosen = chosen();
        if (digits < 1 || digits > 17) {
            throw new IllegalArgumentException(
                    "--digits is %d; it must be 1 to 17".formatted(digits));
        }
        Explain explain =
                new Explain(
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        out,
                        chosen.map(Example::name).orElse("explain"));
        try {
            Question asked = question(chosen);
            explain.prepare();
            explain.run(
                    Explanation.of(
                            simplify ? asked.simplified() : asked,
                            everyStep,
                            digits,
                            rate.or(() -> chosen.flatMap(Example::rate))));
        } catch (EvaluationException e) {
            throw new IllegalArgumentException(Trouble.message(e), e);
        }
        return 0;
    }

    private Optional<Example> chosen() {
        if (formulas.size() > 1) {
            throw new IllegalArgumentException(
                    "one FORMULA is explained, and there are %d: %s; put it in quotes"
                            .formatted(
                                    formulas.size(),
                                    String.join(
                                            ", ", formulas.stream().map(Pieces::shown).toList())));
        }
        if (example.isEmpty() == formulas.isEmpty()) {
            throw new IllegalArgumentException(
                    example.isEmpty()
                            ? "a FORMULA is missing, as in chainrule explain \"(y − w x)²\" --at x=2,y=1,w=0.3; or take --example"
                            : "both a FORMULA and --example are given; leave one out");
        }
        return example.map(name ->
                Examples.find(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no example is called '%s'; there are\n%s"
                                                .formatted(
                                                        Pieces.shown(name),
                                                        Examples.list().stripTrailing()))));
    }

    private Question question(Optional<Example> chosen) throws Exception {
        Given given = Given.read(at);
        List<String> by =
                wrt.stream().flatMap(list -> Pieces.of(list).stream()).map(Pieces::name).toList();
        if (chosen.isPresent()) {
            Example lesson = chosen.get();
            return Question.of(
                    lesson.formula(),
                    Given.read(List.of(lesson.values())).with(given),
                    by.isEmpty() ? lesson.by() : by);
        }
        return Question.of(Given.text(formulas.get(0)), given, by);
    }
}
