/// The chain rule as a text: which nodes a derivative passes on its way from an error back to a
/// node, what each of them contributes, as formula and as number, and what comes out.
@NullMarked
package chainrule.derivation;

import org.jspecify.annotations.NullMarked;
