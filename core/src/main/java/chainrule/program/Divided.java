package chainrule.program;

/// A step that can be done in parts, each by another thread. How many there are depends on sizes
/// alone, and a part computes the same whoever does it: so the bits of a result are the same for
/// any number of threads.
///
/// @param <A> `float[]` or `double[]`
interface Divided<A> extends Step<A> {
    /// How many parts there are; 1 if it is not worth while.
    int parts();

    /// Whether it takes so long that it is worth while to wake a thread for it.
    default boolean isLong() {
        return parts() >= Cost.MANY_PARTS;
    }

    /// Computes one part; others may be computed at the same time.
    ///
    /// @param memory of this thread: with registers of its own
    void part(int part, Memory<A> memory);

    /// Brings together what all parts have computed.
    default void end(Memory<A> memory) {}

    /// Computes all parts on this thread.
    @Override
    default void run(Memory<A> memory) {
        for (int part = 0; part < parts(); part++) {
            part(part, memory);
        }
        end(memory);
    }
}
