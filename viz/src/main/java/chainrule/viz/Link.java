package chainrule.viz;

import chainrule.graph.Node;

/// A station and one that is made of it, with no other station on the way between them.
record Link(Node from, Node to) {}
