package chainrule.viz;

import chainrule.viz.Net.Wire;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds places for the labels of wires, each on its own wire, so that no two labels meet and none
/// meets a circle. Of free places the one is taken that covers the fewest other wires.
final class Stagger {
    static final double SIZE = 12;

    private static final double HEIGHT = SIZE + 4;
    private static final double ROOM = 2;
    private static final int PLACES = 60;
    private static final double FIRST_GAP = 190;
    private static final double WIDER = 1.2;
    private static final int TRIES = 10;

    private Stagger() {}

    /// A layout with a place for each label.
    record Labelled(NetLayout layout, ImmutableList<Box> labels) {}

    /// The narrowest of some layouts that has room for all labels.
    static Optional<Labelled> of(Net net, Function<Wire, String> label) {
        double gap = FIRST_GAP;
        for (int i = 0; i < TRIES; i++) {
            NetLayout layout = new NetLayout(net, gap);
            List<Box> boxes = place(layout, label);
            if (boxes.size() == net.wires().size()) {
                return Optional.of(new Labelled(layout, ImmutableList.copyOf(boxes)));
            }
            gap *= WIDER;
        }
        return Optional.empty();
    }

    /// Places, up to the first label that finds none.
    private static List<Box> place(NetLayout layout, Function<Wire, String> label) {
        List<Box> circles = new ArrayList<>();
        for (int k = 0; k < layout.net().columns().size(); k++) {
            for (int i = 0; i < layout.net().slots(k); i++) {
                circles.add(layout.circle(k, i).wider(2 * ROOM));
            }
        }
        List<Box> taken = new ArrayList<>();
        for (Wire wire : layout.net().wires()) {
            Optional<Box> box = best(layout, wire, label.apply(wire), circles, taken);
            if (box.isEmpty()) {
                return taken;
            }
            taken.add(box.get());
        }
        return taken;
    }

    private static Optional<Box> best(
            NetLayout layout, Wire wire, String label, List<Box> circles, List<Box> taken) {
        double[] from = layout.from(wire);
        double[] to = layout.to(wire);
        double width = Canvas.width(label, SIZE) + 6;
        Optional<Box> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < PLACES; i++) {
            double t = (double) i / PLACES;
            Box box =
                    Box.around(
                            from[0] + t * (to[0] - from[0]),
                            from[1] + t * (to[1] - from[1]),
                            width,
                            HEIGHT);
            double cost = crossings(layout, wire, box) + Math.abs(t - preferred(wire));
            if (cost < least
                    && circles.stream().noneMatch(box::meets)
                    && taken.stream().noneMatch(box.wider(ROOM)::meets)) {
                best = Optional.of(box);
                least = cost;
            }
        }
        return best;
    }

    /// Neighbours stand off from each other where there is room.
    private static double preferred(Wire wire) {
        return (wire.from() + wire.to()) % 2 == 0 ? 0.35 : 0.65;
    }

    private static long crossings(NetLayout layout, Wire own, Box box) {
        return layout.net().wires().stream()
                .filter(wire -> wire.column() == own.column() && !wire.equals(own))
                .filter(wire -> {
                    double[] from = layout.from(wire);
                    double[] to = layout.to(wire);
                    return box.meets(from[0], from[1], to[0], to[1]);
                })
                .count();
    }
}
