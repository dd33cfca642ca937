package chainrule.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Shows what is generated: with `-Dchainrule.dump=DIR` each class goes into a file there, for
/// `javap -c`.
final class Dump {
    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("chainrule.dump")).map(Path::of);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Dump() {}

    /// Writes a class, as `7-float-16.class` if it is the seventh and goes by vectors of 16.
    ///
    /// @throws UncheckedIOException if it cannot be written
    static void write(String array, int length, byte[] code) {
        if (FOLDER.isEmpty()) {
            return;
        }
        Path file =
                FOLDER.get()
                        .resolve(
                                "%d-%s-%d.class"
                                        .formatted(
                                                COUNT.incrementAndGet(),
                                                array.replace("[]", ""),
                                                length));
        try {
            Files.createDirectories(FOLDER.get());
            Files.write(file, code);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "-Dchainrule.dump=%s: %s cannot be written".formatted(FOLDER.get(), file), e);
        }
    }
}
