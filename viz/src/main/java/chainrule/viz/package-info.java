/// Graphs as pictures: DOT text, and the SVG and PNG that a layout engine makes of it.
///
/// The DOT text is always there. Its pictures need an engine: Graphviz's own `dot` when it is
/// installed, else an embedded one, see [chainrule.viz.Render].
@NullMarked
package chainrule.viz;

import org.jspecify.annotations.NullMarked;
