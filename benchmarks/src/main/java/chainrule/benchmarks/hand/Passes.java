package chainrule.benchmarks.hand;

/// Loops over vectors that are compiled each for itself: calls that go to three or more places are
/// not inlined.
final class Passes {
    private final Runnable[] passes;

    Passes(Runnable... passes) {
        if (passes.length < 3) {
            throw new IllegalArgumentException(
                    "two passes or less would be inlined into one method");
        }
        this.passes = passes.clone();
    }

    void run() {
        for (Runnable pass : passes) {
            pass.run();
        }
    }
}
