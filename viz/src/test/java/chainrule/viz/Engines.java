package chainrule.viz;

import static org.junit.jupiter.api.Assumptions.abort;

/// Engines for tests that need one.
final class Engines {
    private Engines() {}

    /// The embedded engine; where it is missing, the test is skipped and says why.
    static Render embedded() {
        try {
            return Render.embedded();
        } catch (RenderException missing) {
            return abort("skipped: " + missing.getMessage());
        }
    }
}
