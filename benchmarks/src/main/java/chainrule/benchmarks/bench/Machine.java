package chainrule.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/// What the figures were measured on.
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// Date, processor, cores, JVM and system, in a line.
    static String line() {
        return "%s, %s, %d cores, %s %s, %s %s"
                .formatted(
                        LocalDate.now(ZoneId.systemDefault()),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    private static String processor() {
        if (!Files.isReadable(CPU)) {
            return "an unnamed processor";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*:", "").strip())
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            return "an unnamed processor";
        }
    }
}
