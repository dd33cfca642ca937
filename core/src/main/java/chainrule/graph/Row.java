package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/// A composite written in one row.
record Row(
        String label,
        Function<Node, Notation> written,
        int arity,
        Function<ImmutableList<Node>, Node> body,
        Rule rule,
        Domain domain)
        implements Composite {
    @Override
    public Node definition(ImmutableList<Node> x) {
        Operands.count(this, arity, x);
        return body.apply(x);
    }

    @Override
    public Notation notation(Node y) {
        return written.apply(y);
    }
}
