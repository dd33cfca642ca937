package chainrule.viz;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What is drawn as Java draws → SVG, by Batik. Text becomes paths, so that it looks and lies the
/// same in every viewer; the title says what the picture is.
final class SvgCanvas {
    private static final String SVG = "http://www.w3.org/2000/svg";

    private SvgCanvas() {}

    static String drawn(String title, int width, int height, Consumer<Graphics2D> drawing) {
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        var g = new SVGGraphics2D(context, true);
        g.setSVGCanvasSize(new Dimension(width, height));
        drawing.accept((Graphics2D) g.create());
        Element root = g.getRoot();
        root.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
        Element name = document.createElementNS(SVG, "title");
        name.setTextContent(Xml.legal(title));
        root.insertBefore(name, root.getFirstChild());
        var text = new StringWriter();
        try {
            g.stream(root, text, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new RenderException("The SVG could not be written: " + e.getMessage(), e);
        }
        return Xml.svgElement(text.toString());
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
