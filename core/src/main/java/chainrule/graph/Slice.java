package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Layout;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;

/// The entries `start`, `start + step`, … before `stop` along an axis. Its transpose puts them back
/// among zeros: a [Pad] with `step − 1` zeros between entries.
///
/// @param axis from 0; its size must be known
/// @param start from 0 to `stop`
/// @param stop up to the size of the axis
/// @param step 1 or more
public record Slice(int axis, int start, int stop, int step) implements Movement {
    /// A slice whose axis, start and stop may count from the end.
    static Node of(Node x, int axis, int start, int stop, int step) {
        int at = Operands.axis("slice", axis, x);
        Dim dim = x.shape().dim(at);
        int size = dim.isKnown() ? dim.size() : 0;
        return new Slice(at, start < 0 ? start + size : start, stop < 0 ? stop + size : stop, step)
                .apply(x);
    }

    /// The entries at one index, without the axis.
    static Node select(Node x, int axis, int index) {
        int at = Operands.axis("select", axis, x);
        Dim dim = x.shape().dim(at);
        int from = index < 0 && dim.isKnown() ? index + dim.size() : index;
        return Reshape.squeeze(new Slice(at, from, from + 1, 1).apply(x), at);
    }

    /// Parts of these sizes, one after another.
    static ImmutableList<Node> parts(Node x, int axis, int... sizes) {
        int at = Operands.axis("split", axis, x);
        ImmutableList.Builder<Node> parts = ImmutableList.builder();
        int start = 0;
        for (int size : sizes) {
            parts.add(new Slice(at, start, start + size, 1).apply(x));
            start += size;
        }
        if (!x.shape().dim(at).equals(Dim.of(start))) {
            throw Operands.refuse(
                    "split",
                    "parts of %s do not make up axis %d, which has %s entries"
                            .formatted(Ints.asList(sizes), at, x.shape().dim(at)),
                    List.of(x),
                    "");
        }
        return parts.build();
    }

    @Override
    public String label() {
        return "slice";
    }

    @Override
    public Notation notation(Node y) {
        String range = ":, ".repeat(axis) + start + ":" + stop + (step == 1 ? "" : ":" + step);
        return Notation.sign(
                "%s[" + range + "]",
                "{%s}_{[" + range + "]}",
                Notation.Binding.POWER,
                Notation.Binding.ATOM);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Dim dim = Operands.known(this, axis, x);
        if (step < 1) {
            throw Operands.refuse(
                    label(),
                    "the step must be 1 or more, and is " + Numbers.text(step),
                    x,
                    "flip(x, axis) turns an axis round");
        }
        if (start < 0 || start > stop || stop > dim.size()) {
            throw Operands.refuse(
                    this,
                    "%s to %s is outside axis %d, which has %d entries"
                            .formatted(Numbers.text(start), Numbers.text(stop), axis, dim.size()),
                    x);
        }
        return new Type(x.get(0).kind(), x.get(0).shape().with(axis, Dim.of(length())));
    }

    private int length() {
        return Math.ceilDiv(stop - start, step);
    }

    @Override
    public Strides view(Shape x, Shape y) {
        int[] strides = Layout.strides(x);
        int offset = start * strides[axis];
        strides[axis] *= step;
        return Strides.of(y, offset, strides);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        int size = edge.source().shape().size(axis);
        int length = length();
        int covered = length == 0 ? 0 : (length - 1) * step + 1;
        return new Pad(axis, start, size - start - covered, step - 1).apply(g, Node.constant(0));
    }
}
