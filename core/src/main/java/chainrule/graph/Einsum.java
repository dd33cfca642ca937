package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Einstein's sum: the product of entries of all operands, summed over the axes whose letters the
/// result lacks. `ij,jk->ik` is the matrix product, `ii->i` the diagonal, `i->ii` the matrix of a
/// diagonal, `ij->ji` the transpose. The transpose to an operand is such a sum as well: of what
/// arrives and the other operands, with the letters of the operand as result.
///
/// @param subscripts a letter for each axis, the result's after `->`
public record Einsum(String subscripts) implements Structural {
    /// Refuses subscripts that do not parse, with a caret under the place.
    public Einsum {
        Subscripts.of(subscripts);
    }

    /// The letters of the axes of each operand.
    public ImmutableList<String> operandLetters() {
        return Subscripts.of(subscripts).operands();
    }

    /// The letters of the axes of the result.
    public String resultLetters() {
        return Subscripts.of(subscripts).result();
    }

    @Override
    public String label() {
        return "einsum";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function(
                "einsum[" + subscripts + "]",
                "\\operatorname{einsum}_{\\text{" + subscripts + "}}",
                y.inputs().size());
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Subscripts all = Subscripts.of(subscripts);
        Operands.kinds(this, Collections.nCopies(all.operands().size(), Kind.REAL), x);
        Map<Character, Dim> dims = dims(all, x);
        return Type.real(
                Operands.fitting(
                        label(),
                        x,
                        () ->
                                Shape.of(
                                        all.result()
                                                .chars()
                                                .mapToObj(
                                                        c -> dims.getOrDefault((char) c, Dim.of(1)))
                                                .toList())));
    }

    /// The dimension of each letter; 1 gives way, as in all broadcasting.
    private Map<Character, Dim> dims(Subscripts all, ImmutableList<Node> x) {
        Map<Character, Dim> dims = new LinkedHashMap<>();
        for (int i = 0; i < x.size(); i++) {
            String letters = all.operands().get(i);
            Shape shape = x.get(i).shape();
            if (letters.length() != shape.rank()) {
                throw Operands.refuse(
                        this,
                        "'%s' names %d axes of operand %d, which has %d"
                                .formatted(letters, letters.length(), i, shape.rank()),
                        x);
            }
            for (int axis = 0; axis < letters.length(); axis++) {
                Dim dim = shape.dim(axis);
                Dim before = dims.merge(letters.charAt(axis), dim, (a, b) -> a.isOne() ? b : a);
                if (!dim.equals(before) && !dim.isOne()) {
                    throw Operands.refuse(
                            this,
                            "axis '%s' is %s in one place and %s in another of '%s'"
                                    .formatted(letters.charAt(axis), before, dim, subscripts),
                            x);
                }
            }
        }
        return dims;
    }

    /// Through all values of all letters, those of the result outermost.
    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Subscripts all = Subscripts.of(subscripts);
        String letters = all.letters();
        int[] sizes = new int[letters.length()];
        Arrays.fill(sizes, 1);
        int[][] strides = new int[x.size() + 1][];
        for (int i = 0; i < x.size(); i++) {
            strides[i] = strides(all.operands().get(i), x.get(i).shape(), letters, sizes);
        }
        strides[x.size()] = strides(all.result(), y, letters, sizes);
        double[][] entries = x.stream().map(Tensor::toDoubles).toArray(double[][]::new);
        double[] sums = new double[y.size()];
        int[] place = new int[letters.length()];
        int[] at = new int[x.size() + 1];
        long steps = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
        for (long step = 0; step < steps; step++) {
            double product = 1;
            for (int i = 0; i < entries.length; i++) {
                product *= entries[i][at[i]];
            }
            sums[at[entries.length]] += product;
            advance(place, sizes, at, strides);
        }
        return Tensor.of(y, sums);
    }

    /// How far apart neighbours along each letter lie in one tensor; 0 where it is stretched.
    private static int[] strides(String own, Shape shape, String letters, int[] sizes) {
        int[] byAxis = Layout.strides(shape);
        int[] strides = new int[letters.length()];
        for (int axis = 0; axis < own.length(); axis++) {
            int letter = letters.indexOf(own.charAt(axis));
            if (shape.size(axis) != 1) {
                sizes[letter] = shape.size(axis);
                strides[letter] += byAxis[axis];
            }
        }
        return strides;
    }

    private static void advance(int[] place, int[] sizes, int[] at, int[][] strides) {
        for (int letter = place.length - 1; letter >= 0; letter--) {
            place[letter]++;
            boolean over = place[letter] == sizes[letter];
            for (int i = 0; i < at.length; i++) {
                at[i] += over ? -(sizes[letter] - 1) * strides[i][letter] : strides[i][letter];
            }
            if (!over) {
                return;
            }
            place[letter] = 0;
        }
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Subscripts all = Subscripts.of(subscripts);
        List<Node> x = new ArrayList<>(edge.consumer().inputs());
        List<String> letters = new ArrayList<>(all.operands());
        String own = letters.remove(edge.operand());
        x.remove(edge.operand());
        letters.add(all.result());
        x.add(g);
        Shape shape = edge.source().shape();
        StringBuilder wanted = new StringBuilder();
        for (int axis = 0; axis < own.length(); axis++) {
            String letter = own.substring(axis, axis + 1);
            Dim dim = shape.dim(axis);
            if (dim.isOne()) {
                continue; // it was stretched, so it is summed over
            }
            if (wanted.indexOf(letter) < 0 && !isSpanned(letter, dim, letters, x)) {
                x.add(new BroadcastTo(Shape.of(dim)).apply(Node.constant(1)));
                letters.add(letter);
            }
            wanted.append(letter);
        }
        Node back =
                new Einsum(String.join(",", letters) + "->" + wanted).apply(x.toArray(Node[]::new));
        return back.shape().equals(shape) ? back : new Reshape(shape).apply(back);
    }

    /// Whether one of the operands has an axis of this letter that is as long as this dimension.
    private static boolean isSpanned(String letter, Dim dim, List<String> letters, List<Node> x) {
        for (int i = 0; i < x.size(); i++) {
            int axis = letters.get(i).indexOf(letter);
            if (axis >= 0 && x.get(i).shape().dim(axis).equals(dim)) {
                return true;
            }
        }
        return false;
    }
}
