package chainrule.benchmarks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Java processes with the class path of this one. What they print as errors goes where ours goes.
final class Jvm {
    static final ImmutableList<String> VECTORS =
            ImmutableList.of("--add-modules", "jdk.incubator.vector");

    private Jvm() {}

    /// A JVM that runs a main class on all of the class path.
    ///
    /// @param options more options, before the class path
    static Process start(List<String> options, Class<?> main, String... arguments) {
        List<String> all = new ArrayList<>(VECTORS);
        all.add("--enable-native-access=ALL-UNNAMED");
        all.addAll(options);
        return start(all, classPath(), main, arguments);
    }

    /// A JVM with these options only, on a part of the class path.
    static Process start(
            List<String> options, List<String> classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines that a process prints, when it has ended.
    ///
    /// @throws IllegalStateException if its status is not 0
    static List<String> lines(Process process, String what) {
        try {
            List<String> lines =
                    List.of(
                            new String(process.getInputStream().readAllBytes(), UTF_8)
                                    .split("\n", -1));
            requireGood(process.waitFor(), what);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(what + " was interrupted", e);
        }
    }

    private static void requireGood(int status, String what) {
        if (status != 0) {
            throw new IllegalStateException(
                    "%s failed (status %d); its message stands above".formatted(what, status));
        }
    }

    /// What the peer needs to know: its threads, and a folder for its libraries that is not in the
    /// home folder.
    static List<String> peerOptions(int threads) {
        return List.of(
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + target().resolve("djl"),
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-Dai.djl.pytorch.num_interop_threads=" + threads);
    }

    /// The entries of the class path.
    static List<String> classPath() {
        return List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1));
    }

    /// The folder that the build of this module writes to.
    static Path target() {
        URI own =
                URI.create(
                        Jvm.class.getProtectionDomain().getCodeSource().getLocation().toString());
        Path parent = Path.of(own).getParent();
        if (parent == null) {
            throw new IllegalStateException(own + " lies in no folder");
        }
        return parent;
    }
}
