package chainrule.viz;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the words of a step around the picture of its graph: where it stands in the story above,
/// its sentence and formula below. All steps get the same room.
final class Caption {
    private static final Pattern SIZE =
            Pattern.compile(
                    "<svg[^>]*?\\bheight=\"([0-9.]+)pt\"[^>]*?\\bwidth=\"([0-9.]+)pt\"[^>]*>|<svg[^>]*?\\bwidth=\"([0-9.]+)pt\"[^>]*?\\bheight=\"([0-9.]+)pt\"[^>]*>");
    private static final double LEAST_WIDTH = 560;
    private static final double MARGIN = 14;
    private static final double TEXT = 15;
    private static final double LINE = 21;
    private static final double ABOVE = 30;
    private static final double SMALL = 11;
    private static final double SMALL_LINE = 15;
    private static final String LEGEND =
            "?: not computed yet. ∂: the factor of the chain rule. ←: what comes back. Solid red: positive. Dashed blue: negative. Grey: both signs, or 0. Width: log₁₀ of the size.";

    private final int steps;
    private final double graphWidth;
    private final double graphHeight;
    private final int sentenceLines;
    private final int formulaLines;

    /// A frame for all steps of one story.
    ///
    /// @param graph the SVG of any of them
    Caption(List<Story.Step> steps, String graph) {
        this.steps = steps.size();
        Matcher size = size(graph);
        boolean widthLast = size.group(1) != null;
        this.graphWidth = Double.parseDouble(size.group(widthLast ? 2 : 3));
        this.graphHeight = Double.parseDouble(size.group(widthLast ? 1 : 4));
        this.sentenceLines = most(steps.stream().map(Story.Step::sentence).toList());
        this.formulaLines = most(steps.stream().map(Story.Step::formula).toList());
    }

    private static Matcher size(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new RenderException(
                    "The SVG does not state its size in points: "
                            + svg.lines().findFirst().orElse(""));
        }
        return size;
    }

    private int most(List<String> texts) {
        return texts.stream().mapToInt(text -> wrapped(text, TEXT).size()).max().orElse(1);
    }

    double width() {
        return Math.max(LEAST_WIDTH, Math.ceil(graphWidth) + 2 * MARGIN);
    }

    double height() {
        return Math.ceil(
                ABOVE
                        + graphHeight
                        + 2 * MARGIN
                        + (sentenceLines + formulaLines) * LINE
                        + (1 + wrapped(LEGEND, SMALL).size()) * SMALL_LINE);
    }

    /// The frame of a step, without the `<svg>` element around it.
    String body(Story.Step step, String graph) {
        var canvas = new Canvas();
        canvas.text(
                MARGIN,
                ABOVE / 2,
                12,
                Canvas.Anchor.START,
                "#555555",
                "%d / %d  %s".formatted(step.number(), steps, step.way().words()));
        double y = ABOVE + graphHeight + MARGIN + LINE / 2;
        for (String line : wrapped(step.sentence(), TEXT)) {
            canvas.text(MARGIN, y, TEXT, Canvas.Anchor.START, Canvas.INK, line);
            y += LINE;
        }
        y = ABOVE + graphHeight + MARGIN + sentenceLines * LINE + LINE / 2;
        for (String line : wrapped(step.formula(), TEXT)) {
            canvas.text(MARGIN, y, TEXT, Canvas.Anchor.START, "#000000", line);
            y += LINE;
        }
        y = height() - MARGIN - (wrapped(LEGEND, SMALL).size() - 0.5) * SMALL_LINE;
        for (String line : wrapped(LEGEND, SMALL)) {
            canvas.text(MARGIN, y, SMALL, Canvas.Anchor.START, "#555555", line);
            y += SMALL_LINE;
        }
        Matcher size = size(graph);
        String inside = graph.substring(size.end(), graph.lastIndexOf("</svg>"));
        return String.format(
                        Locale.ROOT,
                        "<g transform=\"translate(%.1f,%.1f)\">%s</g>\n",
                        (width() - graphWidth) / 2,
                        ABOVE,
                        inside)
                + canvas.body();
    }

    /// Lines of words that fit into the width.
    private ImmutableList<String> wrapped(String text, double size) {
        double room = width() - 2 * MARGIN;
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            boolean fits = Canvas.width(line + " " + word, size) <= room;
            if (!line.isEmpty() && !fits) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return lines.add(line.toString()).build();
    }
}
