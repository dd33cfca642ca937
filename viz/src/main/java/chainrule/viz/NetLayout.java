package chainrule.viz;

import chainrule.viz.Net.Wire;

/// Where the circles of a network are, in points.
///
/// @param gap from column to column
record NetLayout(Net net, double gap) {
    private static final int ROOMY = 8;
    private static final double LEFT = 64;
    private static final double TOP = 96;

    boolean isRoomy() {
        return net.highest() <= ROOMY;
    }

    double radius() {
        return isRoomy() ? 28 : 20;
    }

    double step() {
        return isRoomy() ? 84 : 48;
    }

    double width() {
        return 2 * LEFT + gap * (net.columns().size() - 1);
    }

    /// Below the lowest circle.
    double bottom() {
        return TOP + (net.highest() - 1) * step() + radius() + 26;
    }

    double x(int column) {
        return LEFT + column * gap;
    }

    /// Columns are centred; the bias unit has the last place.
    double y(int column, int place) {
        double free = (net.highest() - net.slots(column)) * step() / 2;
        return TOP + free + place * step();
    }

    Box circle(int column, int place) {
        return Box.around(x(column), y(column, place), 2 * radius(), 2 * radius());
    }

    double[] from(Wire wire) {
        return new double[] {x(wire.column()), y(wire.column(), slot(wire))};
    }

    private int slot(Wire wire) {
        return net.isBias(wire) ? net.slots(wire.column()) - 1 : wire.from();
    }

    double[] to(Wire wire) {
        return new double[] {x(wire.column() + 1), y(wire.column() + 1, wire.to())};
    }
}
