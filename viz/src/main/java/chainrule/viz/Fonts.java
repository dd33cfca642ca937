package chainrule.viz;

import java.util.regex.Pattern;

/// Font names. DOT text names Java's logical fonts, which every JVM has; a browser knows others.
final class Fonts {
    private static final Pattern SANS =
            Pattern.compile("(?i)\\b(fontname|face)\\s*=\\s*(?:\"SansSerif\"|SansSerif\\b)");

    private Fonts() {}

    /// DOT text that names a font whose widths Graphviz knows by itself, in place of `SansSerif`.
    static String measured(String dot) {
        return SANS.matcher(dot).replaceAll("$1=\"DejaVu Sans\"");
    }

    /// What [#measured(String)] did, undone in the SVG.
    static String asNamed(String svg) {
        return svg.replace("font-family=\"DejaVu Sans\"", "font-family=\"SansSerif\"");
    }

    /// `SansSerif` and `Monospaced` become lists of what is as wide as they are (DejaVu), or
    /// narrower.
    static String forTheWeb(String svg) {
        return svg.replace(
                        "font-family=\"SansSerif\"",
                        "font-family=\"DejaVu Sans,Verdana,sans-serif\"")
                .replace(
                        "font-family=\"Monospaced\"",
                        "font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\"");
    }

    /// Graphviz's own default and its PostScript names, as Java's.
    static String forJava(String svg) {
        return svg.replaceAll("font-family=\"(?:Times|serif)[^\"]*\"", "font-family=\"Serif\"")
                .replaceAll(
                        "font-family=\"(?:Helvetica|Arial|sans)[^\"]*\"",
                        "font-family=\"SansSerif\"")
                .replaceAll(
                        "font-family=\"(?:Courier|monospace)[^\"]*\"",
                        "font-family=\"Monospaced\"");
    }
}
