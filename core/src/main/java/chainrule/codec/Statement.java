package chainrule.codec;

import chainrule.graph.Type;
import java.util.Optional;

/// A node as plain data.
///
/// @param term what it does
/// @param type its kind and shape, which reading compares with what the term gives
/// @param name its name, if it has one
/// @param scope the path of the scope that it was made in, or `""`
/// @param line the source line that made it, if that was recorded
public record Statement(
        Term term, Type type, Optional<String> name, String scope, Optional<String> line) {}
