package chainrule.codec;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a text that is no graph is answered with: the line, the place in it, what is wrong and what
/// to do.
class GraphTextErrorsTest {
    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> GraphText.read(text, Vocabulary.standard()))
                .withMessage(message.stripTrailing());
    }

    @Test
    void anUnknownOperationIsToBeAddedToTheVocabulary() {
        assertRefused(
                """
                x = input : REAL [2]

                y = mish(x) : REAL [2]
                return y
                """,
                """
                line 3, column 5:
                  y = mish(x) : REAL [2]
                      ^
                unknown operation 'mish'; add it to the vocabulary: Vocabulary.standard().and(…)
                """);
    }

    @Test
    void operandsThatDoNotFitAreShown() {
        assertRefused(
                """
                X = input : REAL [batch×2]
                W = parameter : REAL [3×1]
                %1 = matmul(X, W) : REAL [batch×1]
                return %1
                """,
                """
                line 3, column 6:
                  %1 = matmul(X, W) : REAL [batch×1]
                       ^
                matmul: columns of the left must equal rows of the right
                  [batch×2]  X
                  [3×1]      W
                """);
    }

    @Test
    void aTypeThatTheOperationDoesNotGiveIsRefused() {
        assertRefused(
                """
                x = input : REAL [2]
                y = exp(x) : REAL [3]
                return y
                """,
                """
                line 2, column 14:
                  y = exp(x) : REAL [3]
                               ^
                this is REAL [3], and what stands before it gives REAL [2]
                """);
    }

    @Test
    void aLongLineIsShownInPart() {
        assertRefused(
                "x = [" + "1, ".repeat(1000) + "2, ?" + ", 3".repeat(1000) + "] : REAL [2002]",
                """
                line 1, column 3009:
                  …, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, ?, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,…
                                                                     ^
                a number is missing here
                """);
    }

    @Test
    void whatATerminalObeysIsNotShown() {
        assertRefused(
                "x\u001b[2J\u202E = 5",
                """
                line 1, column 2:
                  x·[2J· = 5
                   ^
                '=' is missing here: what the node does follows its id, as in y = exp(x) : REAL [2]
                """);
    }

    @Test
    void aTextThatIsCutOffIsNoticed() {
        assertRefused(
                "",
                """
                line 1, column 1:
                \s\s
                  ^
                the text ends here without a line 'return' and the ids of the results; it is cut off
                """);
        assertRefused(
                "x = input : REAL [2]\n# and\n",
                """
                line 2, column 6:
                  # and
                       ^
                the text ends here without a line 'return' and the ids of the results; it is cut off
                """);
    }

    /// Lines after `x = input : REAL [2]`, where the fault is, and what is said of it (`¶` is a
    /// line break).
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                // ids
                "= exp(x) : REAL [2] § 1 § an id is missing here: a name, or %1, %2, …",
                "%y = exp(x) : REAL [2] § 1 § an id is missing here: a name, or %1, %2, …",
                "x = exp(x) : REAL [2] § 1 § line 1 has this id, too; give this one another, such as %2, and the name in quotes after its shape",
                "y = exp(z) : REAL [2] § 9 § no line above has the id z; it must stand before it is used",
                "y = exp(%7) : REAL [2] § 9 § no line above has the id %7; it must stand before it is used",
                "y = exp(y) : REAL [2] § 9 § no line above has the id y; it must stand before it is used",
                "y = exp(\"x\") : REAL [2] § 9 § this is no id; a setting is written name=value",
                "y exp(x) § 3 § '=' is missing here: what the node does follows its id, as in y = exp(x) : REAL [2]",
                // terms
                "y = § 4 § what the node does is missing here: input, parameter, entries, or an operation",
                "y = : REAL [2] § 5 § what the node does is missing here: input, parameter, entries, or an operation",
                "y = exp x § 5 § this is neither input nor parameter; an operation has its operands in brackets: exp(…)",
                "y = exp(x : REAL [2] § 11 § ')' is missing here: it ends the operands and settings",
                "y = exp(x, : REAL [2] § 12 § an id is missing here: a name, or %1, %2, …",
                "y = exp(x, x) : REAL [2] § 5 § exp: takes 1 operands, and 2 were given¶  [2]  x¶  [2]  x",
                "%1 = input : REAL [2] § 6 § inputs and parameters need a name",
                "b = parameter : BOOL [2] § 17 § a parameter is REAL",
                "n = |batch : REAL [] § 12 § '|' is missing here: it ends the size of a dimension",
                "n = |3| : REAL [] § 5 § this size is a number; write it as one: 3",
                "n = |batch| : REAL [1] § 15 § this is REAL [1], and what stands before it gives REAL []",
                // constants
                "c = 1.2.3 : REAL [] § 5 § this is no number",
                "c = 1e999 : REAL [] § 5 § this is more than a double can hold",
                "c = float 1e39 : REAL [] § 11 § this is more than a float can hold",
                "c = float : REAL [] § 11 § a number is missing here",
                "c = [1, 2 : REAL [2] § 11 § ']' is missing here: it ends the entries",
                "c = [1, 2] : REAL [3] § 14 § [3] holds 3 entries, and 2 are given",
                "c = [1, 2] : REAL [batch] § 14 § the shape of a constant has no open dimensions",
                "c = [1, 2] : REAL [99999×99999] § 14 § [99999×99999] has more entries than an array can hold (2³¹ − 1)",
                "c = [1, true] : REAL [2] § 9 § this is no number",
                "c = [1, true] : INDEX [2] § 9 § this is no number",
                "c = [1, 2.5] : INDEX [2] § 9 § this is no whole number from −2³¹ to 2³¹ − 1, and the kind is INDEX",
                "c = [1, 2147483648] : INDEX [2] § 9 § this is no whole number from −2³¹ to 2³¹ − 1, and the kind is INDEX",
                "c = [true, 1] : BOOL [2] § 12 § this is neither true nor false, and the kind is BOOL",
                "c = float 1 : INDEX [] § 5 § only REAL numbers are stored as float",
                "c = float [] : BOOL [0] § 5 § only REAL numbers are stored as float",
                // types
                "y = exp(x) § 11 § ':' is missing here: kind and shape follow, as in : REAL [2×3]",
                "y = exp(x) : [2] § 14 § a kind is missing here: REAL, INDEX or BOOL",
                "y = exp(x) : FLOAT [2] § 14 § a kind is missing here: REAL, INDEX or BOOL",
                "y = exp(x) : REAL § 18 § '[' is missing here: a shape follows the kind, as in REAL [2×3]",
                "y = exp(x) : REAL [2 § 21 § ']' is missing here: it ends the shape; sizes are separated by ×",
                "y = exp(x) : REAL [2, 3] § 21 § ']' is missing here: it ends the shape; sizes are separated by ×",
                "y = exp(x) : REAL [×] § 20 § a size or the name of an open one is missing here",
                "y = exp(x) : REAL [2147483648] § 20 § this is more than a dimension can have",
                "y = exp(x) : REAL [0·batch] § 20 § a dimension cannot be 0·batch",
                "y = exp(x) : REAL [\"\"] § 20 § an open dimension needs a name, and one without a percent sign",
                "y = exp(x) : REAL [batch×batch] § 19 § dimension 'batch' occurs twice in [batch×batch]; an open dimension may occur once in a shape",
                // what comes after
                "y = exp(x) : REAL [2] \" \" § 23 § the name is blank; leave it out",
                "y = exp(x) : REAL [2] \"a § 23 § this quote is not closed; a text in quotes ends in its line",
                "y = exp(x) : REAL [2] \"\\q\" § 24 § no such escape; there are \\\" \\\\ \\n \\r \\t and \\u with four hexadecimal digits",
                "y = exp(x) : REAL [2] \"\\u12\" § 24 § \\u takes four hexadecimal digits",
                "y = exp(x) : REAL [2] in § 25 § a text in quotes is missing here, after in",
                "y = exp(x) : REAL [2] at 3 § 26 § a text in quotes is missing here, after at",
                "y = exp(x) : REAL [2] at \"A:1\" in \"b\" § 32 § this does not belong here; after the shape come \"name\", in \"scope\" and at \"line\"",
                "y = exp(x) : REAL [2]; § 22 § this does not belong here; after the shape come \"name\", in \"scope\" and at \"line\"",
                // results
                "return y § 8 § no line above has the id y; it must stand before it is used",
                "return x, § 10 § an id is missing here: a name, or %1, %2, …",
                "return x x § 10 § this does not belong here; ids are separated by commas",
                // settings
                "y = exp(x, axes=[0]) : REAL [2] § 12 § 'axes' is no setting here; there are no settings",
                "y = matmul(x, x, axes=[0]) : REAL [2] § 18 § 'axes' is no setting here; there are no settings",
                "y = sum(x) : REAL [] § 5 § 'axes' is missing; the settings are axes, keepDims",
                "y = sum(x, axes=[0]) : REAL [] § 5 § 'keepDims' is missing; the settings are axes, keepDims",
                "y = sum(x, axes=[0], keepDims=1) : REAL [] § 22 § 'keepDims' must be true or false, and is 1",
                "y = sum(x, axes=0, keepDims=true) : REAL [] § 12 § 'axes' must be a list, each entry a whole number from −2³¹ to 2³¹ − 1, and is 0",
                "y = sum(x, axes=[0, 1.5], keepDims=true) : REAL [] § 12 § 'axes[1]' must be a whole number from −2³¹ to 2³¹ − 1, and is 1.5",
                "y = sum(x, axes=[2147483648], keepDims=true) : REAL [] § 12 § 'axes[0]' must be a whole number from −2³¹ to 2³¹ − 1, and is 2147483648",
                "y = sum(x, axes=[9223372036854775808], keepDims=true) : REAL [] § 18 § this is more than a long can hold",
                "y = sum(x, axes=[0], axes=[1]) : REAL [] § 22 § this setting is given twice",
                "y = sum(x, axes=) : REAL [] § 17 § the value of a setting is missing here",
                "y = sum(x, axes=[0) : REAL [] § 19 § ']' is missing here: it ends the list",
                "y = sum(x, axes={a=1, a=2}) : REAL [] § 23 § this is given twice",
                "y = sum(x, axes={=1}) : REAL [] § 18 § a name is missing here",
                "y = sum(x, axes={a 1}) : REAL [] § 20 § '=' is missing here: the value of a name follows it",
                "y = sum(x, axes={a=1) : REAL [] § 21 § '}' is missing here: it ends the fields",
                "y = sum(x, axes=[7], keepDims=true) : REAL [] § 5 § sum: axis 7 of [2]: its axes are 0 to 0, or −1 to −1¶  [2]  x",
                "y = reshape(x, target=[0.5]) : REAL [2] § 16 § 'target[0]' must be a size from 0, the name of an open dimension, or {factor=…, name=…}, and is 0.5",
                "y = reshape(x, target=[-1]) : REAL [2] § 16 § 'target[0]' must be a size from 0, the name of an open dimension, or {factor=…, name=…}, and is -1",
                "y = reshape(x, target=[a, a]) : REAL [2] § 16 § 'target' is refused: dimension 'a' occurs twice in [a×a]; an open dimension may occur once in a shape",
            })
    void aLineThatDoesNotFitIsRefused(String line, int column, String message) {
        assertRefused(
                "x = input : REAL [2]\n" + line + "\nreturn x",
                "line 2, column %d:\n  %s\n  %s^\n%s"
                        .formatted(
                                column, line, " ".repeat(column - 1), message.replace('¶', '\n')));
    }

    @Test
    void nothingFollowsTheResults() {
        assertRefused(
                """
                x = input : REAL [2]
                return x
                y = exp(x) : REAL [2]
                """,
                """
                line 3, column 1:
                  y = exp(x) : REAL [2]
                  ^
                nothing follows the line 'return'
                """);
    }

    @Test
    void settingsNestToADepth() {
        assertRefused(
                "x = exp(a=" + "[".repeat(40),
                """
                line 1, column 43:
                  x = exp(a=[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                                                            ^
                settings are at most 32 levels deep
                """);
    }
}
