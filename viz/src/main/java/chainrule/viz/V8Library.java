package chainrule.viz;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.utils.JavetOSUtils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The native library of V8: whether there is one for this system, and its loading without traces.
///
/// By itself Javet unpacks it (34 MB) into a folder that all users share, and leaves it there.
final class V8Library {
    private V8Library() {}

    /// What is missing, if something is.
    static Optional<String> missing() {
        try {
            new JavetLibLoader(JSRuntimeType.V8).getResourceFileName();
            return Optional.empty();
        } catch (JavetException e) {
            return Optional.of(
                    "no V8 for %s %s on the class path (com.caoccao.javet:javet-v8-<system>:%s)"
                            .formatted(
                                    JavetOSUtils.OS_NAME,
                                    JavetOSUtils.OS_ARCH,
                                    JavetLibLoader.LIB_VERSION));
        }
    }

    /// V8, loaded once in a process.
    static V8Host load() throws IOException {
        if (JavetOSUtils.IS_WINDOWS) {
            return loaded(); // a library in use cannot be deleted there; Javet removes it at a
            // later start
        }
        Path folder = Files.createTempDirectory("chainrule-v8");
        var before = JavetLibLoader.getLibLoadingListener();
        JavetLibLoader.setLibLoadingListener(new Into(folder));
        try {
            return loaded();
        } finally {
            JavetLibLoader.setLibLoadingListener(before);
            Folders.delete(folder);
        }
    }

    private static V8Host loaded() throws IOException {
        V8Host host = V8Host.getV8Instance();
        if (!host.isLibraryLoaded()) {
            throw new IOException("V8 could not be loaded", host.getLastException());
        }
        return host;
    }

    private record Into(Path folder) implements IJavetLibLoadingListener {
        @Override
        public File getLibPath(JSRuntimeType type) {
            return folder.toFile();
        }
    }
}
