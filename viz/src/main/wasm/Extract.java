import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// viz.js → the WebAssembly that it holds, and the names of what that takes and gives, which are shortened in there.
///
/// `java Extract.java backend.js graphviz.wasm names.properties`; the build runs it.
final class Extract {
    private static final Pattern WASM = Pattern.compile("base64,(AGFzb[A-Za-z0-9+/=]+)");
    private static final Pattern IMPORTS = Pattern.compile("wasmImports=\\{(.*?)\\}");
    private static final Pattern IMPORT = Pattern.compile("(\\w+):_*(\\w+)");
    private static final Pattern EXPORT = Pattern.compile("Module\\[\"_(\\w+)\"\\]=wasmExports\\[\"(.+?)\"\\]");
    private static final Pattern START = Pattern.compile("addOnInit\\(wasmExports\\[\"(.+?)\"\\]\\)");

    private Extract() {}

    public static void main(String[] files) throws IOException {
        String script = Files.readString(Path.of(files[0]));
        Path wasm = Path.of(files[1]);
        Path names = Path.of(files[2]);
        Files.createDirectories(wasm.getParent());
        Files.createDirectories(names.getParent());
        Files.write(wasm, Base64.getDecoder().decode(found(WASM, script).group(1)));
        Files.write(names, names(script).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }

    private static Map<String, String> names(String script) {
        var names = new TreeMap<String, String>();
        IMPORT.matcher(found(IMPORTS, script).group(1)).results()
                .forEach(name -> names.put("import." + name.group(1), name.group(2)));
        EXPORT.matcher(script).results().forEach(name -> names.put("export." + name.group(1), name.group(2)));
        names.put("export.start", found(START, script).group(1));
        return names;
    }

    private static MatchResult found(Pattern pattern, String script) {
        return pattern.matcher(script).results().findFirst()
                .orElseThrow(() -> new IllegalArgumentException("viz.js is built in another way: no " + pattern));
    }
}
