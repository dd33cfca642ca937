package chainrule.codec;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;

/// Formulas as text, in the notation of mathematics: read into nodes, and written so that reading
/// gives an equal graph.
///
/// ```
/// X : input [m×2]
/// W : parameter [2×1]
/// f(z) = 1 / (1 + exp(−z))
/// h = X·W
/// t₁ := h ⊙ h
/// mean(f(h) + t₁)
/// ```
///
/// | | |
/// |---|---|
/// | `X : input INDEX [m×2]` | declares an input or `parameter`; a number has no shape |
/// | `f(z) = z²` | defines a function, which stays one node |
/// | `h = X·W` | makes a node of this name |
/// | `t₁ := h ⊙ h` | lets a word stand for a node, which gets no name |
/// | `h₍₂₎ "h" = X` | lets a word stand for a node of another name |
/// | `a + b`, `return a, b` | is the result, on the last line |
/// | `+ − ⊙ * · @ / ^` | sum, difference; product entry by entry (two signs), with a scalar or of matrices, of matrices; quotient, power |
/// | `2x`, `Xᵀ(y − 1)`, `y ln p` | is a product as by `·` |
/// | `x²`, `Xᵀ`, `x[0:3]`, `\|x\|`, `⌊x⌋`, `√x` | square, transpose, entries, absolute value, floor, root |
/// | `< ≤ > ≥ = ≠` | compare; `=` inside brackets |
/// | `σ(x)`, `ln x²`, `Σ₀(x)`, `clamp[0, 1](x)` | functions, without brackets of what follows with its power |
/// | `sum(x, axes=[0], keepDims=true)` | any operation of the vocabulary with its settings |
/// | `0.5`, `∞`, `[[1, 2], [3, 4]]`, `true`, `index([1])`, `float([0.1])` | constants |
/// | `m`, `\|m\|`, `size(m)` | the size of an open dimension |
///
/// Names that are no plain words stand in quotes. Statements stand on lines or between semicolons;
/// `#` starts a comment. If no name is declared at all, names are scalar inputs. `docs/formulas.md`
/// has all of it.
public final class Formula {
    private final ImmutableList<Node> results;
    private final ImmutableMap<String, Node> nodes;
    private final ImmutableMap<String, TextFunction> functions;
    private final ImmutableList<Node> given;

    private Formula(ImmutableList<Node> results, Meanings meanings, Symbols symbols) {
        this.results = results;
        this.nodes = meanings.nodes();
        this.functions = meanings.functions();
        this.given = symbols.nodes().values().asList();
    }

    /// Reads a text that declares its names itself, or none at all: then all are scalar inputs.
    ///
    /// @throws CodecException if it is no such text, naming the line and the place in it
    public static Formula read(String text) {
        return read(text, Symbols.none());
    }

    /// Reads a text whose words may mean nodes and operations that there are already.
    ///
    /// @throws CodecException if it is no such text, naming the line and the place in it
    public static Formula read(String text, Symbols symbols) {
        Meanings meanings = Meanings.of(symbols);
        return new Formula(new FormulaReader(meanings).read(text), meanings, symbols);
    }

    /// Writes all nodes that some results are made of.
    ///
    /// @throws CodecException if an operation is not built in, and no text defined it: pass the
    ///   vocabulary that has it
    public static String write(Node... results) {
        return write(ImmutableList.copyOf(results), Vocabulary.standard());
    }

    /// Writes all nodes that some results are made of, which are read back with that vocabulary.
    ///
    /// @throws CodecException if an operation is not in the vocabulary, and no text defined it
    public static String write(List<Node> results, Vocabulary vocabulary) {
        return FormulaWriter.text(results, vocabulary);
    }

    /// The only result.
    ///
    /// @throws CodecException if there is none, or several
    public Node result() {
        if (results.size() != 1) {
            throw new CodecException(
                    "the text has %d results; ask for results()".formatted(results.size()));
        }
        return results.get(0);
    }

    /// All results.
    public ImmutableList<Node> results() {
        return results;
    }

    /// The node that a word of the text means.
    ///
    /// @throws CodecException if there is none
    public Node node(String word) {
        Node node = nodes.get(word);
        if (node == null) {
            throw new CodecException(
                    "no node is called '%s'; %sask for one of these"
                            .formatted(Words.plain(word), Spelling.of(word, nodes.keySet())));
        }
        return node;
    }

    /// The inputs and parameters that the text declares, or uses without declaring any, in order.
    public ImmutableList<Node> declared() {
        return nodes.values().stream()
                .filter(node -> node.op() instanceof Op.Fed && !given.contains(node))
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /// A function that the text defines, to apply it elsewhere or to put it into a vocabulary.
    ///
    /// @throws CodecException if there is none
    public Operation function(String name) {
        TextFunction function = functions.get(name);
        if (function == null) {
            throw new CodecException(
                    "the text defines no function '%s'; %sask for one of these"
                            .formatted(Words.plain(name), Spelling.of(name, functions.keySet())));
        }
        return function;
    }
}
