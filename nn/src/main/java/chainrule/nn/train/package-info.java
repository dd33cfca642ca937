/// Training: an error, its gradient and the optimizer's update as one graph, run over mini-batches.
/// A step takes a state and gives the next; the same seed gives the same weights, bit for bit.
@NullMarked
package chainrule.nn.train;

import org.jspecify.annotations.NullMarked;
