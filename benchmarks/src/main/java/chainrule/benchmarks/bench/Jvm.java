package chainrule.benchmarks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java process that prints lines. What it prints as errors goes where ours goes, but for the
/// JVM's notice of the Vector API.
final class Jvm {
    /// The class path of this process.
    static final List<String> CLASS_PATH =
            List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1));

    /// What programs need that use the Vector API.
    static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    private static final String NOTICE = "WARNING: Using incubator modules";

    private final String what;
    private final Process process;
    private final BufferedReader lines;
    private final Thread errors;

    private Jvm(String what, Process process) {
        this.what = what;
        this.process = process;
        this.lines = process.inputReader(UTF_8);
        this.errors =
                Thread.ofVirtual()
                        .start(() ->
                                process.errorReader(UTF_8)
                                        .lines()
                                        .filter(line -> !line.startsWith(NOTICE))
                                        .forEach(System.err::println));
    }

    /// Starts a process.
    ///
    /// @param what it is, for messages
    static Jvm start(
            String what,
            List<String> options,
            List<String> classPath,
            Class<?> main,
            String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        try {
            return new Jvm(what, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next line, as soon as it is printed.
    ///
    /// @throws IllegalStateException if the process ends without one
    String line() {
        try {
            String line = lines.readLine();
            if (line == null) {
                end();
                throw new IllegalStateException(what + " printed nothing");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines that are left, when the process has ended.
    ///
    /// @throws IllegalStateException if its status is not 0
    List<String> end() {
        List<String> rest = lines.lines().toList();
        try {
            int status = process.waitFor();
            errors.join();
            if (status != 0) {
                throw new IllegalStateException(
                        "%s failed (status %d); its message stands above".formatted(what, status));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(what + " was interrupted", e);
        }
        return rest;
    }

    /// The options of this process that are about Chainrule or the JVM, `-Dchainrule.…` and `-X…`.
    static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Dchainrule.") || option.startsWith("-X"))
                .toList();
    }

    /// What the peer needs to know: its threads, and a folder for its libraries that is not in the
    /// home folder.
    static List<String> peerOptions(int threads) {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + target().resolve("djl"),
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-Dai.djl.pytorch.num_interop_threads=" + threads);
    }

    /// The folder that the build of this module writes to.
    static Path target() {
        URI own =
                URI.create(
                        Jvm.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(own).resolveSibling("");
    }
}
