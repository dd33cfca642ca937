package chainrule.graph;

import chainrule.graph.Convolution.Role;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Convolution in the sense of neural networks, elsewhere called cross-correlation: a kernel is
/// moved over an input, not turned round, and at each stop the products of what lies on each other
/// are summed. An input is [points × channels × …], a kernel [outputs × channels/groups × …], an
/// output [points × outputs × …], where `…` are the axes that the window moves over.
///
/// Input x, kernel w and output y meet in one sum T(x, w, y) = Σ x·w·y over all that lie on each
/// other, and a convolution is ∂T/∂y. Its transposes are ∂T/∂x and ∂T/∂w, and theirs are again
/// among the three: each is made of the other two.
///
/// @param window how the kernel moves
/// @param groups into how many groups the channels are split, each with outputs of its own
/// @param role which of the three is the result; the other two are the operands, in the order
///   input, kernel, output
/// @param sizes of the axes that the window moves over, in the result, where the operands do not
///   tell: for an input or a kernel
public record Convolution(Window window, int groups, Role role, ImmutableList<Integer> sizes)
        implements Structural {
    /// Refuses settings that do not belong together.
    public Convolution {
        boolean sized = role == Role.OUTPUT ? sizes.isEmpty() : !sizes.isEmpty();
        if (groups < 1 || !sized || sizes.stream().anyMatch(size -> size < 0)) {
            throw new GraphException(
                    "convolution: groups are 1 or more, and sizes are given for an input or a kernel, and for no output; these are %s and %s for %s"
                            .formatted(Numbers.text(groups), sizes, role));
        }
    }

    /// What meets in a convolution.
    public enum Role {
        /// [points × channels × …]
        INPUT,
        /// [outputs × channels/groups × …]
        KERNEL,
        /// [points × outputs × …]
        OUTPUT
    }

    /// The convolution of an input with a kernel.
    public static Convolution of(Window window, int groups) {
        return new Convolution(window, groups, Role.OUTPUT, ImmutableList.of());
    }

    /// The convolution of operands that have so many axes after points and channels.
    static Node over(int axes, Node x, Node kernel, Window window, int groups) {
        if (x.shape().rank() != axes + 2) {
            throw Operands.refuse(
                    "conv%dd".formatted(axes),
                    "the input has %d axes, and must have %d: points, channels and %s"
                            .formatted(
                                    x.shape().rank(),
                                    axes + 2,
                                    axes == 1 ? "length" : "height and width"),
                    ImmutableList.of(x, kernel),
                    "");
        }
        return of(window, groups).apply(x, kernel);
    }

    @Override
    public String label() {
        return "convolution";
    }

    @Override
    public Notation notation(Node y) {
        String name =
                switch (role) {
                    case OUTPUT -> "conv";
                    case INPUT -> "convᵀ";
                    case KERNEL -> "convʷ";
                };
        String latex =
                switch (role) {
                    case OUTPUT -> "";
                    case INPUT -> "^{\\top}";
                    case KERNEL -> "^{w}";
                };
        return Notation.function(name, "\\operatorname{conv}" + latex, 2);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.REAL), x);
        Shape a = x.get(0).shape();
        Shape b = x.get(1).shape();
        int rank = a.rank();
        if (rank < 3 || b.rank() != rank || !window.fits(rank - 2)) {
            throw Operands.refuse(
                    this,
                    "an input is [points×channels×…], a kernel [outputs×channels/groups×…], with the same axes after these, and the window has one number for each of them or one for all",
                    x);
        }
        for (int i = 0; i < 2; i++) {
            List<Dim> dims = x.get(i).shape().dims();
            int first = operands(role).get(i) == Role.KERNEL ? 0 : 1;
            if (!dims.subList(first, rank).stream().allMatch(Dim::isKnown)) {
                throw Operands.refuse(this, "only the number of points may be open", x);
            }
        }
        if (role != Role.OUTPUT && sizes.size() != rank - 2) {
            throw Operands.refuse(this, sizes + " must have one size for each moved axis", x);
        }
        Shape result =
                switch (role) {
                    case OUTPUT -> shape(a.dim(0), b.size(0), stops(a, b, x));
                    case INPUT -> shape(b.dim(0), a.size(1) * groups, sizes);
                    case KERNEL -> shape(b.dim(1), a.size(1) / groups, sizes);
                };
        switch (role) {
            case OUTPUT -> check(a, b, result, x);
            case INPUT -> check(result, a, b, x);
            case KERNEL -> check(a, result, b, x);
        }
        return Type.real(result);
    }

    private static Shape shape(Dim first, int second, List<Integer> sizes) {
        ImmutableList.Builder<Dim> dims = ImmutableList.<Dim>builder().add(first, Dim.of(second));
        sizes.forEach(size -> dims.add(Dim.of(size)));
        return Shape.of(dims.build());
    }

    private ImmutableList<Integer> stops(Shape input, Shape kernel, ImmutableList<Node> x) {
        ImmutableList.Builder<Integer> all = ImmutableList.builder();
        for (int axis = 0; axis < input.rank() - 2; axis++) {
            long stops = window.stops(axis, input.size(axis + 2), kernel.size(axis + 2));
            if (stops < 1) {
                throw Operands.refuse(
                        this,
                        "the kernel is longer than the padded input along axis " + (axis + 2),
                        x);
            }
            all.add(Operands.size(label(), stops, x).size());
        }
        return all.build();
    }

    private void check(Shape input, Shape kernel, Shape output, ImmutableList<Node> x) {
        if (kernel.size(1) * groups != input.size(1) || kernel.size(0) % groups != 0) {
            throw Operands.refuse(
                    this,
                    "an input with %d channels in %d groups needs a kernel with %s channels, and a multiple of %d outputs"
                            .formatted(
                                    input.size(1),
                                    groups,
                                    Numbers.text(input.size(1) / (double) groups),
                                    groups),
                    x);
        }
        if (!output.equals(shape(input.dim(0), kernel.size(0), stops(input, kernel, x)))) {
            throw Operands.refuse(
                    this, "%s with %s does not give %s".formatted(input, kernel, output), x);
        }
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor a = x.get(0);
        Tensor b = x.get(1);
        double[] result = new double[y.size()];
        switch (role) {
            case OUTPUT -> meet(a.shape(), b.shape(), y, a.toDoubles(), b.toDoubles(), result);
            case INPUT -> meet(y, a.shape(), b.shape(), result, a.toDoubles(), b.toDoubles());
            case KERNEL -> meet(a.shape(), y, b.shape(), a.toDoubles(), result, b.toDoubles());
        }
        return Tensor.of(y, result);
    }

    /// All that lie on each other: for each point, output and channel, each stop and each place in
    /// the window.
    private void meet(Shape input, Shape kernel, Shape output, double[] x, double[] w, double[] y) {
        int entries = area(input).size();
        int places = area(kernel).size();
        int stops = area(output).size();
        int[] covered = covered(input, kernel, output);
        int channels = kernel.size(1);
        int outputs = kernel.size(0);
        for (int point = 0; point < input.size(0); point++) {
            for (int o = 0; o < outputs; o++) {
                int firstChannel = o / (outputs / groups) * channels;
                for (int c = 0; c < channels; c++) {
                    int inX = (point * input.size(1) + firstChannel + c) * entries;
                    int inW = (o * channels + c) * places;
                    int inY = (point * outputs + o) * stops;
                    for (int pair = 0; pair < covered.length; pair++) {
                        boolean inside = covered[pair] >= 0;
                        int i = inside ? inX + covered[pair] : -1;
                        int j = inW + pair % places;
                        int k = inY + pair / places;
                        // Entries outside are zeros: 0·∞ is no number there, either.
                        double entry = inside && role != Role.INPUT ? x[i] : 0;
                        switch (role) {
                            case OUTPUT -> y[k] += entry * w[j];
                            case KERNEL -> w[j] += entry * y[k];
                            case INPUT -> {
                                if (inside) {
                                    x[i] += w[j] * y[k];
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private int[] covered(Shape input, Shape kernel, Shape output) {
        IntUnaryOperator entry = window.entries(area(input), area(kernel), area(output));
        int[] covered = new int[area(output).size() * area(kernel).size()];
        Arrays.setAll(covered, entry);
        return covered;
    }

    private static Shape area(Shape shape) {
        return Shape.of(shape.dims().subList(2, shape.rank()));
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Role wanted = operands(role).get(edge.operand());
        Node other = edge.consumer().inputs().get(1 - edge.operand());
        Shape area = area(edge.source().shape());
        Convolution back =
                new Convolution(
                        window,
                        groups,
                        wanted,
                        wanted == Role.OUTPUT
                                ? ImmutableList.of()
                                : IntStream.range(0, area.rank())
                                        .mapToObj(area::size)
                                        .collect(ImmutableList.toImmutableList()));
        return operands(wanted).get(0) == role ? back.apply(g, other) : back.apply(other, g);
    }

    private static List<Role> operands(Role result) {
        return Arrays.stream(Role.values()).filter(role -> role != result).toList();
    }
}
