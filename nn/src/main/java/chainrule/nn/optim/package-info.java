/// Optimizers. An update is a formula (w, g, state, rate) → (w′, state′) like all others, so it can
/// be drawn, tested and compiled.
@NullMarked
package chainrule.nn.optim;

import org.jspecify.annotations.NullMarked;
