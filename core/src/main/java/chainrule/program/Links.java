package chainrule.program;

import chainrule.kernel.Chain;
import chainrule.kernel.Chain.Link;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Operations on places as a chain of values.
final class Links {
    /// What a value is known by: a buffer by where it lies, a register by itself, since its place
    /// is used again.
    private static Object key(Ref ref) {
        return ref.isRegister() ? ref : ref.place();
    }

    private final Map<Object, Ref> operands = new LinkedHashMap<>();
    private final Map<Object, Ref> results = new LinkedHashMap<>();
    private final List<Applied> all = new ArrayList<>();

    void add(Applied applied) {
        for (Ref x : applied.reads()) {
            if (!results.containsKey(key(x))) {
                operands.putIfAbsent(key(x), x);
            }
        }
        results.put(key(applied.y()), applied.y());
        all.add(applied);
    }

    private Stream<Ref> written(Set<Ref> kept) {
        return results.values().stream().filter(kept::contains);
    }

    /// @param kept what is written
    Chain chain(Set<Ref> kept) {
        Map<Object, Integer> values = new LinkedHashMap<>();
        operands.keySet().forEach(x -> values.put(x, values.size()));
        ImmutableList.Builder<Link> links = ImmutableList.builder();
        int next = operands.size();
        for (Applied applied : all) {
            links.add(
                    new Link(
                            applied.leaf(),
                            applied.reads().stream()
                                    .map(x -> values.get(key(x)))
                                    .collect(ImmutableList.toImmutableList())));
            values.put(key(applied.y()), next++);
        }
        return new Chain(
                operands.size(),
                links.build(),
                written(kept)
                        .map(y -> values.get(key(y)))
                        .collect(ImmutableList.toImmutableList()));
    }

    /// Where operands and results of the chain lie, as the loop wants it.
    int[] places(Set<Ref> kept) {
        return Stream.concat(operands.values().stream(), written(kept))
                .flatMapToInt(ref -> IntStream.of(ref.slot(), ref.at(0), ref.perRow()))
                .toArray();
    }
}
