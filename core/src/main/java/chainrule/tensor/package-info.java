/// Values and their shapes. A {@link chainrule.tensor.Tensor} is a block of numbers of one kind
/// that does not change after it is made; a {@link chainrule.tensor.Shape} says how it is laid out,
/// and may leave sizes open by name.
@NullMarked
package chainrule.tensor;

import org.jspecify.annotations.NullMarked;
