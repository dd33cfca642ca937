package chainrule.codec;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableList;

/// A shape from text: `[2·batch×3]`.
///
/// @param in the line, at the bracket
/// @param commas whether commas may separate sizes, too
record ShapeReader(Cursor in, boolean commas) {
    static ShapeReader of(Cursor in) {
        return new ShapeReader(in, false);
    }

    /// For formulas, which can be written in ASCII: `[m, 2]`.
    static ShapeReader ofFormula(Cursor in) {
        return new ShapeReader(in, true);
    }

    /// The shape.
    ///
    /// @param why what to say where there is none
    Shape read(String why) {
        int at = in.at();
        in.expect('[', why);
        return rest(at);
    }

    /// The shape behind its bracket.
    ///
    /// @param at of the bracket
    Shape rest(int at) {
        ImmutableList.Builder<Dim> dims = ImmutableList.builder();
        if (!in.take(']')) {
            do {
                dims.add(dim());
            } while (in.take('×') || (commas && in.take(',')));
            in.expect(']', "it ends the shape; sizes are separated by ×");
        }
        try {
            return Shape.of(dims.build());
        } catch (ShapeException refusal) {
            throw in.fault(at, String.valueOf(refusal.getMessage()));
        }
    }

    /// One size, or the name of an open one.
    Dim dim() {
        int at = in.at();
        String digits = in.digits();
        try {
            int factor = digits.isEmpty() ? 1 : Integer.parseInt(digits);
            if (!digits.isEmpty() && !in.take('·')) {
                return Dim.of(factor);
            }
            String name =
                    in.word()
                            .orElseThrow(() ->
                                    in.fault(
                                            at,
                                            "a size or the name of an open one is missing here"));
            return new Dim(factor, Dim.named(name).name());
        } catch (NumberFormatException _) {
            throw in.fault(at, "this is more than a dimension can have");
        } catch (ShapeException refusal) {
            throw in.fault(at, String.valueOf(refusal.getMessage()));
        }
    }
}
