package chainrule.derivation;

import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.Optional;

/// One step of a derivation: the derivative ∂u/∂v, how it is written, and its value.
///
/// Among scalars v is one that u is made of directly, and the derivative is the factor of the chain
/// rule, all else that has a name held. Among tensors u is the error, and the derivative is all
/// that comes back to v.
///
/// @param of u
/// @param by v
/// @param symbol `∂u/∂v`
/// @param formula the derivative as a formula of the nodes of the error, in v's shape
/// @param written the formula as it is shown; among tensors it names the derivatives of the steps
///   before, as in `Xᵀ·∂E/∂z`
/// @param value its value, where there is a tape
public record Step(
        Node of, Node by, Written symbol, Node formula, Written written, Optional<Tensor> value) {}
