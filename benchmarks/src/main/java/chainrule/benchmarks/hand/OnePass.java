package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Fused;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The mean of σ(z)·softplus(x) with z = xw + b and its derivatives in one pass over x, a block at
/// a time in the cache: with δ = σ(z)(1 − σ(z))·softplus(x)/n those for w and b are Σ δx and Σ δ,
/// and that for x is δw + σ(z)σ(x)/n. Sums of a block are kept as `float`, those of blocks as
/// `double`.
public final class OnePass implements Contestant {
    private static final int BLOCK = 1024;

    private final int n;
    private final float[] x;
    private final float[] gx;
    private final float[] weight;
    private final float[] sigmoid = new float[BLOCK];
    private final float[] exp = new float[BLOCK];
    private final Passes passes = new Passes(this::sigmoid, this::exp, this::gradients);
    private int at;
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
        for (at = 0; at < x.length; at += BLOCK) {
            passes.run();
        }
    }

    private void sigmoid() {
        for (int i = 0; i < BLOCK; i += L) {
            FloatVector z = fromArray(S, x, at + i).fma(Fused.W, Fused.B);
            Lanes.sigmoid(z).intoArray(sigmoid, i);
        }
    }

    private void exp() {
        for (int i = 0; i < BLOCK; i += L) {
            Lanes.expOfMinusAbs(fromArray(S, x, at + i)).intoArray(exp, i);
        }
    }

    private void gradients() {
        FloatVector sumV = broadcast(S, 0);
        FloatVector sumW = broadcast(S, 0);
        FloatVector sumB = broadcast(S, 0);
        for (int i = 0; i < BLOCK; i += L) {
            FloatVector v = fromArray(S, x, at + i);
            FloatVector s = fromArray(S, sigmoid, i);
            FloatVector e = fromArray(S, exp, i);
            FloatVector m = fromArray(S, weight, at + i);
            // 1 / (1 + e) and e / (2 + e) by one division
            FloatVector e1 = e.add(1f);
            FloatVector e2 = e.add(2f);
            FloatVector inverse = broadcast(S, 1f).div(e1.mul(e2));
            FloatVector softplus = v.max(0f).add(Lanes.log1p(e.mul(inverse).mul(e1)));
            FloatVector sx = Lanes.sigmoid(v, e, inverse.mul(e2));
            FloatVector sm = s.mul(m);
            FloatVector point = sm.mul(softplus);
            FloatVector d = point.mul(broadcast(S, 1f).sub(s));
            sumV = sumV.add(point);
            sumW = d.fma(v, sumW);
            sumB = sumB.add(d);
            d.fma(broadcast(S, Fused.W), sm.mul(sx)).intoArray(gx, at + i);
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
