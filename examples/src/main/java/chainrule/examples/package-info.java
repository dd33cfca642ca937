/// Lessons, one main each, in the order of a course on backpropagation: the gradient of a
/// perceptron, one neuron trained over epochs, the chain rule through two layers, the descent step,
/// and the perceptron algorithm beside it. A test runs each and checks its numbers.
@NullMarked
package chainrule.examples;

import org.jspecify.annotations.NullMarked;
