package chainrule.codec;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// A function that a text defines, `f(z) = 1 / (1 + exp(−z))`. Two that are written the same, of
/// functions that are, are equal.
///
/// @param text what stands behind the sign of equality
/// @param body the same, read
/// @param size how many operations it is made of, those of functions in it included
/// @param depth how deeply they nest
record TextFunction(
        String label,
        ImmutableList<String> parameters,
        String text,
        Expression body,
        int size,
        int depth)
        implements Composite {
    @Override
    public Node definition(ImmutableList<Node> x) {
        requireOperands(parameters.size(), x);
        return ExpressionBuilder.ofBody(x).node(body);
    }

    /// How it is called: `f(z)`.
    String usage() {
        return parameters.stream()
                .map(Words::word)
                .collect(joining(", ", Words.word(label) + "(", ")"));
    }
}
