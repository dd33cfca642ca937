/// The language of formulas. A {@link chainrule.graph.Node} applies an {@link chainrule.graph.Op}
/// to other nodes; building one computes nothing but its kind and shape. Operations come in four
/// families, and each says everything about itself in one row: type, value, derivative, notation.
/// {@link chainrule.graph.Functions} has the functions by their usual names.
@NullMarked
package chainrule.graph;

import org.jspecify.annotations.NullMarked;
