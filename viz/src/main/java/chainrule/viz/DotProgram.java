package chainrule.viz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Graphviz's own `dot`, as a process per picture.
///
/// graphviz-java has such an engine, too. It goes through a shell, which splits a path that has
/// spaces, and does not report what dot wrote to stderr.
record DotProgram(Path executable) implements Layout {

    /// The first `dot` or `dot.exe` in the folders of `path`.
    static Optional<Path> find(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of("dot", "dot.exe").map(name -> new File(folder, name)))
                .filter(file -> file.isFile() && file.canExecute())
                .map(File::toPath)
                .findFirst();
    }

    @Override
    public String name() {
        return run(List.of(executable.toString(), "-V"), "", Duration.ofSeconds(10))
                .error()
                .strip();
    }

    @Override
    public String svg(String dot, Duration limit) {
        Output output = run(List.of(executable.toString(), "-Kdot", "-Tsvg"), dot, limit);
        if (output.code() != 0) {
            throw new RenderException(
                    executable + " refused the DOT text: " + output.error().strip());
        }
        return output.out();
    }

    private record Output(int code, String out, String error) {}

    /// Through files, since a program that hangs may leave children that keep a pipe open.
    private static Output run(List<String> command, String input, Duration limit) {
        try {
            Path folder = Files.createTempDirectory("chainrule-dot");
            try {
                Path in = Files.writeString(folder.resolve("in"), input);
                Path out = folder.resolve("out");
                Path error = folder.resolve("error");
                Process process =
                        new ProcessBuilder(command)
                                .redirectInput(in.toFile())
                                .redirectOutput(out.toFile())
                                .redirectError(error.toFile())
                                .start();
                await(process, command.getFirst(), input, limit);
                return new Output(process.exitValue(), read(out), read(error));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new RenderException(
                    command.getFirst() + " could not be run: " + e.getMessage(), e);
        }
    }

    private static void await(Process process, String name, String input, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RenderException(Layout.tooSlow(name, input, limit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException("Interrupted while " + name + " was drawing", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
