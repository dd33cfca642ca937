package chainrule.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `chainrule explain`, in this process.
class ExplainTest {
    record Result(int status, String out, String err) {}

    @TempDir private Path folder;

    private Result explain(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain", "--out", folder + "/out"));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        return new Result(status, out.toString().replace(folder + "/out", "OUT"), err.toString());
    }

    private String refused(String... arguments) {
        Result result = explain(arguments);
        assertThat(result.status).as(result.out).isEqualTo(1);
        assertThat(result.out).isEmpty();
        return result.err;
    }

    private String read(String file) throws Exception {
        return Files.readString(folder.resolve("out").resolve(file));
    }

    private static final String ERROR = "z = w x + b; ŷ = σ(z); E = -(y ln ŷ + (1 - y) ln(1 - ŷ))";

    /// ŷ = σ(0) = ½, so ∂E/∂z = ½ − 1.
    @Test
    void itPrintsValueDerivationAndGradientAndSaysWhatItWrote() {
        assertThat(explain(ERROR, "--at", "x=0.5,w=2,b=-1,y=1", "--wrt", "w,b"))
                .isEqualTo(
                        new Result(
                                0,
                                """
                                formula
                                  z = w · x + b
                                  ŷ = σ(z)
                                  E = −(y · ln(ŷ) + (1 − y) · ln(1 − ŷ))

                                values
                                     value   ∂E/∂·
                                  x  0.5     −1
                                  w  2       −0.25
                                  b  −1      −0.5
                                  y  1       0
                                  z  0       −0.5
                                  ŷ  0.5     −2
                                  E  0.6931  1

                                derivation
                                  ∂E/∂w = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w
                                  ∂E/∂ŷ = (ŷ − y) / (ŷ · (1 − ŷ))  = −2
                                  ∂ŷ/∂z = ŷ · (1 − ŷ)              = 0.25
                                  ∂z/∂w = x                        = 0.5
                                  ∂E/∂w = −2 · 0.25 · 0.5          = −0.25
                                  ∂E/∂w = (ŷ − y) · x              = −0.25

                                  ∂E/∂b = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂b
                                  ∂E/∂ŷ = (ŷ − y) / (ŷ · (1 − ŷ))  = −2
                                  ∂ŷ/∂z = ŷ · (1 − ŷ)              = 0.25
                                  ∂z/∂b = 1                        = 1
                                  ∂E/∂b = −2 · 0.25 · 1            = −0.5
                                  ∂E/∂b = ŷ − y                    = −0.5

                                gradient
                                  ∂E/∂w = −0.25
                                    as written    (−(−1) · (1 − y) · (1 / (1 − ŷ)) + (−1) · y · (1 / ŷ)) · (ŷ · (1 − ŷ)) · x
                                    simplified    (ŷ − y) · x
                                  ∂E/∂b = −0.5
                                    as written    (−(−1) · (1 − y) · (1 / (1 − ŷ)) + (−1) · y · (1 / ŷ)) · (ŷ · (1 − ŷ))
                                    simplified    ŷ − y

                                written to OUT
                                  explain.svg .png .dot  the graph
                                  explain.tex            all of it in LaTeX, a piece of a document
                                  explain.md             all of it in Markdown
                                """,
                                ""));
    }

    @Test
    void itWritesThePictureAndTheTexts() throws Exception {
        explain(ERROR, "--at", "x=0.5,w=2,b=-1,y=1", "--wrt", "w,b");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "explain.dot",
                            "explain.md",
                            "explain.png",
                            "explain.svg",
                            "explain.tex");
        }
        assertThat(read("explain.dot")).startsWith("digraph").contains("ŷ · (1 − ŷ)");
        assertThat(read("explain.svg")).startsWith("<svg").contains("ŷ = σ(z)");
        BufferedImage png = ImageIO.read(folder.resolve("out/explain.png").toFile());
        assertThat(png.getWidth()).isGreaterThan(1000);
        assertThat(read("explain.md"))
                .startsWith("# $E$ by the chain rule\n")
                .contains("](explain.svg)\n")
                .contains("| $w$ |  | $2$ | $-0.25$ |\n");
    }

    @Test
    void withoutValuesItExplainsTheFormulaAlone() throws Exception {
        Result result = explain("(y − w x)²", "--wrt", "w");
        assertThat(result.out)
                .startsWith(
                        """
                        formula
                          E = (y − w · x)²

                        derivation
                          ∂E/∂w = 2 · (w · x − y) · x

                        gradient
                          ∂E/∂w
                            as written    (−(y − w · x) · 2) · x
                            simplified    2 · (w · x − y) · x

                        written to OUT
                        """);
        assertThat(read("explain.dot")).doesNotContain("←");
        assertThat(read("explain.md")).doesNotContain("## Values");
    }

    @Test
    void whatItIsDifferentiatedByAreTheParametersThatItDeclares() {
        assertThat(explain("x : input; w : parameter; (w x)²", "--at", "x=2,w=3").out)
                .contains("∂E/∂w = 24")
                .doesNotContain("∂E/∂x = ");
    }

    @Test
    void aFormulaThatDeclaresNoneIsDifferentiatedByAllNames() {
        assertThat(explain("(w x)²", "--at", "x=2,w=3").out).contains("∂E/∂w = 24", "∂E/∂x = 36");
    }

    @Test
    void itIsDifferentiatedByAnyNodeWithAName() {
        assertThat(explain("h = w x; h²", "--at", "x=2,w=3", "--wrt", "h").out)
                .contains("∂E/∂h = 12");
    }

    @Test
    void valuesAreVectorsAndMatricesAndFormulas() {
        assertThat(
                        explain(
                                        "Σ(W·x) · b",
                                        "--at",
                                        "W=[[1,2],[3,4]], x=[1, -1]",
                                        "--at=b=1/4",
                                        "--wrt=W,x")
                                .out)
                .contains(
                        "  W  [2×2] 1 2 3 4  [2×2] 0.25 −0.25 0.25 −0.25\n",
                        "  x  [2] 1 −1       [2] 1 1.5\n",
                        "  b  0.25           −2\n");
    }

    @Test
    void formulaAndValuesMayStandInFiles() throws Exception {
        Path formula = Files.writeString(folder.resolve("f.txt"), "h = W·x # a layer\nΣ(h ⊙ h)\n");
        Path values =
                Files.writeString(
                        folder.resolve("v.txt"),
                        """
                        # a matrix over two lines, and a vector
                        W = [[1, 2],
                             [3, 4]]
                        x = [1, −1]
                        """);
        assertThat(explain("@" + formula, "--at", "@" + values, "--wrt", "x").out)
                .contains("  h = W·x\n", "∂E/∂x = [2] −8 −12\n");
    }

    @Test
    void wholeNumbersServeAsIndices() {
        assertThat(
                        explain(
                                        "p : parameter [3]; k : input INDEX [2]; Σ(gather₀(p, k))",
                                        "--at",
                                        "p=[1,2,3],k=[0,2]")
                                .out)
                .contains("∂E/∂p = [3] 1 0 1\n");
    }

    @Test
    void aFormulaMayBeginWithAMinus() {
        assertThat(explain("-w", "--at", "w=1").out).contains("∂E/∂w = −1\n");
        assertThat(explain("-h*2", "--at=h=1").out).contains("∂E/∂h = −2\n");
        assertThat(explain("-(w+1)", "--at", "w=1").out).contains("∂E/∂w = −1\n");
    }

    @Test
    void digitsAreAsManyAsAreAskedFor() {
        assertThat(explain("ln w", "--at", "w=3", "--digits", "6").out)
                .contains("E  1.09861  1", "∂E/∂w = 0.333333\n");
        assertThat(refused("w²", "--digits", "0"))
                .isEqualTo("chainrule: --digits is 0; it must be 1 to 17\n");
    }

    @Test
    void everyStepLeadsThroughNodesWithoutAName() {
        assertThat(explain("σ(w x)²", "--at", "w=0,x=2", "--wrt=w", "--every-step").out)
                .contains("∂E/∂w = ∂E/∂t₂ · ∂t₂/∂t₁ · ∂t₁/∂w");
    }

    @Test
    void aStepOfDescentIsTakenAtARate() {
        assertThat(explain("w²", "--at", "w=3", "--rate", "0.1").out)
                .contains(
                        """
                        step of descent, α = 0.1
                          w′ = w − α · ∂E/∂w
                             = w − α · (2 · w)
                             = 2.4
                        """);
    }

    @Test
    void anExampleTakesOtherValues() {
        Result result = explain("--example", "neuron", "--at", "w₂=0,x₁=0,b=0", "--wrt", "b");
        assertThat(result.out).contains("  a   0.5    −0.5\n", "∂C/∂b = −0.125\n", "  neuron.md");
        assertThat(folder.resolve("out/neuron.png")).exists();
    }

    /// At a saturated neuron the tape gives 0·∞, and the simplified formula z = 1000.
    @Test
    void whatIsNotFiniteIsTracedAndAFiniteFormulaOffered() throws Exception {
        String[] saturated = {
            "-(y ln σ(w x) + (1-y) ln(1-σ(w x)))", "--at", "x=1000,w=1,y=0", "--wrt=w"
        };
        assertThat(explain(saturated).out)
                .contains(
                        """
                        not finite
                          log in ln(1 − σ(w · x)) gave −∞ at position 0
                            1 − σ(w · x) = 0
                          a saturated σ or softmax is behind it: --simplify explains an equal formula that stays finite

                        finite: an equal formula (--simplify)
                          y · softplus(−w · x) + (1 − y) · softplus(w · x)
                          E = 1000
                          ∂E/∂w = 1000
                        """);
        assertThat(read("explain.md"))
                .contains("## Not finite", "| $\\frac{\\partial E}{\\partial w}$ | $1000$ |");
        assertThat(explain(saturated[0], saturated[1], saturated[2], "--wrt=w", "--simplify").out)
                .contains("∂E/∂w = 1000\n")
                .doesNotContain("not finite");
    }

    @Test
    void aMissingValueIsNamedWithItsUseAndWhatToType() {
        assertThat(refused("w x + b", "--at", "x=1"))
                .isEqualTo(
                        """
                        chainrule: no value for 'w', which is used in w · x
                        no value for 'b', which is used in w · x + b
                        add to --at, for example: w=0.5,b=0.5
                        """);
        assertThat(refused("X : input [m×2]; w : parameter [2]; Σ(X·w)", "--at", "w=[1,2]"))
                .isEqualTo(
                        """
                        chainrule: no value for 'X' [m×2], which is used in X·w
                        add to --at, for example: X=[[0.5, 0.5], [0.5, 0.5]]
                        """);
    }

    @Test
    void whereTheFormulaIsNotOfNumbersAnUnknownNameHasACaret() {
        assertThat(refused("h = x[0]; h + b", "--at", "x=[1,2]"))
                .isEqualTo(
                        """
                        chainrule: line 1, column 15:
                          h = x[0]; h + b
                                        ^
                        unknown name 'b'; declared: x, h; declare it in a line above, as in b : input [2×3] or b : parameter; or give it a value by --at
                        """);
    }

    /// A name with a character that turns the direction of what follows.
    @Test
    void namesInQuotesHaveTheEscapesOfFormulas() {
        String name = "\"a \\u202e \\\"b\\\"\"";
        assertThat(explain(name + "²", "--at", name + "=3", "--wrt", name).out).contains("= 6\n");
        assertThat(refused(name + "² + x", "--at", "x=1"))
                .endsWith("add to --at, for example: " + name + "=0.5\n");
    }

    @Test
    void aNameThatIsNotThereIsNamed() {
        assertThat(refused("x²", "--at", "x=3,q=1"))
                .isEqualTo("chainrule: --at gives 'q' a value, and the formula has x\n");
        assertThat(refused("x²", "--at", "x=3", "--wrt", "q"))
                .isEqualTo("chainrule: --wrt names 'q', and the formula has x, E\n");
        assertThat(refused("z = x + 1; z²", "--at", "x=3,z=1"))
                .isEqualTo(
                        "chainrule: --at gives 'z' a value, and the formula says what it is; leave it out of --at\n");
    }

    @Test
    void aValueThatCannotBeReadIsNamed() {
        assertThat(refused("x²", "--at", "x"))
                .isEqualTo(
                        "chainrule: --at x: values are given as name=value, with commas between, as in x=0.5,w=[1, 2]\n");
        assertThat(refused("x²", "--at", "x=y"))
                .isEqualTo("chainrule: --at x=y: a value has no names in it, and this has 'y'\n");
        assertThat(refused("x²", "--at", "x=[1,"))
                .isEqualTo(
                        """
                        chainrule: --at x=…: line 1, column 4:
                          [1,
                             ^
                        a number is missing; the line ends here
                        """);
        assertThat(refused("x²", "--at", "x=1", "--at", "x=2"))
                .isEqualTo("chainrule: --at gives 'x' two values; leave one out\n");
        assertThat(refused("x²", "--at", "@none.txt"))
                .isEqualTo("chainrule: no such file: none.txt\n");
        assertThat(refused("@" + folder))
                .isEqualTo("chainrule: cannot read @" + folder + ": Is a directory\n");
    }

    @Test
    void aMistakeInTheFormulaHasACaret() {
        assertThat(refused("ln(x", "--at", "x=3"))
                .isEqualTo(
                        """
                        chainrule: line 1, column 5:
                          ln(x
                              ^
                        a sign such as + or ')' is missing here; the line ends here
                        """);
        assertThat(refused("Σ(x ⊙ w)", "--at", "x=[1,2],w=[3,4,5]"))
                .isEqualTo(
                        """
                        chainrule: line 1, column 5:
                          Σ(x ⊙ w)
                              ^
                        mul: shapes must broadcast: from the right, each pair of sizes equal or one of them 1
                          [2]  x
                          [3]  w
                        """);
    }

    @Test
    void whatIsNoErrorFunctionIsSaid() {
        assertThat(refused("x ⊙ w", "--at", "x=[1,2],w=[3,4]"))
                .isEqualTo(
                        """
                        chainrule: what is explained is one real number, and this is REAL [2]:
                          x ⊙ w
                        take its mean(…) or Σ(…), or one of its entries
                        """);
        assertThat(refused("x < 1"))
                .isEqualTo(
                        """
                        chainrule: what is explained is one real number, and this is BOOL []:
                          x < 1
                        explain one of the numbers that it is made of
                        """);
        assertThat(refused("2+3"))
                .isEqualTo(
                        "chainrule: there is nothing to differentiate by: the formula has no names of real numbers\n");
        assertThat(refused("return x, x²"))
                .isEqualTo("chainrule: one formula is explained, and the text has 2 results\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void oneFormulaOrOneExampleIsExplained() {
        assertThat(refused())
                .isEqualTo(
                        "chainrule: a FORMULA is missing, as in chainrule explain \"(y − w x)²\" --at x=2,y=1,w=0.3; or take --example\n");
        assertThat(refused("w", "x"))
                .isEqualTo(
                        "chainrule: one FORMULA is explained, and there are 2: w, x; put it in quotes\n");
        assertThat(refused("--example=neuron", "w²"))
                .isEqualTo("chainrule: both a FORMULA and --example are given; leave one out\n");
        assertThat(refused("--example", "nope"))
                .isEqualTo("chainrule: no example is called 'nope'; there are\n" + Examples.list());
        assertThat(explain("--example")).isEqualTo(new Result(0, Examples.list(), ""));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedBeforeAnythingIsPrinted() throws Exception {
        Files.writeString(folder.resolve("out"), "");
        assertThat(refused("x²", "--at", "x=3"))
                .isEqualTo("chainrule: there is a file already: " + folder.resolve("out") + "\n");
    }

    @Test
    void filesOfAnEarlierFormulaAreReplacedAndOthersStay() throws Exception {
        explain("x²", "--at", "x=3");
        Path mine = Files.writeString(folder.resolve("out/mine.txt"), "");
        explain("sin x", "--at", "x=3");
        assertThat(read("explain.md")).contains("\\sin").doesNotContain("x^{2}");
        assertThat(read("explain.svg")).contains("sin(x)");
        assertThat(mine).exists();
    }

    /// What a shell may pass on, in a name: each is one line without characters that a terminal
    /// obeys, and no element or fence of its own in Markdown, LaTeX or SVG.
    @Test
    void hostileNamesAreHarmless() throws Exception {
        for (String name :
                List.of(
                        "<script>alert(1)</script>",
                        "a ]]> b",
                        "x | y",
                        "```$$\\\\end{aligned}",
                        "\\\\N \\\\G",
                        "a \\\"b\\\" 'c' & d",
                        "😀 \u05d0\u05d1 \u202Eabc",
                        "%{}_^~#",
                        "n".repeat(10_000))) {
            String quoted = "\"" + name + "\"";
            Result result = explain(quoted + "^2", "--at", quoted + "=3");
            assertThat(result.err).as(name).isEmpty();
            assertThat(result.out).as(name).contains(" = 6\n").doesNotContain("\u202E");
            assertThat(result.out.lines()).hasSizeLessThan(30).allMatch(l -> l.length() < 400);
            ExamplesTest.balanced(read("explain.tex"));
            String page = read("explain.md");
            assertThat(page.replace("```latex", "")).doesNotContain("<script");
            assertThat(page.lines().filter(line -> line.matches("`{3,}.*"))).hasSize(2);
            assertThat(page.lines().filter(line -> line.startsWith("|")))
                    .allMatch(line -> line.replaceAll("[^|]", "").length() == 5);
            assertThat(read("explain.svg")).doesNotContain("<script");
        }
    }

    /// Up to three spaces before it, a line of backticks ends a block of code.
    @Test
    void aFenceIsLongerThanWhatIsInIt() throws Exception {
        explain("ln \"```\"", "--at", "\"```\"=0");
        assertThat(read("explain.md")).contains("\n````text\n", "  ``` = 0\n````\n");
    }

    /// 120 names and E, of which 100 have a row: 99, and E.
    @Test
    void ofManyNamesTheFirstAreShownAndTheError() {
        String names = IntStream.range(0, 120).mapToObj(i -> "a" + i + "=1").collect(joining(","));
        Result result =
                explain(names.replace("=1,", " + ").replace("=1", ""), "--at", names, "--wrt=a0");
        assertThat(result.out)
                .contains("  a98        1      1\n  … 21 more\n  E          120    1\n");
    }

    @Test
    void numbersAreTheSameInAnyLanguage() {
        Locale before = Locale.getDefault();
        Result here = explain("ln w", "--at", "w=3.5", "--rate=0.5");
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(explain("ln w", "--at", "w=3.5", "--rate=0.5")).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
