package chainrule.viz;

import java.util.Set;
import java.util.regex.Pattern;

/// What Graphviz leaves to its callers: it copies control characters and unknown entities of labels
/// into the SVG.
final class Xml {
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]+|\\w+);");
    private static final Set<String> KNOWN = Set.of("amp", "lt", "gt", "quot", "apos");

    private Xml() {}

    /// Characters that no XML may hold become �.
    static String legal(String text) {
        return text.codePoints().allMatch(Xml::isLegal)
                ? text
                : text.codePoints()
                        .map(c -> isLegal(c) ? c : 0xFFFD)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    /// The `<svg>` element alone: the document type before it would make parsers ask the network
    /// for it.
    static String svgElement(String document) {
        int start = document.indexOf("<svg");
        if (start < 0) {
            throw new RenderException(
                    "The engine gave no SVG: "
                            + document.substring(0, Math.min(200, document.length())));
        }
        return ENTITY.matcher(legal(document.substring(start)))
                .replaceAll(entity -> legalEntity(entity.group(1)));
    }

    private static String legalEntity(String name) {
        if (!name.startsWith("#")) {
            return (KNOWN.contains(name) ? "&" : "&amp;") + name + ";";
        }
        return isLegal(codePoint(name)) ? "&" + name + ";" : "\uFFFD";
    }

    private static int codePoint(String reference) {
        try {
            return reference.startsWith("#x")
                    ? Integer.parseInt(reference.substring(2), 16)
                    : Integer.parseInt(reference.substring(1));
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || (c > 0xFFFF && c <= 0x10FFFF);
    }
}
