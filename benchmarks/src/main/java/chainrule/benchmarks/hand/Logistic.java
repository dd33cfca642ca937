package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Logistic regression of two features: with z = w·x + b and p = σ(z), the log-loss of a point is
/// softplus(z) − yz and its derivative p − y. The features are kept in two columns, which are
/// filled up to whole vectors with points of weight 0.
public final class Logistic implements Contestant {
    private final float[] x0;
    private final float[] x1;
    private final float[] y;
    private final float[] weight;
    private final float rate;
    private final float[] z;
    private final float[] exp;
    private final float[] d;
    private final Passes passes = new Passes(this::logits, this::errors, this::descend);
    private float w0;
    private float w1;
    private float b;
    private float error;

    /// Takes the data.
    public Logistic(Training training) {
        int n = training.points();
        int size = Lanes.padded(n);
        this.x0 = new float[size];
        this.x1 = new float[size];
        this.y = new float[size];
        this.weight = new float[size];
        this.z = new float[size];
        this.exp = new float[size];
        this.d = new float[size];
        float[] x = training.features();
        float[] targets = training.targets();
        for (int i = 0; i < n; i++) {
            x0[i] = x[2 * i];
            x1[i] = x[2 * i + 1];
            y[i] = targets[i];
            weight[i] = 1f / n;
        }
        float[] w = training.weights(0);
        this.w0 = w[0];
        this.w1 = w[1];
        this.rate = training.rate();
    }

    @Override
    public void run() {
        passes.run();
    }

    private void logits() {
        for (int i = 0; i < x0.length; i += L) {
            FloatVector a1 = fromArray(S, x1, i).fma(w1, b);
            FloatVector a = fromArray(S, x0, i).fma(broadcast(S, w0), a1);
            a.intoArray(z, i);
            Lanes.expOfMinusAbs(a).intoArray(exp, i);
        }
    }

    private void errors() {
        FloatVector sum = broadcast(S, 0);
        for (int i = 0; i < z.length; i += L) {
            FloatVector a = fromArray(S, z, i);
            FloatVector e = fromArray(S, exp, i);
            FloatVector target = fromArray(S, y, i);
            FloatVector m = fromArray(S, weight, i);
            // 1 / (1 + e) and e / (2 + e) by one division
            FloatVector e1 = e.add(1f);
            FloatVector e2 = e.add(2f);
            FloatVector inverse = broadcast(S, 1f).div(e1.mul(e2));
            FloatVector log = Lanes.log1p(e.mul(inverse).mul(e1));
            sum = a.max(0f).add(log).sub(target.mul(a)).fma(m, sum);
            Lanes.sigmoid(a, e, inverse.mul(e2)).sub(target).mul(m).intoArray(d, i);
        }
        error = sum.reduceLanes(VectorOperators.ADD);
    }

    private void descend() {
        FloatVector sum0 = broadcast(S, 0);
        FloatVector sum1 = broadcast(S, 0);
        FloatVector sumB = broadcast(S, 0);
        for (int i = 0; i < d.length; i += L) {
            FloatVector v = fromArray(S, d, i);
            sum0 = v.fma(fromArray(S, x0, i), sum0);
            sum1 = v.fma(fromArray(S, x1, i), sum1);
            sumB = sumB.add(v);
        }
        w0 -= rate * sum0.reduceLanes(VectorOperators.ADD);
        w1 -= rate * sum1.reduceLanes(VectorOperators.ADD);
        b -= rate * sumB.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public List<float[]> results() {
        return List.of(new float[] {error}, new float[] {w0, w1}, new float[] {b});
    }
}
