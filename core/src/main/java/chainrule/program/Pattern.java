package chainrule.program;

import chainrule.tensor.Layout;
import chainrule.tensor.Strides;
import java.util.Arrays;

/// How an operand is read by a loop over rows of entries.
enum Pattern {
    /// Entry by entry, as they lie.
    DIRECT,
    /// One entry for all.
    SCALAR,
    /// One entry for each column, the same in every row: a bias.
    COLUMN,
    /// One entry for each row, the same in all its columns: a sum over the row.
    ROW,
    /// Some other way.
    GENERAL;

    /// The pattern of a view.
    ///
    /// @param view without axes of size 1
    /// @param split how many of its axes make the rows; all if rows are not told from columns
    static Pattern of(Strides view, int split) {
        int[] strides = view.strides();
        if (Arrays.equals(strides, Layout.strides(view.sizes()))) {
            return DIRECT;
        }
        int zerosInFront = zerosInFront(strides);
        if (zerosInFront == strides.length) {
            return SCALAR;
        }
        if (split < strides.length) {
            if (zerosInFront == split && columns(view, split)) {
                return COLUMN;
            }
            if (strides.length - zerosBehind(strides) == split && rows(view, split)) {
                return ROW;
            }
        }
        return GENERAL;
    }

    /// The split that would make a view one of columns or of rows, or −1.
    static int splitFor(Strides view) {
        int[] strides = view.strides();
        int front = zerosInFront(strides);
        if (front > 0 && front < strides.length && columns(view, front)) {
            return front;
        }
        int back = strides.length - zerosBehind(strides);
        return back > 0 && back < strides.length && rows(view, back) ? back : -1;
    }

    private static boolean columns(Strides view, int split) {
        int[] sizes = Arrays.copyOfRange(view.sizes(), split, view.sizes().length);
        int[] strides = Arrays.copyOfRange(view.strides(), split, view.strides().length);
        return Arrays.equals(strides, Layout.strides(sizes));
    }

    private static boolean rows(Strides view, int split) {
        return Arrays.equals(
                Arrays.copyOf(view.strides(), split),
                Layout.strides(Arrays.copyOf(view.sizes(), split)));
    }

    private static int zerosInFront(int[] strides) {
        int zeros = 0;
        while (zeros < strides.length && strides[zeros] == 0) {
            zeros++;
        }
        return zeros;
    }

    private static int zerosBehind(int[] strides) {
        int zeros = 0;
        while (zeros < strides.length && strides[strides.length - 1 - zeros] == 0) {
            zeros++;
        }
        return zeros;
    }
}
