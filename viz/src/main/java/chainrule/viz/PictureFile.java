package chainrule.viz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/// A picture in the format that a file's name asks for.
final class PictureFile {
    private PictureFile() {}

    static void write(Path file, Supplier<String> svg, Supplier<byte[]> png) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            Files.writeString(file, svg.get(), StandardCharsets.UTF_8);
        } else if (name.endsWith(".png")) {
            Files.write(file, png.get());
        } else {
            throw new IllegalArgumentException(
                    "A picture is written to a file named .svg or .png: " + file);
        }
    }
}
