package chainrule.viz;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Optional;

/// A tensor as coloured cells: its last axis runs across, all others down. Hue is the sign, the
/// depth of the colour is the size beside the largest entry. Up to 5×5 the cells hold the numbers;
/// a larger map has one cell for each entry up to 16×16, and beyond that the mean of so many
/// entries; cells below zero hold a minus sign, so that a print in grey can be read.
///
/// @param cells a matrix; NaN where an entry is NaN
/// @param down how many rows of the tensor are one row of cells
/// @param across how many columns of the tensor are one column of cells
record HeatMap(Tensor cells, int down, int across) {
    private static final int MOST_NUMBERS = 5;
    private static final int MOST_CELLS = 16;
    private static final int MOST_WHERE_NARROW = 12;
    private static final int LISTED = 4;

    /// Points; in a cell of fixed size the engine refuses text that does not fit, so the sign is
    /// small.
    private static final int SIDE = 10;

    private static final int SIGN = 6;
    private static final int NUMBER = 10;

    /// Whether a tensor is better shown so than as a list or a range: real numbers, more than fit
    /// into a list, or a matrix.
    static boolean fits(Tensor value) {
        return value.kind() == Kind.REAL
                && value.size() > 1
                && (value.size() > LISTED || isMatrix(value));
    }

    /// Whether a tensor is a matrix whose numbers can all be printed.
    static boolean hasNumbers(Tensor value) {
        return value.kind() == Kind.REAL
                && isMatrix(value)
                && rows(value) <= MOST_NUMBERS
                && columns(value) <= MOST_NUMBERS;
    }

    /// Whether that is so where there is little room.
    static boolean hasFewNumbers(Tensor value) {
        return hasNumbers(value) && value.size() <= MOST_WHERE_NARROW;
    }

    private static boolean isMatrix(Tensor value) {
        return value.size() > 1 && rows(value) > 1 && columns(value) > 1;
    }

    private static int columns(Tensor value) {
        return value.shape().isScalar() ? 1 : value.shape().size(-1);
    }

    private static int rows(Tensor value) {
        return value.size() / columns(value);
    }

    static HeatMap of(Tensor value) {
        int rows = rows(value);
        int columns = columns(value);
        int down = ceil(rows, MOST_CELLS);
        int across = ceil(columns, MOST_CELLS);
        Shape shape = Shape.of(ceil(rows, down), ceil(columns, across));
        Tensor cells =
                Tensor.generate(
                        shape,
                        Kind.REAL,
                        i ->
                                mean(
                                        value,
                                        columns,
                                        i / shape.size(1) * down,
                                        down,
                                        i % shape.size(1) * across,
                                        across));
        return new HeatMap(cells, down, across);
    }

    private static int ceil(int all, int part) {
        return (all + part - 1) / part;
    }

    private static double mean(
            Tensor value, int columns, int row, int down, int column, int across) {
        double total = 0;
        int count = 0;
        for (int i = row; i < Math.min(row + down, value.size() / columns); i++) {
            for (int j = column; j < Math.min(column + across, columns); j++) {
                total += value.get(i * columns + j);
                count++;
            }
        }
        return total / count;
    }

    /// What the cells are, where they are not the entries.
    Optional<String> note() {
        return down == 1 && across == 1
                ? Optional.empty()
                : Optional.of("each cell the mean of %d×%d".formatted(down, across));
    }

    private boolean isNumbered() {
        return hasNumbers(cells);
    }

    /// The cell of an HTML-like label that holds this. Its size is exactly that of the map, which
    /// would be stretched to the width of the label otherwise.
    String html() {
        boolean numbered = isNumbered();
        var out = new StringBuilder();
        out.append(
                numbered
                        ? "<TD>"
                        : "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\">"
                                .formatted(SIDE * columns(cells) + 4, SIDE * rows(cells) + 4));
        out.append("<TABLE BORDER=\"1\" COLOR=\"#999999\" CELLBORDER=\"0\" CELLSPACING=\"0\"")
                .append(" CELLPADDING=\"%d\">".formatted(numbered ? 2 : 0));
        double largest = largest();
        for (int i = 0; i < rows(cells); i++) {
            out.append("<TR>");
            for (int j = 0; j < columns(cells); j++) {
                double cell = cells.at(i, j);
                out.append(numbered ? number(cell, largest) : square(cell, largest));
            }
            out.append("</TR>");
        }
        return out.append("</TABLE></TD>").toString();
    }

    private static String number(double cell, double largest) {
        Shade shade = Shade.of(cell, largest);
        return "<TD BGCOLOR=\"%s\"><FONT POINT-SIZE=\"%d\" COLOR=\"%s\">%s</FONT></TD>"
                .formatted(shade.fill(), NUMBER, shade.ink(), Labels.number(cell));
    }

    private static String square(double cell, double largest) {
        Shade shade = Shade.of(cell, largest);
        String sign = Double.isNaN(cell) ? "?" : cell < 0 ? "−" : "";
        return "<TD BGCOLOR=\"%s\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%2$d\">%s</TD>"
                .formatted(
                        shade.fill(),
                        SIDE,
                        sign.isEmpty()
                                ? ""
                                : "<FONT POINT-SIZE=\"%d\" COLOR=\"%s\">%s</FONT>"
                                        .formatted(SIGN, shade.ink(), sign));
    }

    private double largest() {
        double largest = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (Double.isFinite(cells.get(i))) {
                largest = Math.max(largest, Math.abs(cells.get(i)));
            }
        }
        return largest;
    }
}
