package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/// A dense layer as it is found in a formula: `f(x·W + b)`, or with W on the left, or transposed.
///
/// @param product the matrix product
/// @param input what is multiplied with the weights
/// @param weights the parameter
/// @param rowsAreInputs whether entry (i, j) of the parameter leads from input i to output j, and
///   not the other way round
/// @param pointsAreColumns whether the weights stand on the left
/// @param bias the parameter that is added, if it is
/// @param sum the product with the bias
/// @param output what the activation makes of the sum; the sum itself where there is none
record DenseLayer(
        Node product,
        Node input,
        Node weights,
        boolean rowsAreInputs,
        boolean pointsAreColumns,
        Optional<Node> bias,
        Node sum,
        Node output) {

    private static final Pattern AXIS = Pattern.compile("[₀₁₂₃₄₅₆₇₈₉₋]+$");

    /// How many numbers a neuron takes, a folded bias included.
    int in() {
        return size(rowsAreInputs ? 0 : 1);
    }

    /// How many neurons it has.
    int out() {
        return size(rowsAreInputs ? 1 : 0);
    }

    /// A vector of weights leads to one neuron.
    private int size(int axis) {
        return weights.shape().rank() == 2
                ? weights.shape().size(axis)
                : (axis == 0) == rowsAreInputs ? weights.shape().size(0) : 1;
    }

    /// Where the weight from an input to a neuron lies in the parameter.
    int position(int from, int to) {
        return rowsAreInputs ? from * out() + to : to * in() + from;
    }

    /// Where the bias of a neuron lies in its parameter; one may serve all.
    int biasPosition(int to) {
        return bias.orElseThrow().shape().size() == 1 ? 0 : to;
    }

    /// The activation as one word or sign: `σ`, `tanh`, `softmax`; empty where there is none.
    String function() {
        return output == sum ? "" : function(output);
    }

    /// What a node does as one word or sign.
    static String function(Node node) {
        if (!(node.op() instanceof Operation operation)) {
            return "";
        }
        String step = Text.step(node, 40);
        int bracket = step.indexOf('(');
        String name = bracket > 0 ? step.substring(0, bracket) : operation.label();
        return Labels.line(AXIS.matcher(name).replaceFirst(""), 12);
    }

    /// The activation applied to something that is written: `σ(z₁)`.
    String applied(String to) {
        return function().isEmpty() ? to : function() + "(" + to + ")";
    }
}
