/// The workloads as programs written for each alone, with the Vector API: plain loops over arrays
/// of `float`, derivatives worked out on paper. They are what a compiled graph is compared with.
@NullMarked
package chainrule.benchmarks.hand;

import org.jspecify.annotations.NullMarked;
