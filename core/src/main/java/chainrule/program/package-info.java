/// Formulas compiled for speed: what [chainrule.eval.Interpreter] says they are worth, in blocks
/// that stay in the cache, in buffers that are used again.
@NullMarked
package chainrule.program;

import org.jspecify.annotations.NullMarked;
