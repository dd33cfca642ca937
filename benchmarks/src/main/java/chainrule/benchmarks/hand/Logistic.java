package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.all;
import static chainrule.benchmarks.hand.Lanes.load;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Logistic regression of two features in one pass: with z = w·x + b and p = σ(z), the log-loss of
/// a point is softplus(z) − yz and its derivative p − y. The features are kept in two columns,
/// which are filled up to whole vectors with points of weight 0.
public final class Logistic implements Contestant {
    private final float[] x0;
    private final float[] x1;
    private final float[] y;
    private final float[] weight;
    private final float rate;
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
        FloatVector sumE = all(0);
        FloatVector sum0 = all(0);
        FloatVector sum1 = all(0);
        FloatVector sumB = all(0);
        for (int i = 0; i < x0.length; i += L) {
            FloatVector a0 = load(x0, i);
            FloatVector a1 = load(x1, i);
            FloatVector target = load(y, i);
            FloatVector m = load(weight, i);
            FloatVector z = a0.fma(all(w0), a1.fma(all(w1), all(b)));
            FloatVector e = Lanes.expOfMinusAbs(z);
            // 1 / (1 + e) and e / (2 + e) by one division
            FloatVector e1 = e.add(1f);
            FloatVector e2 = e.add(2f);
            FloatVector inverse = all(1f).div(e1.mul(e2));
            FloatVector p = Lanes.sigmoid(z, e, inverse.mul(e2));
            FloatVector log = Lanes.log1p(e.mul(inverse).mul(e1));
            FloatVector point = z.max(0f).add(log).sub(target.mul(z));
            FloatVector d = p.sub(target).mul(m);
            sumE = point.fma(m, sumE);
            sum0 = d.fma(a0, sum0);
            sum1 = d.fma(a1, sum1);
            sumB = sumB.add(d);
        }
        error = sumE.reduceLanes(VectorOperators.ADD);
        w0 -= rate * sum0.reduceLanes(VectorOperators.ADD);
        w1 -= rate * sum1.reduceLanes(VectorOperators.ADD);
        b -= rate * sumB.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public List<float[]> results() {
        return List.of(new float[] {error}, new float[] {w0, w1}, new float[] {b});
    }
}
