package chainrule.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// OpenBLAS, opened and set to one thread.
///
/// @param about what it is, in a few words: version, processor, where it was found
@SuppressWarnings("restricted") // a library is called only where the user asks for it
public record OpenBlas(SymbolLookup symbols, String about) {
    /// Matrices row by row, in the words of CBLAS.
    public static final int ROW_MAJOR = 101;

    /// A matrix as it lies.
    public static final int AS_IT_LIES = 111;

    /// A matrix whose transpose is meant.
    public static final int TRANSPOSED = 112;

    /// The library that `-Dchainrule.blas` asks for, or one that is found where it asks for none.
    ///
    /// @throws IllegalStateException if there is none, with where it was looked for
    public static OpenBlas library() {
        return Blas.library();
    }

    /// @param where it was found
    /// @throws IllegalArgumentException if it is no OpenBLAS, or one that takes sizes of 64 bits
    static OpenBlas of(SymbolLookup symbols, String where) {
        for (String name : new String[] {"cblas_sgemm", "cblas_dgemm", "openblas_get_config"}) {
            if (symbols.find(name).isEmpty()) {
                throw new IllegalArgumentException(
                        "%s is no OpenBLAS, since it has no function %s".formatted(where, name));
            }
        }
        String config = text(symbols, "openblas_get_config");
        if (config.contains("USE64BITINT")) {
            throw new IllegalArgumentException(
                    "%s takes sizes of 64 bits (ILP64), and 32 bits are needed".formatted(where));
        }
        try {
            function(symbols, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(1);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
        String version = config.replaceFirst("^(OpenBLAS \\S+).*", "$1");
        String processor = text(symbols, "openblas_get_corename");
        return new OpenBlas(
                symbols, "%s for %s, one thread, %s".formatted(version, processor, where));
    }

    private static String text(SymbolLookup symbols, String name) {
        try {
            MemorySegment text =
                    (MemorySegment)
                            function(symbols, name, FunctionDescriptor.of(ADDRESS)).invokeExact();
            return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private static MethodHandle function(
            SymbolLookup symbols, String name, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type, options);
    }

    /// The function `cblas_sgemm` or `cblas_dgemm`, C = α·A·B + β·C, on arrays as they lie in the
    /// heap. While it runs, the garbage collector waits.
    ///
    /// @param number `float.class` or `double.class`
    public MethodHandle gemm(Class<?> number) {
        boolean isFloat = number == float.class;
        MemoryLayout real = isFloat ? JAVA_FLOAT : JAVA_DOUBLE;
        return function(
                symbols,
                isFloat ? "cblas_sgemm" : "cblas_dgemm",
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, real, ADDRESS,
                        JAVA_INT, ADDRESS, JAVA_INT, real, ADDRESS, JAVA_INT),
                Linker.Option.critical(true));
    }
}
