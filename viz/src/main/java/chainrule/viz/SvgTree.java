package chainrule.viz;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// SVG as a tree, whose elements can be given other looks.
record SvgTree(Document document) {
    static SvgTree of(String svg) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new SvgTree(
                    factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new RenderException("The engine's SVG cannot be read: " + e.getMessage(), e);
        }
    }

    SvgTree copy() {
        return new SvgTree((Document) document.cloneNode(true));
    }

    Element root() {
        return document.getDocumentElement();
    }

    /// The group with an id.
    ///
    /// @throws RenderException if there is none
    Element group(String id) {
        return all(root(), "g").stream()
                .filter(g -> g.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new RenderException("The engine's SVG has no group " + id));
    }

    static List<Element> all(Element inside, String tag) {
        NodeList found = inside.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    String text() {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var out = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new RenderException("The SVG cannot be written: " + e.getMessage(), e);
        }
    }
}
