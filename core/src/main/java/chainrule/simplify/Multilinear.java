package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The entries of an operation that is linear in all its real operands together, or in each of
/// them: sums of c·xᵢ, or of c·aᵢ·bⱼ. The coefficients are its values for unit tensors, and are
/// checked on random numbers.
final class Multilinear {
    private static final double ROUNDING = 1e-9;

    private final Function<List<Tensor>, Optional<Tensor>> value;
    private final List<Integer> real;
    private final Shape y;
    private final List<Scalars> x;
    private final Runnable found;
    private final Random random = new Random(0);
    private final List<List<Term>> terms = new ArrayList<>();

    /// @param value what the operation gives; nothing where it does not take the operands
    /// @param real which operands hold real numbers; the others are constants
    /// @param found what is told of each term, and may have enough of them
    Multilinear(
            Function<List<Tensor>, Optional<Tensor>> value,
            List<Integer> real,
            Shape y,
            List<Scalars> x,
            Runnable found) {
        this.value = value;
        this.real = real;
        this.y = y;
        this.x = x;
        this.found = found;
        for (int i = 0; i < y.size(); i++) {
            terms.add(new ArrayList<>());
        }
    }

    /// A product of entries.
    ///
    /// @param factors the positions of the entries, by their operands
    private record Term(double coefficient, Map<Integer, Integer> factors) {
        double value(List<Tensor> operands) {
            double product = coefficient;
            for (Map.Entry<Integer, Integer> factor : factors.entrySet()) {
                product *= operands.get(factor.getKey()).get(factor.getValue());
            }
            return product;
        }
    }

    /// The entries; none if it is not linear.
    Optional<List<Node>> entries() {
        List<Tensor> zeros = operands(_ -> 0);
        if (isSumOfParts(zeros)) {
            real.forEach(operand -> findTerms(zeros, operand, Map.of()));
        } else {
            findProducts(zeros);
        }
        if (!explains(operands(_ -> random.nextDouble(-1, 1)))
                || !explains(operands(_ -> random.nextDouble(1, 2)))) {
            return Optional.empty();
        }
        return Optional.of(terms.stream().map(this::written).toList());
    }

    private List<Tensor> operands(IntToDoubleFunction entry) {
        return IntStream.range(0, x.size())
                .mapToObj(i ->
                        real.contains(i)
                                ? Tensor.generate(x.get(i).shape(), Kind.REAL, entry)
                                : x.get(i).value())
                .toList();
    }

    private static List<Tensor> with(List<Tensor> operands, int operand, Tensor other) {
        List<Tensor> changed = new ArrayList<>(operands);
        changed.set(operand, other);
        return changed;
    }

    private double[] valueOf(List<Tensor> operands) {
        return value.apply(operands).orElseGet(() -> Tensor.full(y, Double.NaN)).toDoubles();
    }

    /// Whether each operand has a part in the result that does not depend on the others.
    private boolean isSumOfParts(List<Tensor> zeros) {
        List<Tensor> some = operands(_ -> random.nextDouble(-1, 1));
        double[] whole = valueOf(some);
        double[] sums = new double[whole.length];
        for (int operand : real) {
            double[] part = valueOf(with(zeros, operand, some.get(operand)));
            Arrays.setAll(sums, i -> sums[i] + part[i]);
        }
        return IntStream.range(0, sums.length).allMatch(i -> isClose(whole[i], sums[i], sums[i]));
    }

    private static boolean isClose(double one, double other, double scale) {
        return Math.abs(one - other) <= ROUNDING * (1 + Math.abs(scale));
    }

    /// For all unit tensors of all real operands but the largest, the terms of that one.
    private void findProducts(List<Tensor> zeros) {
        int largest = Collections.max(real, (i, j) -> Integer.compare(entriesOf(i), entriesOf(j)));
        List<Integer> others = real.stream().filter(i -> i != largest).toList();
        int[] place = new int[others.size()];
        boolean more = others.stream().allMatch(i -> entriesOf(i) > 0);
        while (more) {
            List<Tensor> units = zeros;
            Map<Integer, Integer> factors = new HashMap<>();
            for (int i = 0; i < place.length; i++) {
                units = with(units, others.get(i), unit(others.get(i), place[i]));
                factors.put(others.get(i), place[i]);
            }
            findTerms(units, largest, factors);
            more = advance(place, others);
        }
    }

    private boolean advance(int[] place, List<Integer> operands) {
        for (int i = place.length - 1; i >= 0; i--) {
            place[i]++;
            if (place[i] < entriesOf(operands.get(i))) {
                return true;
            }
            place[i] = 0;
        }
        return false;
    }

    private int entriesOf(int operand) {
        return x.get(operand).entries().size();
    }

    private Tensor unit(int operand, int position) {
        return Tensor.generate(x.get(operand).shape(), Kind.REAL, i -> i == position ? 1 : 0);
    }

    /// How one operand goes into the result, the others as they are: it is first seen whether that
    /// is by entries chosen.
    private void findTerms(List<Tensor> around, int operand, Map<Integer, Integer> factors) {
        Tensor numbers =
                Tensor.generate(x.get(operand).shape(), Kind.REAL, _ -> random.nextDouble(1, 2));
        Map<Double, Integer> positions = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            positions.put(numbers.get(i), i);
        }
        double[] seen = valueOf(with(around, operand, numbers));
        if (Arrays.stream(seen).allMatch(entry -> entry == 0 || positions.containsKey(entry))) {
            for (int i = 0; i < seen.length; i++) {
                Integer position = positions.get(seen[i]);
                if (position != null) {
                    add(i, 1, factors, operand, position);
                }
            }
            return;
        }
        for (int position = 0; position < numbers.size(); position++) {
            double[] coefficients = valueOf(with(around, operand, unit(operand, position)));
            for (int i = 0; i < coefficients.length; i++) {
                if (coefficients[i] != 0) {
                    add(i, coefficients[i], factors, operand, position);
                }
            }
        }
    }

    private void add(
            int i, double coefficient, Map<Integer, Integer> others, int operand, int position) {
        found.run();
        Map<Integer, Integer> factors = new HashMap<>(others);
        factors.put(operand, position);
        terms.get(i).add(new Term(coefficient, factors));
    }

    private boolean explains(List<Tensor> operands) {
        double[] values = valueOf(operands);
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            double scale = 0;
            for (Term term : terms.get(i)) {
                sum += term.value(operands);
                scale += Math.abs(term.value(operands));
            }
            if (!isClose(values[i], sum, scale)) {
                return false;
            }
        }
        return true;
    }

    /// In the order of the positions, those of the first operand first.
    private Node written(List<Term> sum) {
        Total total = new Total();
        sum.stream().sorted(this::inOrder).forEach(term -> total.add(written(term)));
        return total.node();
    }

    private int inOrder(Term one, Term other) {
        return real.stream()
                .mapToInt(operand ->
                        Integer.compare(
                                one.factors.getOrDefault(operand, Integer.MAX_VALUE),
                                other.factors.getOrDefault(operand, Integer.MAX_VALUE)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    private Node written(Term term) {
        Node product = Node.constant(1);
        for (int operand : real) {
            Integer position = term.factors.get(operand);
            product =
                    position == null
                            ? product
                            : Total.product(product, x.get(operand).entries().get(position));
        }
        return term.coefficient == 1
                ? product
                : Total.product(Node.constant(term.coefficient), product);
    }
}
