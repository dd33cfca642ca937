package chainrule.viz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Node;

/// Pictures of one size as an animated GIF that runs again and again.
final class Gif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private Gif() {}

    /// Each picture for as long as `each`, the last one twice as long.
    static byte[] of(Iterable<BufferedImage> frames, int count, Duration each) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            int number = 0;
            for (BufferedImage frame : frames) {
                number++;
                Duration shown = number == count ? each.multipliedBy(2) : each;
                BufferedImage indexed = Palette.indexed(frame);
                writer.writeToSequence(
                        new IIOImage(indexed, List.of(), metadata(writer, indexed, shown, number)),
                        null);
            }
            writer.endWriteSequence();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata metadata(
            ImageWriter writer, BufferedImage image, Duration shown, int number)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        Node tree = metadata.getAsTree(FORMAT);
        IIOMetadataNode control = child(tree, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", String.format(Locale.ROOT, "%d", shown.toMillis() / 10));
        if (number == 1) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0}); // 0 times means for ever
            child(tree, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(FORMAT, tree);
        return metadata;
    }

    private static IIOMetadataNode child(Node tree, String name) {
        for (Node node = tree.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return (IIOMetadataNode) node;
            }
        }
        var made = new IIOMetadataNode(name);
        tree.appendChild(made);
        return made;
    }
}
