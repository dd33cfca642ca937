package chainrule.codec;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// A graph as text that people can read and write, one node a line:
///
/// ```
/// x = input : REAL [batch×2]
/// W = parameter : REAL [2×1]
/// %1 = matmul(x, W) : REAL [batch×1] in "network" at "Lesson.java:12"
/// %2 = 0.5 : REAL []
/// %3 = mul(%1, %2) : REAL [batch×1] "a name of any characters"
/// E = mean(%3, axes=[0, 1], keepDims=false) : REAL []
/// return E
/// ```
///
/// A line has an id, what the node does, kind and shape, and, where there are any, a name, a scope
/// and a source line. An id that is a word is the node's name, unless one is given in quotes; `%1`
/// is an id only. A node does one of these:
///
/// | | |
/// |---|---|
/// | `input`, `parameter` | stands for what is fed |
/// | `0.5`, `[1, NaN, -Infinity]`, `[true]` | is a constant, all of its entries in row order |
/// | `float [0.1]` | is a constant that is stored as `float` |
/// | `\|2·batch\|` | is the size of an open dimension |
/// | `sum(x, axes=[0], keepDims=true)` | applies an operation to nodes above, with its settings |
///
/// Names that are no plain words stand in quotes, with the escapes of JSON. `#` starts a comment.
/// What was written and read is written the same.
public final class GraphText {
    private GraphText() {}

    /// All nodes that some results are made of, as text.
    ///
    /// @throws CodecException if an operation holds settings that cannot be written, or two are
    ///   called the same, the built-in ones included
    public static String write(List<Node> outputs) {
        return TextWriter.text(Listing.of(outputs));
    }

    /// The results of a text.
    ///
    /// @throws CodecException if it is no such text, naming the line and the place in it
    public static ImmutableList<Node> read(String text, Vocabulary vocabulary) {
        return TextReader.nodes(text, vocabulary);
    }
}
