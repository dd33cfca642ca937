/// Derivatives, as a walk from graph to graph. {@link chainrule.grad.Backward} is the one place
/// that asks operations for their rules; {@link chainrule.grad.Gradient} and {@link
/// chainrule.grad.Partial} read from it. What comes out are formulas like all others: they can be
/// drawn, simplified, evaluated, and differentiated again.
@NullMarked
package chainrule.grad;

import org.jspecify.annotations.NullMarked;
