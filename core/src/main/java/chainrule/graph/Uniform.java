package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Random numbers, uniformly distributed from 0 (included) to 1, as a function of the seed, the
/// operand (the number of a step), and the position of an entry: the same again whenever they are
/// asked for, on the way forward and back, in any order and on any machine.
///
/// The bits are those of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014), its finisher applied to seed, step and position in turn.
///
/// @param target the shape of the result, which may have open sizes
/// @param seed tells apart numbers for different purposes
public record Uniform(Shape target, long seed) implements Structural {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double ULP = 0x1p-53;

    @Override
    public String label() {
        return "uniform";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("uniform", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.INDEX), x);
        if (!x.get(0).shape().isScalar()) {
            throw Operands.refuse(this, "the number of a step must be one index", x);
        }
        return Type.real(target);
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        long stream = mixed(mixed(seed) + (long) x.get(0).item());
        return Tensor.generate(y, Kind.REAL, i -> (mixed(stream + i) >>> 11) * ULP);
    }

    private static long mixed(long counter) {
        long bits = (counter + 1) * GOLDEN;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
