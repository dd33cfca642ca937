package chainrule.kernel;

/// Where the entries of a view lie in an array: entry (i₀, i₁, …) at `offset + Σ iₖ·stride(k)`. A
/// stride is 0 where entries repeat, and negative where they run backwards.
@SuppressWarnings("ArrayRecordComponent") // made by planners alone, and never compared
public record Strides(int offset, int[] sizes, int[] strides) {}
