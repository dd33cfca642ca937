/// Loops over arrays of one precision: what programs are made of. Nothing here knows a graph.
@NullMarked
package chainrule.kernel;

import org.jspecify.annotations.NullMarked;
