package chainrule.viz;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tape.Gradients;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A pass in steps: forward from what is given to the error, then backward to the weights. Each
/// step is a picture of the whole graph, always in the same places, with one sentence and one
/// formula below: `h = W₁ · x + b = 0.31`, `∂E/∂h = ∂E/∂ŷ · ŷ · (1 − ŷ) = 0.012`.
///
/// ```java
/// Story.of(gradients).writeFrames(Path.of("story"));
/// ```
///
/// What is not computed yet is dashed and says `?`; what a step computes is filled and has a thick
/// border. Nodes with a name have a step each, and what has none is computed along with them. Where
/// only the error has a name, every operation has a step, and is called t₁, t₂, …
///
/// With the embedded engine the same formula and values give the same bytes.
public final class Story {
    /// How many nodes can be followed.
    private static final int MOST = 60;

    private static final int MOST_IN_ALL = 1_000;
    private static final int GIF_WIDTH = 1400;
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final double NARROW = 640;

    /// Which way a step goes.
    public enum Way {
        /// What is fed.
        GIVEN,
        /// From operands to what is made of them.
        FORWARD,
        /// From the error to what it is made of.
        BACKWARD;

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is said of a step.
    ///
    /// @param number from 1
    /// @param sentence what happens
    /// @param formula how a value or derivative is made, and what it is
    public record Step(int number, Way way, String sentence, String formula) {}

    private final Gradients gradients;
    private final Render render;
    private final ImmutableList<Scene> scenes;
    private final Supplier<Frames> frames;
    private final Supplier<Caption> caption;

    private Story(Gradients gradients, Render render, boolean everyStep) {
        this.gradients = gradients;
        this.render = render;
        Cast cast = new Cast(gradients.tape().root(), everyStep);
        requireFew(gradients.tape().root(), cast);
        Links links = new Links(gradients, cast);
        Narrator narrator = new Narrator(gradients, cast, links);
        StoryDot dot = new StoryDot(gradients, cast, links, narrator);
        this.scenes = new Plot(cast, links, narrator).scenes();
        Supplier<String> laidOut = Suppliers.memoize(() -> render.svg(dot.text()));
        this.frames =
                Suppliers.memoize(() -> new Frames(cast, dot, scenes, SvgTree.of(laidOut.get())));
        this.caption = Suppliers.memoize(() -> new Caption(steps(), laidOut.get()));
    }

    /// The story of a run and its derivatives, drawn by [Render#standard()].
    ///
    /// @throws GraphException if there are more than 60 stations: inputs, parameters and nodes with
    ///   a name
    /// @throws RenderException if there is no engine
    public static Story of(Gradients gradients) {
        return of(gradients, Render.standard());
    }

    /// The same, drawn by this engine.
    public static Story of(Gradients gradients, Render render) {
        return new Story(gradients, render, false);
    }

    /// The same with a step for every operation: those without a name are called t₁, t₂, …
    ///
    /// @throws GraphException if there are more than 60
    public Story everyStep() {
        return new Story(gradients, render, true);
    }

    private static void requireFew(Node root, Cast cast) {
        int all = cast.order().size();
        int told = cast.fed().size() + cast.computed().size();
        if (told > MOST || all > MOST_IN_ALL) {
            throw new GraphException(
                    "a story tells up to %d inputs, parameters and named nodes among up to %,d nodes, and %s has %,d among %,d: give names to fewer, tell a part of it, Tape.record(part, …), write what repeats as one operation, Composite.of(…), or draw the whole graph, Dot.of(gradients)"
                            .formatted(
                                    MOST,
                                    MOST_IN_ALL,
                                    Labels.line(Text.of(root, 40), 40),
                                    told,
                                    all));
        }
    }

    /// What happens, in order.
    public ImmutableList<Step> steps() {
        return scenes.stream().map(Scene::step).collect(ImmutableList.toImmutableList());
    }

    /// One step as SVG. Nodes have the ids of [Dot] and the classes `waiting`, `known` and `now`.
    ///
    /// @param step from 1
    public String svg(int step) {
        return Fonts.forTheWeb(frame(step));
    }

    /// One step as PNG, at two pixels per point.
    ///
    /// @param step from 1
    public byte[] png(int step) {
        return Raster.png(frame(step));
    }

    private String frame(int step) {
        Caption words = words();
        return Canvas.svg(
                words.width(), words.height(), scenes.get(step - 1).step().sentence(), body(step));
    }

    private Caption words() {
        return Objects.requireNonNull(caption.get());
    }

    /// The graph comes with the fonts of the web, and Java has others.
    private String body(int step) {
        Objects.checkIndex(step - 1, scenes.size());
        String graph = Objects.requireNonNull(frames.get()).at(step - 1).text();
        return words().body(scenes.get(step - 1).step(), Fonts.forJava(graph));
    }

    /// All steps in one picture, below each other, or two beside each other where they are narrow.
    public String stripSvg() {
        return Fonts.forTheWeb(strip());
    }

    /// All steps in one picture, as PNG.
    ///
    /// @throws RenderException if it would be too large
    public byte[] stripPng() {
        return Raster.png(strip());
    }

    private String strip() {
        double width = words().width();
        double height = words().height();
        int columns = width < NARROW ? 2 : 1;
        int rows = (scenes.size() + columns - 1) / columns;
        var body = new StringBuilder();
        for (int step = 1; step <= scenes.size(); step++) {
            double x = (step - 1) % columns * width;
            int row = (step - 1) / columns;
            double y = row * height;
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<g class=\"step\" transform=\"translate(%.1f,%.1f)\">\n%s<rect x=\"0.5\" y=\"0.5\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"#bbbbbb\" stroke-width=\"1\"/>\n</g>\n",
                            x,
                            y,
                            body(step).replaceAll("\\bid=\"", "id=\"s" + step + "_"),
                            width - 1,
                            height - 1));
        }
        return Canvas.svg(columns * width, rows * height, "The pass in steps", body.toString());
    }

    /// All steps as an animated GIF that starts again after the last, with 2 s for each.
    public byte[] gif() {
        return gif(EACH);
    }

    /// The same with another time for each step; the last one stands twice as long.
    ///
    /// @throws IllegalArgumentException if that is not between 0.02 s and 300 s
    public byte[] gif(Duration each) {
        if (each.toMillis() < 20 || each.toSeconds() > 300) {
            throw new IllegalArgumentException(
                    "A step of an animation stands for 0.02 s to 300 s, not " + each);
        }
        return Gif.of(
                Iterables.transform(
                        IntStream.rangeClosed(1, scenes.size()).boxed().toList(), this::image),
                scenes.size(),
                each);
    }

    private BufferedImage image(int step) {
        try {
            return narrowed(
                    Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png(step)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Animations are shown as they are, so they are no wider than a page.
    private static BufferedImage narrowed(BufferedImage image) {
        if (image.getWidth() <= GIF_WIDTH) {
            return image;
        }
        int height = image.getHeight() * GIF_WIDTH / image.getWidth();
        var narrow = new BufferedImage(GIF_WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = narrow.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, GIF_WIDTH, height, null);
        g.dispose();
        return narrow;
    }

    /// Writes the steps as `01.svg` and `01.png`, `02.svg` …, into a folder that is made if it is
    /// not there.
    public void writeFrames(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int step = 1; step <= scenes.size(); step++) {
            String name = String.format(Locale.ROOT, "%02d", step);
            Files.writeString(folder.resolve(name + ".svg"), svg(step), StandardCharsets.UTF_8);
            Files.write(folder.resolve(name + ".png"), png(step));
        }
    }

    /// Writes all steps into one file: a strip as `.svg` or `.png`, an animation as `.gif`.
    ///
    /// @throws IllegalArgumentException for any other name
    public void write(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
            Files.write(file, gif());
        } else {
            PictureFile.write(file, this::stripSvg, this::stripPng);
        }
    }
}
