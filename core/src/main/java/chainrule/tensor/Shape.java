package chainrule.tensor;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The dimensions of a tensor, outermost first; entries are stored row by row. A scalar has none.
///
/// @param dims the dimensions; a name occurs at most once
public record Shape(ImmutableList<Dim> dims) {
    /// The shape of a single number.
    public static final Shape SCALAR = new Shape(ImmutableList.of());

    /// Refuses a shape in which a name occurs twice.
    public Shape {
        Set<String> names = new HashSet<>();
        for (Dim dim : dims) {
            if (!dim.isKnown() && !names.add(dim.name())) {
                throw new ShapeException(
                        "dimension '%s' occurs twice in %s; an open dimension may occur once in a shape"
                                .formatted(dim.name(), text(dims)));
            }
        }
    }

    /// A shape of known sizes; without arguments, a scalar.
    public static Shape of(int... sizes) {
        ImmutableList.Builder<Dim> dims = ImmutableList.builderWithExpectedSize(sizes.length);
        for (int size : sizes) {
            dims.add(Dim.of(size));
        }
        return new Shape(dims.build());
    }

    /// A shape whose first dimension may be open: `Shape.of(BATCH, 30)`.
    public static Shape of(Dim first, int... rest) {
        return new Shape(
                ImmutableList.<Dim>builder().add(first).addAll(Shape.of(rest).dims).build());
    }

    /// A shape of any dimensions.
    public static Shape of(List<Dim> dims) {
        return new Shape(ImmutableList.copyOf(dims));
    }

    /// The number of dimensions.
    public int rank() {
        return dims.size();
    }

    /// The dimension at an axis; negative axes count from the end.
    public Dim dim(int axis) {
        return dims.get(axis(axis));
    }

    /// The size at an axis.
    ///
    /// @throws ShapeException if it is open
    public int size(int axis) {
        return dim(axis).size();
    }

    /// Whether this is a single number.
    public boolean isScalar() {
        return dims.isEmpty();
    }

    /// Whether every size is a number.
    public boolean isKnown() {
        for (Dim dim : dims) {
            if (!dim.isKnown()) {
                return false;
            }
        }
        return true;
    }

    /// Whether there is exactly one entry, whatever is fed.
    public boolean isOneEntry() {
        return dims.stream().allMatch(Dim::isOne);
    }

    /// The number of entries.
    ///
    /// @throws ShapeException if a dimension is open, or the number exceeds what an array can hold
    public int size() {
        long size = dims.contains(Dim.of(0)) ? 0 : 1;
        for (Dim dim : dims) {
            size *= dim.size();
            if (size > Integer.MAX_VALUE) {
                throw new ShapeException(
                        this + " has more entries than an array can hold (2³¹ − 1)");
            }
        }
        return (int) size;
    }

    /// The axis as a number from 0; negative ones count from the end.
    ///
    /// @throws ShapeException if there is no such axis
    public int axis(int axis) {
        int positive = axis < 0 ? axis + rank() : axis;
        if (positive < 0 || positive >= rank()) {
            throw new ShapeException(
                    rank() == 0
                            ? "axis %s of a scalar: a scalar has no axes"
                                    .formatted(Numbers.text(axis))
                            : "axis %s of %s: its axes are 0 to %d, or −%d to −1"
                                    .formatted(Numbers.text(axis), this, rank() - 1, rank()));
        }
        return positive;
    }

    /// The axes as sorted numbers from 0; none given means all.
    public ImmutableList<Integer> axes(int... axes) {
        Set<Integer> sorted = new TreeSet<>();
        if (axes.length == 0) {
            for (int i = 0; i < rank(); i++) {
                sorted.add(i);
            }
        }
        for (int axis : axes) {
            if (!sorted.add(axis(axis))) {
                throw new ShapeException(
                        "axis %s of %s is named twice".formatted(Numbers.text(axis), this));
            }
        }
        return ImmutableList.copyOf(sorted);
    }

    /// This shape with some axes (numbers from 0) reduced to 1, or left out.
    public Shape reduce(List<Integer> axes, boolean keepDims) {
        ImmutableList.Builder<Dim> kept = ImmutableList.builder();
        for (int i = 0; i < rank(); i++) {
            if (!axes.contains(i)) {
                kept.add(dims.get(i));
            } else if (keepDims) {
                kept.add(Dim.of(1));
            }
        }
        return new Shape(kept.build());
    }

    /// This shape with another dimension at an axis, a number from 0.
    public Shape with(int axis, Dim dim) {
        return replace(axis, axis + 1, List.of(dim));
    }

    /// This shape with other dimensions in place of those from an axis on up to another.
    public Shape replace(int from, int to, List<Dim> others) {
        return new Shape(
                ImmutableList.<Dim>builder()
                        .addAll(dims.subList(0, from))
                        .addAll(others)
                        .addAll(dims.subList(to, rank()))
                        .build());
    }

    /// This shape with more dimensions after its own.
    public Shape append(Dim... more) {
        return replace(rank(), rank(), List.of(more));
    }

    /// This shape with the dimensions of another after its own.
    public Shape append(Shape other) {
        return replace(rank(), rank(), other.dims);
    }

    /// The common shape of two operands by NumPy's rule: aligned at the right, and each pair of
    /// dimensions equal or one of them 1. Empty if there is none.
    public Optional<Shape> broadcast(Shape other) {
        if (equals(other) || other.isScalar()) {
            return Optional.of(this);
        }
        if (isScalar()) {
            return Optional.of(other);
        }
        int rank = Math.max(rank(), other.rank());
        ImmutableList.Builder<Dim> common = ImmutableList.builderWithExpectedSize(rank);
        for (int i = -rank; i < 0; i++) {
            Dim a = fromEnd(i);
            Dim b = other.fromEnd(i);
            if (!a.equals(b) && !a.isOne() && !b.isOne()) {
                return Optional.empty();
            }
            common.add(a.isOne() ? b : a);
        }
        return Optional.of(new Shape(common.build()));
    }

    /// Whether broadcasting can stretch this to a shape.
    public boolean stretchesTo(Shape wide) {
        return broadcast(wide).filter(wide::equals).isPresent();
    }

    /// The axes of `wide` along which this shape is stretched when it is broadcast to it, missing
    /// leading ones included.
    public ImmutableList<Integer> stretchedIn(Shape wide) {
        ImmutableList.Builder<Integer> axes = ImmutableList.builder();
        int missing = wide.rank() - rank();
        for (int i = 0; i < wide.rank(); i++) {
            if (i < missing || (dims.get(i - missing).isOne() && !wide.dims.get(i).isOne())) {
                axes.add(i);
            }
        }
        return axes.build();
    }

    private Dim fromEnd(int negative) {
        int i = rank() + negative;
        return i < 0 ? Dim.of(1) : dims.get(i);
    }

    /// The shape without open dimensions that this becomes when the names have these sizes.
    public Shape bind(Map<String, Integer> sizes) {
        return isKnown()
                ? this
                : new Shape(
                        dims.stream()
                                .map(d -> d.bind(sizes))
                                .collect(ImmutableList.toImmutableList()));
    }

    /// `[]`, `[3]`, `[batch×2]`.
    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(List<Dim> dims) {
        return dims.stream().map(Dim::toString).collect(joining("×", "[", "]"));
    }
}
