/// Values, as a walk from graph to numbers. A {@link chainrule.eval.Feed} gives values to inputs
/// and parameters and sizes to open dimensions; the {@link chainrule.eval.Interpreter} is the plain
/// definition of what a formula is worth.
@NullMarked
package chainrule.eval;

import org.jspecify.annotations.NullMarked;
