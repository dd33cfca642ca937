package chainrule.codec;

import chainrule.codec.Expression.Range;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// Ranges of entries from behind `[`: `:, 0:6:2]`, `1]`.
record RangesReader(Cursor in) {
    ImmutableList<Range> read() {
        ImmutableList.Builder<Range> ranges = ImmutableList.builder();
        do {
            ranges.add(range());
        } while (in.take(','));
        in.expect(']', "it ends the ranges, which are as in x[:, 0:2] or x[0]");
        return ranges.build();
    }

    private Range range() {
        int at = in.at();
        Optional<Integer> from = whole();
        if (!in.take(':')) {
            if (from.isEmpty()) {
                throw in.fault(
                        at,
                        "entries are missing here, as in x[:, 0:2] or x[0]; %s"
                                .formatted(in.found()));
            }
            return new Range(true, from, Optional.empty(), 1);
        }
        Optional<Integer> to = whole();
        int step = in.take(':') ? whole().orElse(1) : 1;
        return new Range(false, from, to, step);
    }

    private Optional<Integer> whole() {
        int at = in.at();
        String sign = in.take('−') || in.take('-') ? "-" : "";
        String digits = in.digits();
        if (digits.isEmpty() && sign.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(sign + digits));
        } catch (NumberFormatException _) {
            throw in.fault(at, "this is no whole number from −2³¹ to 2³¹ − 1");
        }
    }
}
