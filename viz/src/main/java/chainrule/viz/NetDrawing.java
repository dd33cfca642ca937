package chainrule.viz;

import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import chainrule.viz.Canvas.Anchor;
import chainrule.viz.Net.Column;
import chainrule.viz.Net.Unit;
import chainrule.viz.Net.Wire;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A network as SVG.
final class NetDrawing {
    /// With more weights, labels would hide the picture.
    private static final int LABELLED = 24;

    private static final double DIGITS_ONLY = 0.45;
    private static final double[] SAMPLES = {0.001, 0.01, 0.1, 1, 10};
    private static final double SAMPLE_WIDTH = 90;
    private static final double LEGEND = 11;
    private static final double LINE = 1.25;

    private final Net net;
    private final String what;
    private final String before;
    private final List<String> notes;
    private final boolean labelled;
    private final NetLayout layout;
    private final ImmutableList<Box> labels;
    private final Canvas canvas = new Canvas();

    /// A drawing of a network.
    ///
    /// @param what the wires show: `weights`; empty if nothing
    /// @param before what stands before the name of a weight: `∂E/∂`, or nothing
    /// @param notes more lines for the legend
    NetDrawing(Net net, String what, String before, List<String> notes) {
        this.net = net;
        this.what = what;
        this.before = before;
        this.notes = notes;
        Optional<Stagger.Labelled> staggered =
                weights() <= LABELLED ? Stagger.of(net, this::label) : Optional.empty();
        this.labelled = staggered.isPresent();
        this.layout =
                staggered.map(Stagger.Labelled::layout).orElseGet(() -> new NetLayout(net, 240));
        this.labels = staggered.map(Stagger.Labelled::labels).orElse(ImmutableList.of());
    }

    /// How many there are beside the biases.
    private long weights() {
        return net.wires().stream().filter(wire -> !net.isBias(wire)).count();
    }

    /// The boxes of the labels on wires; none where there are too many.
    ImmutableList<Box> labels() {
        return labels;
    }

    Net net() {
        return net;
    }

    NetLayout layout() {
        return layout;
    }

    String svg() {
        double width = Math.max(layout.width(), legendWidth());
        canvas.shift((width - layout.width()) / 2);
        IntStream.range(0, net.wires().size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> stroke(net.wires().get(i)).width()))
                .forEach(i -> wire(net.wires().get(i)));
        for (int i = 0; i < labels.size(); i++) {
            label(net.wires().get(i), labels.get(i));
        }
        for (int k = 0; k < net.columns().size(); k++) {
            column(k);
        }
        canvas.close();
        double height = legend();
        return canvas.svg(width, height, "Network view" + (what.isEmpty() ? "" : ": " + what));
    }

    private static String number(double value) {
        return Numbers.text(value, 3);
    }

    /// `W₁₁⁽¹⁾ = 0.4`, `∂E/∂W₁₁⁽¹⁾ = −0.0368`
    private String label(Wire wire) {
        return before
                + wire.name()
                + (wire.value().isPresent() ? " = " + number(wire.value().getAsDouble()) : "");
    }

    private Stroke stroke(Wire wire) {
        return wire.value().isPresent() ? stroke(wire.value().getAsDouble()) : Stroke.PLAIN;
    }

    /// Among many wires all are thinner by the same factor.
    private Stroke stroke(double value) {
        Stroke full = Stroke.of(Tensor.scalar(value));
        return labelled
                ? full
                : new Stroke(full.color(), full.style(), full.width() * DIGITS_ONLY, full.head());
    }

    private void wire(Wire wire) {
        double[] from = layout.from(wire);
        double[] to = layout.to(wire);
        canvas.open(
                        "w_%d_%d_%d".formatted(wire.column() + 1, wire.from() + 1, wire.to() + 1),
                        "weight " + sign(wire) + (net.isBias(wire) ? " bias" : ""),
                        label(wire))
                .line(from[0], from[1], to[0], to[1], stroke(wire))
                .close();
    }

    private static String sign(Wire wire) {
        if (wire.value().isEmpty()) {
            return "unknown";
        }
        double value = wire.value().getAsDouble();
        return value > 0 ? "positive" : value < 0 ? "negative" : value == 0 ? "zero" : "nan";
    }

    private void label(Wire wire, Box box) {
        canvas.box(box, "#ffffff")
                .text(
                        box.left() + box.width() / 2,
                        box.top() + box.height() / 2,
                        Stagger.SIZE,
                        Anchor.MIDDLE,
                        wire.value().isPresent() ? stroke(wire).color() : Canvas.INK,
                        label(wire));
    }

    private void column(int k) {
        Column column = net.columns().get(k);
        double x = layout.x(k);
        canvas.text(x, 22, 13, Anchor.MIDDLE, Canvas.INK, column.title());
        column.units().stream()
                .findFirst()
                .ifPresent(
                        unit -> canvas.text(x, 40, 12, Anchor.MIDDLE, "#555555", unit.function()));
        for (int i = 0; i < column.units().size(); i++) {
            unit(k, i, column.units().get(i));
        }
        if (column.bias()) {
            double y = layout.y(k, net.slots(k) - 1);
            canvas.open("u_%d_bias".formatted(k), "unit bias", "bias unit, always 1")
                    .circle(x, y, layout.radius() * 0.75, "#e0e0e0", 1)
                    .text(x, y, 13, Anchor.MIDDLE, Canvas.INK, "1")
                    .close();
        }
        if (column.more() > 0) {
            double y = layout.y(k, column.units().size());
            canvas.text(x, y, 12, Anchor.MIDDLE, Canvas.INK, "… %,d more".formatted(column.more()));
        }
    }

    private void unit(int k, int i, Unit unit) {
        double x = layout.x(k);
        double y = layout.y(k, i);
        boolean known = unit.value().isPresent();
        String value = known ? number(unit.value().getAsDouble()) : "";
        canvas.open(
                        "u_%d_%d".formatted(k, i + 1),
                        k == 0 ? "unit input" : "unit neuron",
                        unit.name() + (known ? " = " + value : ""))
                .circle(x, y, layout.radius(), "#ffffff", k == 0 ? 1 : 2);
        List<String> lines = new ArrayList<>();
        if (k > 0 && layout.isRoomy()) {
            lines.add(inside(unit));
        }
        lines.add(unit.name());
        if (known) {
            lines.add(value);
        }
        double size = layout.isRoomy() ? 12 : 9.5;
        double first = y - (lines.size() - 1) / 2.0 * size * LINE;
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line);
            boolean isSum = lines.size() > 1 && text.startsWith("Σ");
            canvas.text(
                    x,
                    first + line * size * LINE,
                    fitting(text, isSum ? size - 2 : size, first + line * size * LINE - y),
                    Anchor.MIDDLE,
                    isSum ? "#555555" : Canvas.INK,
                    text);
        }
        canvas.close();
    }

    /// What is done inside: the sum, and a function of it that is written in short.
    private static String inside(Unit unit) {
        return unit.function().length() > 0 && unit.function().length() <= 4
                ? "Σ, " + unit.function()
                : "Σ";
    }

    /// The size in which a text fits into the circle, so far from its middle.
    private double fitting(String text, double size, double off) {
        double far = Math.abs(off) + size / 3;
        double r = layout.radius();
        double room = 2 * Math.sqrt(Math.max(0, r * r - far * far)) - 4;
        return Math.min(size, size * room / Math.max(1, Canvas.width(text, size)));
    }

    private double legend() {
        double y = layout.bottom();
        for (String line : lines()) {
            canvas.text(16, y, LEGEND, Anchor.START, Canvas.INK, line);
            y += LEGEND + 5;
        }
        if (!what.isEmpty()) {
            double x = 16;
            for (double sample : SAMPLES) {
                canvas.line(x, y, x + 36, y, stroke(sample));
                String text = number(sample);
                canvas.text(x + 41, y, LEGEND, Anchor.START, Canvas.INK, text);
                x += SAMPLE_WIDTH;
            }
            y += LEGEND + 5;
        }
        return y + 4;
    }

    private double legendWidth() {
        double samples = what.isEmpty() ? 0 : SAMPLES.length * SAMPLE_WIDTH;
        return 32
                + lines().stream()
                        .mapToDouble(line -> Canvas.width(line, LEGEND))
                        .reduce(samples, Math::max);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!what.isEmpty()) {
            lines.add("On each edge: %s. Width: log₁₀ of its size.".formatted(what));
            lines.add("Solid red: positive. Dashed blue: negative. Grey: 0. Dotted: NaN.");
        }
        if (!labelled) {
            lines.add(
                    "%,d weights: more than %d show their names and values on hover, in the SVG."
                            .formatted(weights(), LABELLED));
        }
        if (net.columns().stream().anyMatch(column -> column.more() > 0)) {
            lines.add("Of each layer the first %d neurons are drawn.".formatted(NetReader.WIDEST));
        }
        lines.addAll(notes);
        return lines;
    }
}
