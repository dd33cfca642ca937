package chainrule.viz;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// A picture as a reader of its XML finds it.
record Svg(Document document) {
    static Svg of(String text) throws Exception {
        return new Svg(
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(text))));
    }

    List<Element> all(String tag) {
        return all(document.getDocumentElement(), tag);
    }

    static List<Element> all(Element inside, String tag) {
        var found = inside.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    Element byId(String id) {
        return all("g").stream()
                .filter(g -> g.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no id " + id));
    }

    String cssClass(String id) {
        return byId(id).getAttribute("class");
    }

    /// The lines of text in a group, without the spaces that only make room.
    List<String> lines(String id) {
        return all(byId(id), "text").stream()
                .map(Element::getTextContent)
                .map(line -> line.replace('\u00A0', ' ').strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    String tooltip(String id) {
        return all(byId(id), "a").getFirst().getAttribute("xlink:title");
    }
}
