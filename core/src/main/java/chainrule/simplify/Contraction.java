package chainrule.simplify;

import chainrule.graph.Axes;
import chainrule.graph.Einsum;
import chainrule.graph.MatMul;
import chainrule.graph.Node;
import chainrule.graph.Reshape;
import chainrule.graph.Sum;
import chainrule.graph.Transpose;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// An Einstein sum as products of matrices, two operands at a time from the left, with transposes
/// and reshapes around them. `kij,nkj->nki` becomes a product for each k. It is left as it is where
/// a letter occurs twice in one operand or in the result, or two open dimensions would have to
/// become one.
final class Contraction {
    /// An operand and the letters of its axes.
    private record Term(Node node, String letters) {
        boolean has(char letter) {
            return letters.indexOf(letter) >= 0;
        }

        Dim dim(char letter) {
            return node.shape().dim(letters.indexOf(letter));
        }
    }

    private final Map<Character, Dim> dims = new HashMap<>();

    private Contraction() {}

    /// The products, if there are such.
    static Optional<Node> of(Node y) {
        return y.op() instanceof Einsum einsum
                ? new Contraction().written(einsum, y)
                : Optional.empty();
    }

    private Optional<Node> written(Einsum einsum, Node y) {
        String result = einsum.resultLetters();
        ImmutableList<String> letters = einsum.operandLetters();
        if (isRepeated(result) || letters.stream().anyMatch(Contraction::isRepeated)) {
            return Optional.empty();
        }
        Deque<Term> open = new ArrayDeque<>();
        for (int i = 0; i < letters.size(); i++) {
            Term term = new Term(y.inputs().get(i), letters.get(i));
            for (char letter : term.letters.toCharArray()) {
                dims.merge(letter, term.dim(letter), (a, b) -> a.isOne() ? b : a);
            }
            open.add(term);
        }
        Term all = whole(open.pop());
        while (!open.isEmpty()) {
            Term next = whole(open.pop());
            StringBuilder kept = new StringBuilder(result);
            open.forEach(term -> kept.append(term.letters));
            Optional<Term> product = product(all, next, kept.toString());
            if (product.isEmpty()) {
                return Optional.empty();
            }
            all = product.get();
        }
        return Optional.of(ordered(summed(all, result), result).node)
                .filter(node -> node.type().equals(y.type()));
    }

    private static boolean isRepeated(String letters) {
        Set<Character> seen = new HashSet<>();
        return letters.chars().anyMatch(c -> !seen.add((char) c));
    }

    /// An operand without the axes of size 1 that are stretched to others.
    private Term whole(Term term) {
        StringBuilder letters = new StringBuilder();
        ImmutableList.Builder<Dim> left = ImmutableList.builder();
        for (char letter : term.letters.toCharArray()) {
            if (term.dim(letter).equals(dims.get(letter))) {
                letters.append(letter);
                left.add(term.dim(letter));
            }
        }
        return letters.length() == term.letters.length()
                ? term
                : new Term(
                        new Reshape(Shape.of(left.build())).apply(term.node), letters.toString());
    }

    /// The product of two, summed over the letters of both that are not kept. Those of one alone
    /// are summed in the end: to sum them first is the same but for infinities, as in ∞·1 − ∞·2.
    private Optional<Term> product(Term first, Term second, String kept) {
        boolean swap =
                !kept.isEmpty()
                        && first.has(kept.charAt(kept.length() - 1))
                        && !second.has(kept.charAt(kept.length() - 1));
        Term left = swap ? second : first;
        Term right = swap ? first : second;
        String both = among(left.letters, right, true);
        String batch = among(both, kept, true);
        String summed = among(both, kept, false);
        String rows = among(left.letters, right, false);
        String columns = among(right.letters, left, false);
        if (!hasAShape(batch + rows + columns)) {
            return Optional.empty();
        }
        if (summed.isEmpty()) {
            return Optional.of(entryByEntry(left, right, batch, rows, columns));
        }
        Optional<Node> matrices = matrices(left, batch, rows, summed);
        Optional<Node> others = matrices(right, batch, summed, columns);
        if (matrices.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        Node product = new MatMul().apply(matrices.get(), others.get());
        String letters = batch + rows + columns;
        return Optional.of(new Term(new Reshape(shape(letters)).apply(product), letters));
    }

    private static String among(String letters, Term other, boolean in) {
        return among(letters, other.letters, in);
    }

    private static String among(String letters, String other, boolean in) {
        StringBuilder found = new StringBuilder();
        letters.chars()
                .filter(c -> (other.indexOf(c) >= 0) == in)
                .forEach(c -> found.append((char) c));
        return found.toString();
    }

    private static Term entryByEntry(
            Term left, Term right, String batch, String rows, String columns) {
        Node a = ordered(left, batch + rows).node;
        Node b = ordered(right, batch + columns).node;
        ImmutableList.Builder<Dim> wide = ImmutableList.builder();
        wide.addAll(a.shape().dims()).addAll(columns.chars().mapToObj(_ -> Dim.of(1)).toList());
        ImmutableList.Builder<Dim> other = ImmutableList.builder();
        other.addAll(b.shape().dims().subList(0, batch.length()))
                .addAll(rows.chars().mapToObj(_ -> Dim.of(1)).toList())
                .addAll(b.shape().dims().subList(batch.length(), b.shape().rank()));
        return new Term(
                new Reshape(Shape.of(wide.build()))
                        .apply(a)
                        .mul(new Reshape(Shape.of(other.build())).apply(b)),
                batch + rows + columns);
    }

    /// An operand as matrices, one for each batch.
    private Optional<Node> matrices(Term term, String batch, String rows, String columns) {
        Optional<Dim> m = joined(rows);
        Optional<Dim> n = joined(columns);
        return m.isEmpty() || n.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Reshape(shape(batch).append(Shape.of(List.of(m.get(), n.get()))))
                                .apply(ordered(term, batch + rows + columns).node));
    }

    /// Whether no open dimension occurs twice.
    private boolean hasAShape(String letters) {
        List<Dim> open = letters.chars().mapToObj(this::dim).filter(dim -> !dim.isKnown()).toList();
        return open.stream().map(Dim::name).distinct().count() == open.size();
    }

    private Dim dim(int letter) {
        return Optional.ofNullable(dims.get((char) letter)).orElseThrow();
    }

    private Shape shape(String letters) {
        return Shape.of(letters.chars().mapToObj(this::dim).toList());
    }

    /// All axes of these letters as one.
    private Optional<Dim> joined(String letters) {
        int factor = 1;
        String name = "";
        for (int i = 0; i < letters.length(); i++) {
            Dim dim = dim(letters.charAt(i));
            if (!dim.isKnown() && !name.isEmpty()) {
                return Optional.empty();
            }
            factor = Math.multiplyExact(factor, dim.factor());
            name = dim.isKnown() ? name : dim.name();
        }
        return factor == 0 && !name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dim(factor, name));
    }

    /// A term summed over the axes whose letters are not kept.
    private static Term summed(Term term, String kept) {
        int[] axes =
                IntStream.range(0, term.letters.length())
                        .filter(i -> kept.indexOf(term.letters.charAt(i)) < 0)
                        .toArray();
        return axes.length == 0
                ? term
                : new Term(
                        new Sum(Axes.over(axes)).apply(term.node), among(term.letters, kept, true));
    }

    private static Term ordered(Term term, String letters) {
        int[] order = letters.chars().map(term.letters::indexOf).toArray();
        return letters.equals(term.letters)
                ? term
                : new Term(
                        new Transpose(ImmutableList.copyOf(Ints.asList(order))).apply(term.node),
                        letters);
    }
}
