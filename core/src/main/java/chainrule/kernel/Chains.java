package chainrule.kernel;

import com.google.common.collect.MapMaker;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// The chains of one precision. Two that do the same share a loop, which is there as long as one of
/// their users.
final class Chains<A> {
    private final ConcurrentMap<Chain, Chained<A>> all = new MapMaker().weakValues().makeMap();
    private final Function<Chain, Chained<A>> make;

    Chains(Function<Chain, Chained<A>> make) {
        this.make = make;
    }

    Chained<A> get(Chain chain) {
        return all.computeIfAbsent(chain, make);
    }
}
