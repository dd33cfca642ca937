/// From a file to tensors a network can learn from. Text becomes a [chainrule.nn.data.Table], its
/// columns become numbers and classes, those become a [chainrule.nn.data.Dataset], which is split
/// and scaled. Every step gives a new value or refuses by name; none guesses, drops or repairs.
@NullMarked
package chainrule.nn.data;

import org.jspecify.annotations.NullMarked;
