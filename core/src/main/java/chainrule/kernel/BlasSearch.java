package chainrule.kernel;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where OpenBLAS is looked for: in JavaCPP's jar of it, if that is on the class path, then among
/// the libraries of the system.
@SuppressWarnings("restricted") // a library is opened only where the user asks for it
final class BlasSearch {
    private static final ImmutableList<String> NAMES =
            ImmutableList.of(
                    "libopenblas.so.0",
                    "libopenblas.so",
                    "libopenblas.dylib",
                    "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
                    "/usr/local/opt/openblas/lib/libopenblas.dylib",
                    "libopenblas.dll",
                    "openblas.dll");

    /// What stands in the jar: what the library needs, and last the library itself.
    private static final ImmutableList<String> PARTS =
            ImmutableList.of(
                    "libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private final List<String> tried = new ArrayList<>();

    /// A library, or why there is none.
    record Outcome(Optional<OpenBlas> library, String whyNot) {}

    private BlasSearch() {}

    /// The library that a user means.
    ///
    /// @param asked `openblas` or the path of a library
    static Outcome of(String asked) {
        BlasSearch search = new BlasSearch();
        Optional<OpenBlas> found = asked.equals("openblas") ? search.anywhere() : search.at(asked);
        return new Outcome(
                found,
                "-Dchainrule.blas=%s: %s. It is java, openblas or the path of libopenblas; without it, Java multiplies"
                        .formatted(asked, String.join("; ", search.tried)));
    }

    private Optional<OpenBlas> at(String path) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                tried.add("there is no such file");
                return Optional.empty();
            }
            return open(SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global()), path);
        } catch (IllegalArgumentException failure) {
            tried.add(message(failure));
            return Optional.empty();
        }
    }

    private Optional<OpenBlas> anywhere() {
        return inJar().or(this::inSystem);
    }

    private Optional<OpenBlas> inSystem() {
        for (String name : NAMES) {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(name, Arena.global());
                Optional<OpenBlas> found = open(symbols, name + " of the system");
                if (found.isPresent()) {
                    return found;
                }
            } catch (IllegalArgumentException _) {
                // not there: the next one
            }
        }
        tried.add("the system has none of " + String.join(", ", NAMES));
        return Optional.empty();
    }

    private Optional<OpenBlas> inJar() {
        String folder = "org/bytedeco/openblas/" + platform() + "/";
        String library = folder + PARTS.getLast();
        if (BlasSearch.class.getClassLoader().getResource(library) == null) {
            tried.add("the class path has no " + library);
            return Optional.empty();
        }
        try {
            return open(unpacked(folder), library);
        } catch (IOException | IllegalArgumentException failure) {
            tried.add("%s cannot be opened: %s".formatted(library, message(failure)));
            return Optional.empty();
        }
    }

    /// As JavaCPP writes it.
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "");
        return (system.startsWith("linux") ? "linux" : system)
                + "-"
                + (processor.equals("amd64")
                        ? "x86_64"
                        : processor.equals("aarch64") ? "arm64" : processor);
    }

    /// The library, opened from files that are gone afterwards: it stays in memory.
    private static SymbolLookup unpacked(String folder) throws IOException {
        Path to = Files.createTempDirectory("chainrule-openblas-");
        try {
            SymbolLookup last = SymbolLookup.loaderLookup();
            for (String part : PARTS) {
                InputStream from =
                        BlasSearch.class.getClassLoader().getResourceAsStream(folder + part);
                if (from != null) {
                    try (from) {
                        Files.copy(from, to.resolve(part));
                    }
                    last = SymbolLookup.libraryLookup(to.resolve(part), Arena.global());
                }
            }
            return last;
        } finally {
            MoreFiles.deleteRecursively(to, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private Optional<OpenBlas> open(SymbolLookup symbols, String where) {
        try {
            return Optional.of(OpenBlas.of(symbols, where));
        } catch (IllegalArgumentException failure) {
            tried.add(message(failure));
            return Optional.empty();
        }
    }

    private static String message(Exception failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }
}
