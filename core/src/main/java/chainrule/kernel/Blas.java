package chainrule.kernel;

/// What multiplies matrices: the loops of Java, or OpenBLAS where `-Dchainrule.blas=openblas`, or
/// the path of one, asks for it.
public final class Blas {
    private static final String JAVA = "java";
    private static final String ASKED = System.getProperty("chainrule.blas", JAVA);

    /// Opened when asked for, since that takes milliseconds.
    private static final class Opened {
        static final BlasSearch.Outcome OUTCOME = BlasSearch.of(isJava() ? "openblas" : ASKED);
    }

    private Blas() {}

    private static boolean isJava() {
        return ASKED.equals(JAVA);
    }

    /// Whether OpenBLAS is asked for.
    static boolean isOpenBlas() {
        return !isJava();
    }

    /// @throws IllegalStateException if OpenBLAS is asked for, and not found
    static void check() {
        if (!isJava()) {
            library();
        }
    }

    /// The library that is asked for, or one that is found where none is.
    ///
    /// @throws IllegalStateException if there is none
    static OpenBlas library() {
        return Opened.OUTCOME
                .library()
                .orElseThrow(() -> new IllegalStateException(Opened.OUTCOME.whyNot()));
    }

    /// In one line what multiplies matrices, or why what is asked for does not.
    public static String text() {
        return isJava()
                ? "products of matrices by Java"
                : Opened.OUTCOME
                        .library()
                        .map(library -> "products of matrices by " + library.about())
                        .orElseGet(() -> "no products of matrices: " + Opened.OUTCOME.whyNot());
    }
}
