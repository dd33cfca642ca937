/// Formulas made shorter or safer, as a walk from graph to graph. The rules are rows; each is equal
/// to what it replaces over the real numbers on the whole domain, so values and gradients stay what
/// they are. And formulas of tensors written with scalars.
@NullMarked
package chainrule.simplify;

import org.jspecify.annotations.NullMarked;
