/// Derivatives, as a walk from graph to graph. {@link chainrule.grad.Backward} takes a gradient
/// back from a formula to its inputs, {@link chainrule.grad.Forward} takes tangents from the inputs
/// to the formula, both by the one rule that each operation has. {@link chainrule.grad.Gradient},
/// {@link chainrule.grad.Partial} and {@link chainrule.grad.Derivatives}, with Jacobians and
/// Hessians, read from them. What comes out are formulas like all others: they can be drawn,
/// simplified, evaluated, and differentiated again.
@NullMarked
package chainrule.grad;

import org.jspecify.annotations.NullMarked;
