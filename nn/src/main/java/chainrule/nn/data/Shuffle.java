package chainrule.nn.data;

import java.util.random.RandomGenerator;

/// Random orders.
public final class Shuffle {
    private Shuffle() {}

    /// The numbers 0 to m − 1 in an order drawn from all m! with equal chance (Fisher and Yates);
    /// the same generator in the same state gives the same order.
    public static int[] order(int m, RandomGenerator rng) {
        int[] order = new int[m];
        for (int i = 0; i < m; i++) {
            int j = rng.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
