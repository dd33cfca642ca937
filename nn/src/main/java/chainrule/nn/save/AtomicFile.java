package chainrule.nn.save;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file written whole or not at all. The bytes go to a temporary file beside it and are forced to
/// the disk, and only then does the file take its name, in one step: whoever looks, or pulls the
/// plug, finds the old file or the new one.
public final class AtomicFile {
    private AtomicFile() {}

    /// Writes the contents.
    @FunctionalInterface
    public interface Contents {
        /// Writes all of them; the stream is closed by the caller.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file, replacing the one that is there.
    ///
    /// @throws SaveException if that fails; the old file is then as it was
    public static void write(Path file, Contents contents) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || Files.isDirectory(whole)) {
            throw new SaveException(file, "this is a folder; name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new SaveException(file, "its folder does not exist; make it first");
        }
        Path temporary =
                folder.resolve("." + whole.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            fill(temporary, contents);
            Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            remove(temporary, failure);
            throw new SaveException(file, "cannot be written", failure);
        } catch (RuntimeException | Error failure) {
            remove(temporary, failure);
            throw failure;
        }
        forceName(folder);
    }

    private static void fill(Path temporary, Contents contents) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                temporary,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE);
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            contents.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void remove(Path temporary, Throwable failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /// The new name, too, is forced to the disk, where folders can be opened (not on Windows).
    private static void forceName(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // The file is whole under its name; only a power cut now could bring back the old one.
        }
    }
}
