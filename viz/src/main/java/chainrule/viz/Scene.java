package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableSet;

/// A step of a story, and what it brings.
///
/// @param values nodes whose values are known from here on
/// @param adjoints nodes whose derivatives are known from here on
/// @param edges along which it goes
record Scene(
        Story.Step step,
        ImmutableSet<Node> values,
        ImmutableSet<Node> adjoints,
        ImmutableSet<Edge> edges) {}
