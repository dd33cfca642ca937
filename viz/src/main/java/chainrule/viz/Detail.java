package chainrule.viz;

/// How much a picture of a formula says of each node and edge, beside name or formula, and shape.
public enum Detail {
    /// Nothing more.
    PLAIN,
    /// The value of each node.
    VALUES,
    /// The derivative of each node; on each edge the local derivative and what comes back.
    GRADIENTS,
    /// Values and derivatives.
    ALL;

    boolean hasValues() {
        return this == VALUES || this == ALL;
    }

    boolean hasGradients() {
        return this == GRADIENTS || this == ALL;
    }
}
