/// What is measured: the data of each workload, and what every contestant must do with it.
@NullMarked
package chainrule.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
