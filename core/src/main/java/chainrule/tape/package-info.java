/// A run, remembered: the value of every node of a formula for values that were fed, the derivative
/// along every edge, and the check of derivatives against differences.
@NullMarked
package chainrule.tape;

import org.jspecify.annotations.NullMarked;
