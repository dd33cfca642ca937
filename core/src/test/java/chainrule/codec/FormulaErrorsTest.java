package chainrule.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a text that is no formula is answered with: the place, what is wrong there and what to do.
class FormulaErrorsTest {
    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read(text))
                .withMessage(message.stripTrailing());
    }

    private static void assertRefused(String line, int column, String message) {
        assertRefused(
                line,
                "line 1, column %d:\n  %s\n  %s^\n%s"
                        .formatted(column, line, " ".repeat(column - 1), message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "1 + ~ 4 ~ a name, a number, a function or a bracket is missing here; the line ends here",
                "1 + * 2 ~ 5 ~ a name, a number, a function or a bracket is missing here; here is '*'",
                "(1 + 2 ~ 7 ~ a sign such as + or ')' is missing here; the line ends here",
                "|x + 1 ~ 7 ~ a sign such as + or '|' is missing here; the line ends here",
                "σ(x, ~ 5 ~ a name, a number, a function or a bracket is missing here; the line ends here",
                "1 2 ~ 3 ~ a sign such as + or the end of the line is missing here; here is '2'",
                "1 + × 2 ~ 5 ~ a name, a number, a function or a bracket is missing here; here is '×'",
                "a × b ~ 3 ~ × stands in shapes only; products are a * b or a ⊙ b, entry by entry, and A·B or A @ B, of matrices",
                "ab : input; a : input; b : input; bc : input; c : input; abc ~ 58 ~ 'abc' can be read as names in a row in several ways, one of them a · b · c; put signs between them",
                "x : input; xx^2 + 2^xx ~ 21 ~ this word is several names in a row, and it is not clear which of them is meant here; put them in brackets",
                "x : input; w : input; ln wx ~ 26 ~ this word is several names in a row, and it is not clear which of them is meant here; put them in brackets",
                "x : input; w : input; 1/wx ~ 26 ~ a / bc can be read in two ways: write a / (bc) or (a / b)c",
                "ln x y ~ 6 ~ it is not clear whether this belongs to the operand of the function before it; write ln(2x) or ln(2)x",
                "Σ x y ~ 5 ~ it is not clear whether this belongs to the operand of the function before it; write ln(2x) or ln(2)x",
                "1/2x ~ 4 ~ a / bc can be read in two ways: write a / (bc) or (a / b)c",
                "clamp[1, q](2) ~ 10 ~ a number is missing; here is 'q'",
                "x := ~ 5 ~ a name, a number, a function or a bracket is missing here; the line ends here",
                "= 2 ~ 1 ~ a name, a number, a function or a bracket is missing here; here is '='",
                "x + 1 ) ~ 7 ~ a sign such as + or the end of the line is missing here; here is ')'",
                "|m ~ 3 ~ a sign such as + or '|' is missing here; the line ends here",
                "x : input [m]; |2·m ~ 20 ~ a sign such as + or '|' is missing here; the line ends here",
                "√ ~ 2 ~ '√' is a function, and its operand is missing here, as in √(x); the line ends here",
                "− ~ 2 ~ a name, a number, a function or a bracket is missing here; the line ends here",
                "2^ ~ 3 ~ a name, a number, a function or a bracket is missing here; the line ends here",
                "1 < 2 < 3 ~ 7 ~ comparisons are not chained: write and(a < b, b < c), or put brackets",
                "(a, b) ~ 3 ~ a sign such as + or ')' is missing here; here is ','",
                "a, b ~ 2 ~ a sign such as + or the end of the line is missing here; here is ','",
                "x' ~ 2 ~ a sign such as + or the end of the line is missing here; here is '''",
                "x = ~ 4 ~ a name, a number, a function or a bracket is missing here; the line ends here"
            })
    void aFormulaThatDoesNotGoOnIsRefused(String line, int column, String message) {
        assertRefused(line, column, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "f(z) = z²; f(1, 2) ~ 12 ~ f was given 2 operands; it is written f(z)",
                "σ(1, 2) ~ 1 ~ σ was given 2 operands; it is written σ(x)",
                "max(1, 2, 3) ~ 1 ~ max was given 3 operands; it is written max₀(x) or max(a, b)",
                "concat() ~ 1 ~ concat was given 0 operands; it is written concat₀(a, b, …)",
                "clamp(1) ~ 1 ~ the numbers in square brackets are as in clamp[−1, 1](x)",
                "clamp[1](2) ~ 1 ~ the numbers in square brackets are as in clamp[−1, 1](x)",
                "reshape(1) ~ 1 ~ the shape is missing: reshape[2×3](x)",
                "pad[1](1, 2) ~ 1 ~ one axis, and how many entries come before and after: pad₀[1, 1](x, 0)",
                "flip([[1]]) ~ 1 ~ this goes along one axis of 2; name it: flip₀(x)",
                "flip₀₁([[1]]) ~ 1 ~ this goes along one axis of 2; name it: flip₀(x)",
                "ln₀(1) ~ 1 ~ unknown function 'ln₀'; did you mean ln? If not, define it in a line above, as in ln₀(z) = z², or give an operation of that name; a product has a sign, ln₀ · (x + 1)",
                "einsum[ij ~ 10 ~ ']' is missing here: it ends the subscripts, as in einsum[ij,jk->ik](a, b)",
                "sum([1], axes=0, keepDims=true) ~ 10 ~ 'axes' must be a list, each entry a whole number from −2³¹ to 2³¹ − 1, and is 0",
                "sum([1], axis=[0]) ~ 10 ~ 'axis' is no setting here; the settings are axes, keepDims",
                "sum([1], axes=[0]) ~ 1 ~ 'keepDims' is missing; the settings are axes, keepDims",
                "sum([1], axes=[0], axes=[0]) ~ 20 ~ this setting is given twice",
                "sum([1], axes=[0 ~ 17 ~ ']' is missing here: it ends the list",
                "softmax(x=1) ~ 9 ~ 'x' is no setting here; the settings are axis",
                "mish(1) ~ 1 ~ unknown function 'mish'; define it in a line above, as in mish(z) = z², or give an operation of that name; a product has a sign, mish · (x + 1)",
                "\"my op\"(1) ~ 1 ~ unknown function 'my op'; define it in a line above, as in my op(z) = z², or give an operation of that name; a product has a sign, my op · (x + 1)",
                "sin²(1) ~ 1 ~ unknown function 'sin²'; did you mean sin or sinh? If not, define it in a line above, as in sin²(z) = z², or give an operation of that name; a product has a sign, sin² · (x + 1)"
            })
    void aCallThatDoesNotFitIsRefused(String line, int column, String message) {
        assertRefused(line, column, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x : input; y = x[0:9]; y ~ 17 ~ axis 0 of a scalar: a scalar has no axes",
                "x : input [3]; x[0 ~ 19 ~ ']' is missing here: it ends the ranges, which are as in x[:, 0:2] or x[0]",
                "x : input [3]; x[a] ~ 18 ~ entries are missing here, as in x[:, 0:2] or x[0]; here is 'a'",
                "x : input [3]; x[99999999999] ~ 18 ~ this is no whole number from −2³¹ to 2³¹ − 1",
                "[1, x] ~ 5 ~ a number is missing; here is 'x'",
                "[1, [2]] ~ 5 ~ entries are all numbers, or all lists of the same shape",
                "[[1], [1, 2]] ~ 7 ~ this list has 2 entries, and the one before has 1",
                "[1, true] ~ 5 ~ this is no number",
                "float(true) ~ 7 ~ this is no number",
                "bool(1) ~ 6 ~ this is neither true nor false",
                "index(0.5) ~ 7 ~ indices are whole numbers from −2³¹ to 2³¹ − 1",
                "const[2]([1]) ~ 6 ~ [2] holds 2 entries, and 1 were given",
                "const(1) ~ 6 ~ '[' is missing here: the shape follows, as in const[2×3]([…])",
                "1e999 ~ 1 ~ this is more than a double can hold",
                "float(1e39) ~ 7 ~ this is more than a float can hold",
                "size(2) ~ 6 ~ this size is a number; write it as one",
                "\"a ~ 1 ~ this quote is not closed; a text in quotes ends in its line",
                "\"\\q\" ~ 2 ~ no such escape; there are \\\" \\\\ \\n \\r \\t and \\u with four hexadecimal digits"
            })
    void aConstantThatIsNoneIsRefused(String line, int column, String message) {
        assertRefused(line, column, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x = y = 2 ~ 7 ~ a definition has one name before the sign, as in h = x + 1; a comparison stands in brackets, (a = b)",
                "x + y = 2 ~ 7 ~ a definition has one name before the sign, as in h = x + 1; a comparison stands in brackets, (a = b)",
                "wx : input; xw ~ 13 ~ unknown name 'xw'; declared: wx; declare it in a line above, as in xw : input [2×3] or xw : parameter",
                "f(z, z) = 1; 1 ~ 3 ~ two parameters have the same name",
                "f(z) = z; f(z) = 2z; 1 ~ 11 ~ 'f' has a meaning already; choose another word",
                "x : input; f(x) = 1; x : input; x ~ 22 ~ 'x' has a meaning already; choose another word",
                "x : input; x(z) = z; 1 ~ 12 ~ 'x' has a meaning already; choose another word",
                "f(z) = z; f : input; f ~ 11 ~ 'f' has a meaning already; choose another word",
                "x : imput ~ 5 ~ 'input' or 'parameter' is missing here, as in X : input [m×2]; here is 'imput'",
                "x : input REEL ~ 11 ~ a kind is REAL, INDEX or BOOL, and a shape is as in [m×2]",
                "W : parameter INDEX ~ 15 ~ a parameter is REAL",
                "x : input [2x3] ~ 13 ~ ']' is missing here: it ends the shape; sizes are separated by ×",
                "x : input [2×3 ~ 15 ~ ']' is missing here: it ends the shape; sizes are separated by ×",
                "x : input [m×m] ~ 11 ~ dimension 'm' occurs twice in [m×m]; an open dimension may occur once in a shape",
                "x : input [1e3] ~ 13 ~ ']' is missing here: it ends the shape; sizes are separated by ×",
                "\"\" : input ~ 6 ~ inputs and parameters need a name",
                "x : input y ~ 11 ~ a kind is REAL, INDEX or BOOL, and a shape is as in [m×2]",
                "h = x; h ~ 1 ~ this is 'x' again, and does not get a second name; for another word with the same meaning write :=",
                "x : input ~ 10 ~ the text ends here without a formula; the last line is the result, or return and the results",
                "f(z) = z ~ 9 ~ the text ends here without a formula; the last line is the result, or return and the results",
                "# nothing ~ 10 ~ the text ends here without a formula; the last line is the result, or return and the results",
                "const[m]([1]) ~ 6 ~ the size of dimension m is known only when values are fed",
                "size(m ~ 7 ~ ')' is missing here: it ends the size of a dimension",
                "a < b = c ~ 7 ~ a definition has one name before the sign, as in h = x + 1; a comparison stands in brackets, (a = b)",
                "x : input; x : parameter ~ 12 ~ 'x' has a meaning already; choose another word",
                "y + 1; y : input ~ 1 ~ only the last line may be a formula without a name; give it one: h = …",
                "x : input; \"x y\" ~ 12 ~ unknown name 'x y'; declared: x; declare it in a line above, as in \"x y\" : input [2×3] or \"x y\" : parameter",
                "x : input; x foo ~ 14 ~ unknown name 'foo'; declared: x; declare it in a line above, as in foo : input [2×3] or foo : parameter",
                "x := 1; x : input; x ~ 9 ~ 'x' has a meaning already; choose another word"
            })
    void aLineThatDefinesNothingIsRefused(String line, int column, String message) {
        assertRefused(line, column, message);
    }

    @Test
    void theLineIsNamed() {
        assertRefused(
                """
                X : input [m×2]
                W : parameter [3×1]   # one row too many

                h = 2X·W
                mean(h)
                """,
                """
                line 4, column 7:
                  h = 2X·W
                        ^
                matmul: columns of the left must equal rows of the right
                  [m×2]  X
                  [3×1]  W
                """);
        assertRefused(
                """
                Weight : input
                weight
                """,
                """
                line 2, column 1:
                  weight
                  ^
                unknown name 'weight'; did you mean Weight? If not, declare it in a line above, as in weight : input [2×3] or weight : parameter
                """);
        assertRefused(
                """
                f(z) = z + y
                f(1)
                """,
                """
                line 1, column 12:
                  f(z) = z + y
                             ^
                unknown name 'y'; declared: z; the function f knows its parameters only
                """);
        assertRefused(
                """
                t := 2
                h = t
                """,
                """
                line 2, column 1:
                  h = t
                  ^
                this is a node above again, and does not get a second name; for another word with the same meaning write :=
                """);
        assertRefused(
                """
                return x
                x
                """,
                """
                line 2, column 1:
                  x
                  ^
                nothing follows the line 'return'
                """);
        assertRefused(
                """
                x + 1
                2
                """,
                """
                line 1, column 1:
                  x + 1
                  ^
                only the last line may be a formula without a name; give it one: h = …
                """);
    }

    @Test
    void anUndeclaredNameIsRefusedWhereItStandsAsSoonAsAnyIsDeclared() {
        assertRefused(
                """
                h = w + x
                x : input
                h
                """,
                """
                line 1, column 5:
                  h = w + x
                      ^
                unknown name 'w'; declared: x, h; declare it in a line above, as in w : input [2×3] or w : parameter
                """);
    }

    @Test
    void refusalsOfOperationsAreTheCause() {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read("x : input [2]; y : input [3]; exp(x + y)"))
                .withMessage(
                        """
                        line 1, column 37:
                          x : input [2]; y : input [3]; exp(x + y)
                                                              ^
                        add: shapes must broadcast: from the right, each pair of sizes equal or one of them 1
                          [2]  x
                          [3]  y\
                        """
                                .stripIndent())
                .withCauseInstanceOf(ShapeException.class);
        Composite broken =
                Composite.of(
                        "broken",
                        x -> {
                            throw new UnsupportedOperationException();
                        });
        Node x = Functions.input("x");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read("1 + broken(x)", Symbols.of(x).and(broken)))
                .withMessage(
                        "line 1, column 5:\n  1 + broken(x)\n      ^\nrefused: java.lang.UnsupportedOperationException")
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFunctionOfTheTextIsRefusedWhereItIsCalled() {
        assertRefused(
                """
                f(A, B) = A·B
                X : input [2×3]
                f(X, X)
                """,
                """
                line 3, column 1:
                  f(X, X)
                  ^
                in the definition of f, matmul: columns of the left must equal rows of the right
                  [2×3]  X
                  [2×3]  X
                it would fit with the left one transposed: a.t().matmul(b)
                """);
    }

    @Test
    @Timeout(60)
    void whatNestsWithoutEndIsRefused() {
        List<String> texts = new ArrayList<>();
        for (String open :
                List.of(
                        "(",
                        "−",
                        "2^",
                        "ln ",
                        "ln(1 + 2 · (",
                        "|",
                        "⌊",
                        "√",
                        "max(1, ",
                        "−(2 + |x · ",
                        "2^−(")) {
            texts.add(open.repeat(50_000) + "x");
        }
        texts.add("x" + "²ᵀ".repeat(100_000));
        texts.add("(x)" + "²ᵀ".repeat(100_000));
        texts.add("(x)" + "[0:1]".repeat(100_000));
        texts.add("[".repeat(100_000));
        texts.add("sum(x, axes=" + "[".repeat(100_000));
        texts.add("x : input; " + "x".repeat(500_000));
        texts.add("x : input; xx : input; " + "x".repeat(39) + "y");
        for (String text : texts) {
            assertThatExceptionOfType(CodecException.class)
                    .isThrownBy(() -> Formula.read(text))
                    .withMessageStartingWith("line 1, column ");
        }
        assertThat(Formula.read("(".repeat(100) + "x" + ")".repeat(100)).declared()).hasSize(1);
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read("(".repeat(101) + "x"))
                .withMessageEndingWith(
                        "this nests more than 100 levels deep; give a part of it a name in a line above");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read("x" + "²ᵀ".repeat(6)))
                .withMessageEndingWith(
                        "more than 10 signs stand behind one operand; give a part of it a name in a line above");
    }

    @Test
    @Timeout(60)
    void functionsThatGrowWithoutEndAreRefused() {
        StringBuilder doubling = new StringBuilder("f0(z) = z + z\n");
        StringBuilder deep = new StringBuilder("f0(z) = z + z\n");
        for (int i = 1; i < 1_000; i++) {
            doubling.append("f%d(z) = f%d(z) + f%d(z)\n".formatted(i, i - 1, i - 1));
            deep.append("f%d(z) = f%d(z)\n".formatted(i, i - 1));
        }
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read(doubling.toString()))
                .withMessageStartingWith("line 19, column 10:")
                .withMessageEndingWith(
                        "with this the text is made of more than 1,000,000 operations, those of its functions included");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read(deep.toString()))
                .withMessageStartingWith("line 201, column 11:")
                .withMessageEndingWith(
                        "this nests more than 200 levels deep, those of its functions included; give a part of it a name in a line above");
        String manyCalls =
                doubling.substring(0, doubling.indexOf("f16(z) =")) + "f15(x) + ".repeat(100) + "1";
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.read(manyCalls))
                .withMessageStartingWith("line 17, column 1:");
    }

    @Test
    void aTextIsOfBoundedLength() {
        assertRefused(
                " ".repeat(1_000_001),
                "a text of formulas has at most 1,000,000 characters, and this has 1,000,001; graphs of any size are read by GraphText");
    }

    @Test
    void whatATextDoesNotHaveCannotBeAskedFor() {
        Formula f = Formula.read("square(x) = x²; y = 2x; square(y)");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> f.node("z"))
                .withMessage("no node is called 'z'; declared: x, y; ask for one of these");
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> f.function("sqare"))
                .withMessage(
                        "the text defines no function 'sqare'; did you mean square? If not, ask for one of these");
    }
}
