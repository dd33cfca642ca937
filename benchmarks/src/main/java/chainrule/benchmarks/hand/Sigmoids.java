package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// A network 2-h-h-1 of sigmoids. A row of activations is one point, so that the h neurons of a
/// layer lie in lanes; h and the number of points are multiples of 16. What follows a product entry
/// by entry, and the sums over points, are done in one pass.
public final class Sigmoids implements Contestant {
    private final int n;
    private final int h;
    private final float rate;
    private final float[] x;
    private final float[] y;
    private final float[] w1;
    private final float[] b1;
    private final float[] w2;
    private final float[] b2;
    private final float[] w3;
    private float b3;
    private float error;
    private final Passes passes =
            new Passes(
                    this::first,
                    this::second,
                    this::activate,
                    this::third,
                    this::exp,
                    this::error,
                    this::secondBack,
                    this::back,
                    this::gradient,
                    this::firstBack,
                    this::descend);

    private final float[] zeros;
    private final float[] a1;
    private final float[] a2;
    private final float[] z3;
    private final float[] exp;
    private final float[] d2;
    private final float[] d3;
    private final float[] product;
    private final float[] w2t;
    private final float[] g2;

    /// Takes the data.
    public Sigmoids(Training training) {
        this.n = training.points();
        this.h = training.out(0);
        this.rate = training.rate();
        this.x = training.features();
        this.y = training.targets();
        this.w1 = training.weights(0);
        this.b1 = new float[h];
        this.w2 = training.weights(1);
        this.b2 = new float[h];
        this.w3 = training.weights(2);
        this.zeros = new float[h];
        this.a1 = new float[n * h];
        this.a2 = new float[n * h];
        this.z3 = new float[n];
        this.exp = new float[n];
        this.d2 = new float[n * h];
        this.d3 = new float[n];
        this.product = new float[n * h];
        this.w2t = new float[h * h];
        this.g2 = new float[h * h];
    }

    @Override
    public void run() {
        passes.run();
    }

    /// a₁ = σ(xW₁ + b₁)
    private void first() {
        for (int j = 0; j < h; j += L) {
            FloatVector u = fromArray(S, w1, j);
            FloatVector v = fromArray(S, w1, h + j);
            FloatVector b = fromArray(S, b1, j);
            for (int p = 0; p < n; p++) {
                FloatVector z = v.fma(broadcast(S, x[2 * p + 1]), b);
                z = u.fma(broadcast(S, x[2 * p]), z);
                Lanes.sigmoid(z).intoArray(a1, p * h + j);
            }
        }
    }

    private void second() {
        multiply(n, h, a1, h, 1, w2, b2, product);
    }

    /// a₂ = σ(z₂)
    private void activate() {
        for (int i = 0; i < n * h; i += L) {
            Lanes.sigmoid(fromArray(S, product, i)).intoArray(a2, i);
        }
    }

    /// z₃ = a₂w₃ + b₃
    private void third() {
        Arrays.fill(z3, b3);
        for (int j = 0; j < h; j += L) {
            FloatVector w = fromArray(S, w3, j);
            for (int p = 0; p < n; p++) {
                z3[p] += fromArray(S, a2, p * h + j).mul(w).reduceLanes(VectorOperators.ADD);
            }
        }
    }

    private void exp() {
        for (int p = 0; p < n; p += L) {
            Lanes.expOfMinusAbs(fromArray(S, z3, p)).intoArray(exp, p);
        }
    }

    /// The log-loss, δ₃ = (σ(z₃) − y) / n, and a step of b₃.
    private void error() {
        FloatVector sum = broadcast(S, 0);
        FloatVector sumD = broadcast(S, 0);
        for (int p = 0; p < n; p += L) {
            FloatVector z = fromArray(S, z3, p);
            FloatVector t = fromArray(S, y, p);
            FloatVector e = fromArray(S, exp, p);
            FloatVector s = Lanes.sigmoid(z, e, broadcast(S, 1f).div(e.add(1f)));
            FloatVector log = Lanes.log1p(e.div(e.add(2f)));
            FloatVector d = s.sub(t).mul(1f / n);
            d.intoArray(d3, p);
            sumD = sumD.add(d);
            sum = sum.add(z.max(0f).add(log).sub(t.mul(z)));
        }
        error = sum.reduceLanes(VectorOperators.ADD) / n;
        b3 -= rate * sumD.reduceLanes(VectorOperators.ADD);
    }

    /// δ₂ = δ₃w₃ ⊙ a₂(1 − a₂), and steps of w₃ and b₂.
    private void secondBack() {
        for (int j = 0; j < h; j += L) {
            FloatVector w = fromArray(S, w3, j);
            FloatVector g = broadcast(S, 0);
            FloatVector gb = broadcast(S, 0);
            for (int p = 0; p < n; p++) {
                FloatVector a = fromArray(S, a2, p * h + j);
                FloatVector back = broadcast(S, d3[p]);
                FloatVector d = back.mul(w).mul(a).mul(broadcast(S, 1f).sub(a));
                d.intoArray(d2, p * h + j);
                g = back.fma(a, g);
                gb = gb.add(d);
            }
            descend(w3, j, g);
            descend(b2, j, gb);
        }
    }

    /// δ₂W₂ᵀ
    private void back() {
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < h; j++) {
                w2t[j * h + i] = w2[i * h + j];
            }
        }
        multiply(n, h, d2, h, 1, w2t, zeros, product);
    }

    /// a₁ᵀδ₂
    private void gradient() {
        multiply(h, n, a1, 1, h, d2, zeros, g2);
    }

    /// δ₁ = δ₂W₂ᵀ ⊙ a₁(1 − a₁), and steps of W₁ and b₁.
    private void firstBack() {
        for (int j = 0; j < h; j += L) {
            FloatVector g0 = broadcast(S, 0);
            FloatVector g1 = broadcast(S, 0);
            FloatVector gb = broadcast(S, 0);
            for (int p = 0; p < n; p++) {
                FloatVector a = fromArray(S, a1, p * h + j);
                FloatVector d = fromArray(S, product, p * h + j).mul(a);
                d = d.mul(broadcast(S, 1f).sub(a));
                g0 = d.fma(broadcast(S, x[2 * p]), g0);
                g1 = d.fma(broadcast(S, x[2 * p + 1]), g1);
                gb = gb.add(d);
            }
            descend(w1, j, g0);
            descend(w1, h + j, g1);
            descend(b1, j, gb);
        }
    }

    private void descend() {
        for (int i = 0; i < h * h; i += L) {
            descend(w2, i, fromArray(S, g2, i));
        }
    }

    private void descend(float[] w, int at, FloatVector g) {
        g.fma(broadcast(S, -rate), fromArray(S, w, at)).intoArray(w, at);
    }

    /// C = A·B + start, with A m×k of any strides, B k×h and C m×h row by row: eight rows of C at a
    /// time in registers, and each row of B against them.
    private void multiply(
            int m, int k, float[] a, int row, int column, float[] b, float[] start, float[] c) {
        for (int j = 0; j < h; j += L) {
            for (int i = 0; i < m; i += 8) {
                eightRows(k, a, i * row, row, column, b, j, start, c, i * h + j);
            }
        }
    }

    private void eightRows(
            int k,
            float[] a,
            int aAt,
            int row,
            int column,
            float[] b,
            int bAt,
            float[] start,
            float[] c,
            int cAt) {
        FloatVector c0 = fromArray(S, start, bAt);
        FloatVector c1 = fromArray(S, start, bAt);
        FloatVector c2 = fromArray(S, start, bAt);
        FloatVector c3 = fromArray(S, start, bAt);
        FloatVector c4 = fromArray(S, start, bAt);
        FloatVector c5 = fromArray(S, start, bAt);
        FloatVector c6 = fromArray(S, start, bAt);
        FloatVector c7 = fromArray(S, start, bAt);
        for (int q = 0; q < k; q++) {
            FloatVector v = fromArray(S, b, bAt + q * h);
            int at = aAt + q * column;
            c0 = v.fma(broadcast(S, a[at + 0 * row]), c0);
            c1 = v.fma(broadcast(S, a[at + 1 * row]), c1);
            c2 = v.fma(broadcast(S, a[at + 2 * row]), c2);
            c3 = v.fma(broadcast(S, a[at + 3 * row]), c3);
            c4 = v.fma(broadcast(S, a[at + 4 * row]), c4);
            c5 = v.fma(broadcast(S, a[at + 5 * row]), c5);
            c6 = v.fma(broadcast(S, a[at + 6 * row]), c6);
            c7 = v.fma(broadcast(S, a[at + 7 * row]), c7);
        }
        c0.intoArray(c, cAt + 0 * h);
        c1.intoArray(c, cAt + 1 * h);
        c2.intoArray(c, cAt + 2 * h);
        c3.intoArray(c, cAt + 3 * h);
        c4.intoArray(c, cAt + 4 * h);
        c5.intoArray(c, cAt + 5 * h);
        c6.intoArray(c, cAt + 6 * h);
        c7.intoArray(c, cAt + 7 * h);
    }

    @Override
    public List<float[]> results() {
        return List.of(
                new float[] {error},
                w1.clone(),
                b1.clone(),
                w2.clone(),
                b2.clone(),
                w3.clone(),
                new float[] {b3});
    }
}
