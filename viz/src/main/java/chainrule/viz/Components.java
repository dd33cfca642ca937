package chainrule.viz;

import chainrule.graph.Order;
import java.util.Arrays;
import java.util.List;

/// Which nodes of a graph are drawn as one: those of a collapsed scope that hang together, with the
/// parameters and constants that nobody else uses. A scope that is entered in several places gives
/// one component for each. A single node is not worth collapsing.
final class Components {
    private static final int NOBODY = -1;
    private static final int SEVERAL = -2;

    private final Order order;
    private final int[] parent;

    private Components(Order order) {
        this.order = order;
        this.parent = new int[order.size()];
        Arrays.setAll(parent, i -> i);
    }

    /// By the places of the nodes, the number of a component: the place of one of its nodes.
    ///
    /// @param paths by places, the collapsed scope that a node is in, or `""`
    static int[] of(Order order, List<String> paths) {
        Components components = new Components(order);
        components.join(paths);
        components.takeIn(paths);
        return components.numbers();
    }

    private void join(List<String> paths) {
        for (int place = 0; place < order.size(); place++) {
            String path = paths.get(place);
            for (int i = 0; !path.isEmpty() && i < order.get(place).inputs().size(); i++) {
                int source = source(place, i);
                if (paths.get(source).equals(path)) {
                    parent[find(source)] = find(place);
                }
            }
        }
    }

    private void takeIn(List<String> paths) {
        int[] size = new int[order.size()];
        int[] user = new int[order.size()];
        Arrays.fill(user, NOBODY);
        for (int place = 0; place < order.size(); place++) {
            size[find(place)]++;
            for (int i = 0; i < order.get(place).inputs().size(); i++) {
                int source = source(place, i);
                int component = find(place);
                user[source] =
                        user[source] == NOBODY || user[source] == component ? component : SEVERAL;
            }
        }
        for (int place = 0; place < order.size(); place++) {
            if (Item.isOwned(order.get(place))
                    && size[find(place)] == 1
                    && user[place] >= 0
                    && size[user[place]] > 1
                    && !paths.get(user[place]).isEmpty()) {
                parent[place] = user[place];
            }
        }
    }

    private int[] numbers() {
        int[] numbers = new int[order.size()];
        Arrays.setAll(numbers, this::find);
        return numbers;
    }

    private int source(int place, int operand) {
        return order.source(order.edge(place, operand));
    }

    private int find(int place) {
        int at = place;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
