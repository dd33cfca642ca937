/// The workloads in DJL with PyTorch, the peer. Operations are taken in their fused form where
/// there is one, arrays of a step are freed with the step, and parameters are updated in place.
@NullMarked
package chainrule.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
