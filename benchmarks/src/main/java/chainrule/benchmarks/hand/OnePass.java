package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.all;
import static chainrule.benchmarks.hand.Lanes.load;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Fused;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The mean of σ(z)·softplus(x) with z = xw + b and its derivatives in one pass over x: with δ =
/// σ(z)(1 − σ(z))·softplus(x)/n those for w and b are Σ δx and Σ δ, and that for x is δw +
/// σ(z)σ(x)/n. Sums of a block are kept as `float`, those of blocks as `double`.
public final class OnePass implements Contestant {
    private static final int BLOCK = 4096;

    private final int n;
    private final float[] x;
    private final float[] gx;
    private final float[] weight;
    private double value;
    private double gw;
    private double gb;

    /// Takes the data, filled up with entries of weight 0.
    public OnePass(Fused fused) {
        this.n = fused.n();
        int size = (n + BLOCK - 1) / BLOCK * BLOCK;
        this.x = Arrays.copyOf(fused.x(), size);
        this.gx = new float[size];
        this.weight = new float[size];
        Arrays.fill(weight, 0, n, 1f / n);
    }

    @Override
    public void run() {
        value = 0;
        gw = 0;
        gb = 0;
        for (int at = 0; at < x.length; at += BLOCK) {
            block(at);
        }
    }

    private void block(int at) {
        FloatVector w = all(Fused.W);
        FloatVector b = all(Fused.B);
        FloatVector sumV = all(0);
        FloatVector sumW = all(0);
        FloatVector sumB = all(0);
        for (int i = at; i < at + BLOCK; i += L) {
            FloatVector v = load(x, i);
            FloatVector m = load(weight, i);
            FloatVector z = v.fma(w, b);
            FloatVector s = Lanes.sigmoid(z);
            FloatVector e = Lanes.expOfMinusAbs(v);
            FloatVector e1 = e.add(1f);
            FloatVector e2 = e.add(2f);
            FloatVector inverse = all(1f).div(e1.mul(e2));
            FloatVector softplus = v.max(0f).add(Lanes.log1p(e.mul(inverse).mul(e1)));
            FloatVector sx = Lanes.sigmoid(v, e, inverse.mul(e2));
            FloatVector sm = s.mul(m);
            FloatVector point = sm.mul(softplus);
            FloatVector d = point.mul(all(1f).sub(s));
            sumV = sumV.add(point);
            sumW = d.fma(v, sumW);
            sumB = sumB.add(d);
            d.fma(w, sm.mul(sx)).intoArray(gx, i);
        }
        value += sumV.reduceLanes(VectorOperators.ADD);
        gw += sumW.reduceLanes(VectorOperators.ADD);
        gb += sumB.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public List<float[]> results() {
        return List.of(
                new float[] {(float) value},
                Arrays.copyOf(gx, n),
                new float[] {(float) gw},
                new float[] {(float) gb});
    }
}
