package chainrule.viz;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// A step of a story, and what it brings.
///
/// @param nodes stations whose values are known from here on; on the way back, whose derivatives
/// @param links along which it goes
record Scene(Story.Step step, ImmutableList<Node> nodes, ImmutableList<Link> links) {}
