package chainrule.viz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The names of what Graphviz's WebAssembly takes and gives. In there they are single letters; the
/// build finds in viz.js which is which.
final class GraphvizNames {
    private static final Properties NAMES = read();

    private GraphvizNames() {}

    /// The function of C that is taken by this letter.
    static String taken(String letter) {
        return NAMES.getProperty("import." + letter, letter);
    }

    /// The letter of what is given by this name.
    static String given(String function) {
        String letter = NAMES.getProperty("export." + function);
        if (letter == null) {
            throw new IllegalStateException("viz.js gives no " + function);
        }
        return letter;
    }

    private static Properties read() {
        var names = new Properties();
        try (InputStream in = GraphvizNames.class.getResourceAsStream("GraphvizWasm.properties")) {
            names.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
