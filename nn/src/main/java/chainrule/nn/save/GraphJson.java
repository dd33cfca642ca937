package chainrule.nn.save;

import chainrule.codec.CodecException;
import chainrule.codec.Listing;
import chainrule.codec.Vocabulary;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// A graph as JSON, and back:
///
/// ```json
/// {"version": 1,
///  "nodes": [
///    {"source": "input", "kind": "REAL", "shape": ["batch", 2], "name": "x"},
///    {"source": "constant", "entries": [0.5, "NaN"], "kind": "REAL", "shape": [2]},
///    {"op": "add", "inputs": [0, 1], "kind": "REAL", "shape": ["batch", 2]},
///    {"op": "sum", "settings": {"axes": [0, 1], "keepDims": false}, "inputs": [2],
///     "kind": "REAL", "shape": [], "name": "E", "scope": "error", "line": "Lesson.java:12"}],
///  "outputs": [3]}
/// ```
///
/// Nodes are known by their positions, from 0. Sources are `input`, `parameter`, `constant` (with
/// `"float": true` where it is stored so) and `size` (of an open `dim`). NaN and infinities are
/// texts. A dimension is a size or a name, and 2·batch is `{"factor": 2, "name": "batch"}`.
public final class GraphJson {
    private GraphJson() {}

    /// All nodes that some results are made of, as JSON.
    ///
    /// @throws CodecException if an operation holds settings that cannot be written, or two are
    ///   called the same, the built-in ones included
    public static String write(List<Node> outputs) {
        return Json.write(ListingFields.of(Listing.of(outputs)));
    }

    /// The results in a JSON text.
    ///
    /// @throws CodecException if it is no JSON, or not of a graph, naming the node
    public static ImmutableList<Node> read(String json, Vocabulary vocabulary) {
        return FieldsListing.of(Json.read(json)).read(vocabulary);
    }
}
