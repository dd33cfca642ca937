package chainrule.viz;

import guru.nidi.graphviz.engine.AbstractJsGraphvizEngine;
import guru.nidi.graphviz.engine.Options;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// graphviz-java's viz.js (Graphviz in JavaScript) in our V8. For one thread.
///
/// Every picture gets a fresh Graphviz, which costs about 10 ms: its memory is not freed by itself,
/// and a picture must not depend on those before it. Unlike graphviz-java, it measures no fonts
/// (their widths differ between systems) and reads no files that a label seems to name as an image.
final class VizJs extends AbstractJsGraphvizEngine {
    private static final int MEGABYTES = 256;
    private static final int MOST_FONTS = 100;
    private static final Pattern FONT =
            Pattern.compile("(?i)(?:fontname|face)\\s*=\\s*\"?([\\w ,.-]+)");

    private final V8Script script;

    VizJs(V8Script script) {
        super(true, () -> script);
        this.script = script;
        doInit();
    }

    @Override
    protected String jsVizExec(String dot, Options options) {
        String fresh = "totalMemory=%d;initViz(true);".formatted(MEGABYTES << 20);
        return script.executeJavascript(
                fresh + fonts(dot) + "render(", dot, "," + options.toJson(false) + ");");
    }

    /// Each font that the text names, and Graphviz's default, gets our widths.
    private static String fonts(String dot) {
        Set<String> names = new LinkedHashSet<>(Set.of("Times-Roman"));
        FONT.matcher(dot)
                .results()
                .limit(MOST_FONTS)
                .forEach(found -> names.add(found.group(1).strip()));
        return names.stream()
                .map(name ->
                        "viz.setFontWidth('"
                                + name
                                + "',"
                                + (isMonospaced(name) ? "mono" : "sans")
                                + ");")
                .collect(
                        Collectors.joining(
                                "",
                                "var sans="
                                        + Widths.perByte(false)
                                        + ",mono="
                                        + Widths.perByte(true)
                                        + ";",
                                ""));
    }

    private static boolean isMonospaced(String font) {
        String name = font.toLowerCase(Locale.ROOT);
        return name.contains("mono") || name.contains("cour") || name.contains("consol");
    }
}
