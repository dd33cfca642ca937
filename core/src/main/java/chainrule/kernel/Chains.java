package chainrule.kernel;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// The chains of one precision. Two that do the same share a loop, which is there as long as one of
/// their users.
final class Chains<A> {
    private final Cache<Chain, Chained<A>> all = CacheBuilder.newBuilder().weakValues().build();
    private final Function<Chain, Chained<A>> make;

    Chains(Function<Chain, Chained<A>> make) {
        this.make = make;
    }

    Chained<A> get(Chain chain) {
        try {
            return all.get(chain, () -> make.apply(chain));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
