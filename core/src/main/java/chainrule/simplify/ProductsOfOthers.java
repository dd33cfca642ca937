package chainrule.simplify;

import chainrule.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// The entries of a [chainrule.graph.ProductOfOthers], by its own way: each entry is a polynomial
/// xᵢ + Σ εₐvₐᵢ with a coefficient for each set of directions, no direction twice; for each entry
/// the product of those before it and after it is taken, and its last coefficient is the result.
final class ProductsOfOthers {
    private final List<Scalars> x;
    private final int sets;

    private ProductsOfOthers(List<Scalars> x) {
        this.x = x;
        this.sets = 1 << (x.size() - 1);
    }

    /// @param group from positions of entries to numbers of products
    static List<Node> of(List<Scalars> x, IntUnaryOperator group, Node y, Budget budget) {
        long products = 1;
        for (int direction = 1; direction < Math.min(x.size(), 20); direction++) {
            products *= 3;
        }
        budget.take(y, 3 * products * x.get(0).entries().size());
        return new ProductsOfOthers(x).entries(group);
    }

    private List<Node> entries(IntUnaryOperator group) {
        int size = x.get(0).entries().size();
        List<List<Optional<Node>>> before = new ArrayList<>();
        List<List<Optional<Node>>> running = ones(size);
        for (int i = 0; i < size; i++) {
            int at = group.applyAsInt(i);
            before.add(running.get(at));
            running.set(at, product(running.get(at), entry(i)));
        }
        running = ones(size);
        Node[] results = new Node[size];
        for (int i = size - 1; i >= 0; i--) {
            int at = group.applyAsInt(i);
            results[i] =
                    product(before.get(i), running.get(at))
                            .get(sets - 1)
                            .orElseGet(() -> Node.constant(0));
            running.set(at, product(entry(i), running.get(at)));
        }
        return Arrays.asList(results);
    }

    private List<List<Optional<Node>>> ones(int count) {
        List<Optional<Node>> one = zeros();
        one.set(0, Optional.of(Node.constant(1)));
        List<List<Optional<Node>>> ones = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ones.add(one);
        }
        return ones;
    }

    private List<Optional<Node>> zeros() {
        List<Optional<Node>> zeros = new ArrayList<>();
        for (int set = 0; set < sets; set++) {
            zeros.add(Optional.empty());
        }
        return zeros;
    }

    private List<Optional<Node>> entry(int i) {
        List<Optional<Node>> entry = zeros();
        entry.set(0, Optional.of(x.get(0).entries().get(i)));
        for (int a = 1; a < x.size(); a++) {
            entry.set(1 << (a - 1), Optional.of(x.get(a).entries().get(i)));
        }
        return entry;
    }

    private List<Optional<Node>> product(List<Optional<Node>> p, List<Optional<Node>> q) {
        List<Optional<Node>> product = zeros();
        for (int set = 0; set < sets; set++) {
            Total sum = new Total();
            boolean any = false;
            for (int part = 0; part <= set; part++) {
                if ((part & ~set) == 0
                        && p.get(part).isPresent()
                        && q.get(set & ~part).isPresent()) {
                    sum.add(Total.product(p.get(part).get(), q.get(set & ~part).get()));
                    any = true;
                }
            }
            product.set(set, any ? Optional.of(sum.node()) : Optional.empty());
        }
        return product;
    }
}
