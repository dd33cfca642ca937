package chainrule.viz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Temporary folders, and their end.
final class Folders {
    private Folders() {}

    /// Deletes what can be deleted: Windows keeps files that are in use.
    static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException kept) {
            // It lies in the system's temporary folder, so the system will remove it.
        }
    }
}
