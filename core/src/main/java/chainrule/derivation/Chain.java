package chainrule.derivation;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stations that a derivative passes on its ways from e back to w, and the links between them.
/// A link joins a station to one that it is made of with none in between: it stands for all ways
/// through the nodes that are no stations.
///
/// @param stations e first, w last, each before those that it is made of; none if no derivative
///   comes back to w
/// @param links for each station those that it is linked to, in the order of operands
record Chain(ImmutableList<Node> stations, Map<Node, ImmutableList<Node>> links) {
    /// The stations that one is made of.
    ImmutableList<Node> below(Node station) {
        return Optional.ofNullable(links.get(station)).orElse(ImmutableList.of());
    }

    /// For each station those that are made of it, the upper ones first.
    IdentityHashMap<Node, List<Node>> above() {
        IdentityHashMap<Node, List<Node>> above = new IdentityHashMap<>();
        for (Node station : stations) {
            for (Node x : below(station)) {
                above.computeIfAbsent(x, _ -> new ArrayList<>()).add(station);
            }
        }
        return above;
    }

    /// Whether every station is one number.
    boolean isScalar() {
        return stations.stream().allMatch(station -> station.shape().isScalar());
    }

    /// The number of paths. A station has as many to w as those together that it is made of;
    /// numbers that are not needed any more are forgotten, since each may be long.
    BigInteger count() {
        IdentityHashMap<Node, BigInteger> paths = new IdentityHashMap<>();
        IdentityHashMap<Node, List<Node>> above = above();
        IdentityHashMap<Node, Integer> uses = new IdentityHashMap<>();
        BigInteger count = BigInteger.ZERO;
        for (Node station : stations.reversed()) {
            count = station == stations.getLast() ? BigInteger.ONE : BigInteger.ZERO;
            for (Node x : below(station)) {
                count = count.add(paths.getOrDefault(x, BigInteger.ZERO));
                if (uses.merge(x, 1, Integer::sum) == above.getOrDefault(x, List.of()).size()) {
                    paths.remove(x);
                }
            }
            paths.put(station, count);
        }
        return count;
    }

    /// The first paths, each from e down to w, in the order of operands.
    ImmutableList<ImmutableList<Node>> paths(int most) {
        ImmutableList.Builder<ImmutableList<Node>> paths = ImmutableList.builder();
        int found = 0;
        Deque<Iterator<Node>> open = new ArrayDeque<>();
        List<Node> path = new ArrayList<>();
        if (!stations.isEmpty()) {
            open.push(ImmutableList.of(stations.getFirst()).iterator());
        }
        while (!open.isEmpty() && found < most) {
            if (open.element().hasNext()) {
                Node station = open.element().next();
                path.add(station);
                open.push(below(station).iterator());
                if (station == stations.getLast()) {
                    paths.add(ImmutableList.copyOf(path));
                    found++;
                }
            } else {
                open.pop();
                if (!path.isEmpty()) {
                    path.removeLast();
                }
            }
        }
        return paths.build();
    }
}
