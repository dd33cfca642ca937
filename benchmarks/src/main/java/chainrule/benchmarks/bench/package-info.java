/// `./chainrule bench`: contestants side by side, in processes of their own, as table, CSV and
/// picture.
@NullMarked
package chainrule.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
