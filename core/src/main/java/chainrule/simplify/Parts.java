package chainrule.simplify;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Something taken apart: a sum into its terms, a product into its factors.
final class Parts {
    /// So many parts are not taken apart further, so that long chains take a time in proportion to
    /// their length.
    private static final int MOST = 16;

    private Parts() {}

    /// The parts of something, and theirs, in order.
    ///
    /// @param apart what stands in a part's place; nothing, if it is not taken apart
    static <T> ImmutableList<T> of(T whole, Function<T, List<T>> apart) {
        List<T> parts = new ArrayList<>(List.of(whole));
        for (int i = 0; i < parts.size(); ) {
            List<T> inside = parts.size() < MOST ? apart.apply(parts.get(i)) : List.of();
            if (inside.isEmpty()) {
                i++;
            } else {
                parts.remove(i);
                parts.addAll(i, inside);
            }
        }
        return ImmutableList.copyOf(parts);
    }
}
