package chainrule.graph;

import static chainrule.tensor.Kind.BOOL;
import static chainrule.tensor.Kind.INDEX;
import static chainrule.tensor.Kind.REAL;

import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/// Which kinds of operands a leaf takes, and which kind its result then is.
record Kinds(ImmutableList<Kind> operands, Kind result) {
    static final ImmutableList<Kinds> REAL_1 = of(kinds(REAL, REAL));
    static final ImmutableList<Kinds> REAL_2 = of(kinds(REAL, REAL, REAL));
    static final ImmutableList<Kinds> ORDERED =
            of(kinds(BOOL, REAL, REAL), kinds(BOOL, INDEX, INDEX));
    static final ImmutableList<Kinds> SAME =
            of(kinds(BOOL, REAL, REAL), kinds(BOOL, INDEX, INDEX), kinds(BOOL, BOOL, BOOL));
    static final ImmutableList<Kinds> LOGICAL = of(kinds(BOOL, BOOL, BOOL));
    static final ImmutableList<Kinds> NEGATION = of(kinds(BOOL, BOOL));
    static final ImmutableList<Kinds> TO_REAL = of(kinds(REAL, INDEX), kinds(REAL, BOOL));
    static final ImmutableList<Kinds> CHOICE =
            of(
                    kinds(REAL, BOOL, REAL, REAL),
                    kinds(INDEX, BOOL, INDEX, INDEX),
                    kinds(BOOL, BOOL, BOOL, BOOL));

    private static ImmutableList<Kinds> of(Kinds... all) {
        return ImmutableList.copyOf(all);
    }

    private static Kinds kinds(Kind result, Kind... operands) {
        return new Kinds(ImmutableList.copyOf(operands), result);
    }

    /// The kind of the result for these operands.
    ///
    /// @throws chainrule.tensor.ShapeException if none of the rows fits
    static Kind result(Operation operation, ImmutableList<Kinds> rows, ImmutableList<Node> x) {
        for (Kinds row : rows) {
            if (row.fits(x)) {
                return row.result;
            }
        }
        Kinds first = rows.get(0);
        Operands.count(operation, first.operands.size(), x);
        if (rows.size() == 1) {
            Operands.kinds(operation, first.operands, x);
        }
        throw Operands.refuse(
                operation,
                "operands must be of the kinds "
                        + String.join(" or ", rows.stream().map(Kinds::text).toList()),
                x);
    }

    private boolean fits(ImmutableList<Node> x) {
        if (x.size() != operands.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).kind() != operands.get(i)) {
                return false;
            }
        }
        return true;
    }

    private String text() {
        return Arrays.toString(operands.toArray());
    }
}
