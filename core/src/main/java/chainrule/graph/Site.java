package chainrule.graph;

import java.util.Optional;

/// Where a node was made. Neighbours share one, so that it costs a node one reference.
///
/// @param scope the path of the [Scope], or `""`
/// @param line as `File.java:12`, if there is one
record Site(String scope, Optional<String> line) {}
