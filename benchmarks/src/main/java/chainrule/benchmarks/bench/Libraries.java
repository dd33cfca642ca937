package chainrule.benchmarks.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a user of core and nn, and one of the peer, has on the class path: the beginnings of names.
final class Libraries {
    private static final ImmutableList<String> OWN = ImmutableList.of("chainrule-benchmarks");

    private static final ImmutableList<String> OURS =
            ImmutableList.of(
                    "chainrule-core",
                    "chainrule-nn",
                    "guava",
                    "failureaccess",
                    "jspecify",
                    "gson",
                    "fastcsv",
                    "progressbar",
                    "jline-");

    private static final ImmutableList<String> PEER =
            ImmutableList.of(
                    "api-",
                    "pytorch-",
                    "gson",
                    "jna",
                    "commons-compress",
                    "commons-codec",
                    "commons-io",
                    "slf4j-");

    private Libraries() {}

    /// The measuring programs themselves.
    static List<String> own() {
        return select(OWN);
    }

    /// Chainrule's core and nn with all that they need.
    static List<String> ours() {
        return select(OURS);
    }

    /// DJL and PyTorch with all that they need.
    static List<String> peer() {
        return select(PEER);
    }

    private static List<String> select(List<String> names) {
        return Jvm.CLASS_PATH.stream()
                .filter(entry -> names.stream().anyMatch(name -> isNamed(Path.of(entry), name)))
                .toList();
    }

    /// A module that was built and not packed is `core/target/classes`.
    private static boolean isNamed(Path entry, String name) {
        return entry.endsWith(Path.of(name.replace("chainrule-", ""), "target", "classes"))
                || (entry.getFileName() != null && entry.getFileName().toString().startsWith(name));
    }

    /// Megabytes (10⁶ bytes) of jars, and how many there are.
    static String size(List<String> jars) {
        long bytes = 0;
        int count = 0;
        for (String jar : jars) {
            Path file = Path.of(jar);
            if (Files.isRegularFile(file)) {
                count++;
                try {
                    bytes += Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return "%s MB in %d jars".formatted(Numbers.digits(bytes * 1e-6), count);
    }
}
