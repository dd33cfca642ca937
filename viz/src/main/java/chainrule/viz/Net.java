package chainrule.viz;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;

/// A network of neurons as it is drawn: columns from left to right, and the weights between them.
///
/// @param wires sorted by column, then by the unit they lead to, then by the one they come from
record Net(ImmutableList<Column> columns, ImmutableList<Wire> wires) {
    /// Neurons below each other.
    ///
    /// @param title what stands above them
    /// @param units those that are drawn
    /// @param more how many more there are
    /// @param bias whether a unit that is always 1 stands below them
    record Column(String title, ImmutableList<Unit> units, int more, boolean bias) {}

    /// A circle.
    ///
    /// @param function what it does with the sum that arrives, as one word or sign; empty for an
    ///   input
    record Unit(String name, String function, OptionalDouble value) {}

    /// A weight, on its way from column `column` to the next one.
    ///
    /// @param from a unit of its column; their number is that of the bias unit
    /// @param to a unit of the next column
    /// @param name `W₁₁⁽¹⁾`
    /// @param value what width and hue show, if it is known
    record Wire(int column, int from, int to, String name, OptionalDouble value) {}

    /// The units of a column, the bias included.
    int size(int column) {
        Column all = columns.get(column);
        return all.units().size() + (all.bias() ? 1 : 0);
    }

    /// The places of a column: one is for what is said of those that are left out.
    int slots(int column) {
        return size(column) + (columns.get(column).more() > 0 ? 1 : 0);
    }

    /// Whether a wire comes from the bias unit.
    boolean isBias(Wire wire) {
        return wire.from() == columns.get(wire.column()).units().size();
    }

    /// The most places in a column.
    int highest() {
        int most = 0;
        for (int k = 0; k < columns.size(); k++) {
            most = Math.max(most, slots(k));
        }
        return most;
    }
}
