package chainrule.nn.data;

import chainrule.tensor.Numbers;
import java.util.random.RandomGenerator;

/// A dataset in two parts: one to learn from, and one that is only looked at to judge. Fit scalings
/// on the first alone; what they know of the second leaks into the judgement.
///
/// @param train the rows to learn from
/// @param test the rows held back
public record Split(Dataset train, Dataset test) {
    /// A random split: of m rows, m · testShare are held back, rounded to the nearest whole number
    /// and halves upwards. Both parts are in random order. The same generator in the same state
    /// gives the same split.
    ///
    /// @param testShare between 0 and 1, both excluded
    /// @throws DataException if the share is outside, or a part would be empty
    public static Split of(Dataset all, double testShare, RandomGenerator rng) {
        if (!(testShare > 0 && testShare < 1)) {
            throw new DataException(
                    "the share held back is %s; it lies between 0 and 1, both excluded"
                            .formatted(Numbers.text(testShare)));
        }
        int m = all.size();
        int held = (int) Math.round(m * testShare);
        if (held == 0 || held == m) {
            throw new DataException(
                    "a share of %s of %s holds back %d and leaves %d to learn from; both parts need a row"
                            .formatted(
                                    Numbers.text(testShare),
                                    Wording.count(m, "row"),
                                    held,
                                    m - held));
        }
        int[] order = Shuffle.order(m, rng);
        return new Split(all.batch(order, held, m), all.batch(order, 0, held));
    }
}
