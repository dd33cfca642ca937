/// Errors of a prediction for a target. Any function of two nodes is one, ours and users' alike;
/// this package puts it on a model and refuses what does not fit.
@NullMarked
package chainrule.nn.loss;

import org.jspecify.annotations.NullMarked;
