/// The workloads as graphs of Chainrule, simplified, differentiated and compiled.
@NullMarked
package chainrule.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
