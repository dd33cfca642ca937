package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.all;
import static chainrule.benchmarks.hand.Lanes.load;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;
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

    private final float[] zeros;
    private final float[] a1;
    private final float[] a2;
    private final float[] z3;
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
        this.d2 = new float[n * h];
        this.d3 = new float[n];
        this.product = new float[n * h];
        this.w2t = new float[h * h];
        this.g2 = new float[h * h];
    }

    @Override
    public void run() {
        for (int j = 0; j < h; j += L) {
            first(j);
        }
        multiply(n, h, a1, h, 1, w2, b2, product);
        java.util.Arrays.fill(z3, b3);
        for (int j = 0; j < h; j += L) {
            second(j);
        }
        b3 -= rate * error();
        transpose();
        for (int j = 0; j < h; j += L) {
            secondBack(j);
        }
        multiply(n, h, d2, h, 1, w2t, zeros, product);
        multiply(h, n, a1, 1, h, d2, zeros, g2);
        for (int j = 0; j < h; j += L) {
            firstBack(j);
        }
        for (int i = 0; i < h * h; i += L) {
            descend(w2, i, load(g2, i));
        }
    }

    /// a₁ = σ(xW₁ + b₁)
    private void first(int j) {
        FloatVector u = load(w1, j);
        FloatVector v = load(w1, h + j);
        FloatVector b = load(b1, j);
        for (int p = 0; p < n; p++) {
            FloatVector z = u.fma(all(x[2 * p]), v.fma(all(x[2 * p + 1]), b));
            Lanes.sigmoid(z).intoArray(a1, p * h + j);
        }
    }

    /// a₂ = σ(z₂) and z₃ = a₂w₃ + b₃
    private void second(int j) {
        FloatVector w = load(w3, j);
        for (int p = 0; p < n; p++) {
            FloatVector a = Lanes.sigmoid(load(product, p * h + j));
            a.intoArray(a2, p * h + j);
            z3[p] += a.mul(w).reduceLanes(VectorOperators.ADD);
        }
    }

    /// The log-loss, δ₃ = (σ(z₃) − y) / n and its sum.
    private float error() {
        FloatVector sum = all(0);
        FloatVector sumD = all(0);
        for (int p = 0; p < n; p += L) {
            FloatVector z = load(z3, p);
            FloatVector t = load(y, p);
            FloatVector e = Lanes.expOfMinusAbs(z);
            FloatVector s = Lanes.sigmoid(z, e, all(1f).div(e.add(1f)));
            FloatVector log = Lanes.log1p(e.div(e.add(2f)));
            FloatVector d = s.sub(t).mul(1f / n);
            d.intoArray(d3, p);
            sumD = sumD.add(d);
            sum = sum.add(z.max(0f).add(log).sub(t.mul(z)));
        }
        error = sum.reduceLanes(VectorOperators.ADD) / n;
        return sumD.reduceLanes(VectorOperators.ADD);
    }

    private void transpose() {
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < h; j++) {
                w2t[j * h + i] = w2[i * h + j];
            }
        }
    }

    /// δ₂ = δ₃w₃ ⊙ a₂(1 − a₂), and steps of w₃ and b₂.
    private void secondBack(int j) {
        FloatVector w = load(w3, j);
        FloatVector g = all(0);
        FloatVector gb = all(0);
        for (int p = 0; p < n; p++) {
            FloatVector a = load(a2, p * h + j);
            FloatVector back = all(d3[p]);
            FloatVector d = back.mul(w).mul(a).mul(all(1f).sub(a));
            d.intoArray(d2, p * h + j);
            g = back.fma(a, g);
            gb = gb.add(d);
        }
        descend(w3, j, g);
        descend(b2, j, gb);
    }

    /// δ₁ = δ₂W₂ᵀ ⊙ a₁(1 − a₁), and steps of W₁ and b₁.
    private void firstBack(int j) {
        FloatVector g0 = all(0);
        FloatVector g1 = all(0);
        FloatVector gb = all(0);
        for (int p = 0; p < n; p++) {
            FloatVector a = load(a1, p * h + j);
            FloatVector d = load(product, p * h + j).mul(a).mul(all(1f).sub(a));
            g0 = d.fma(all(x[2 * p]), g0);
            g1 = d.fma(all(x[2 * p + 1]), g1);
            gb = gb.add(d);
        }
        descend(w1, j, g0);
        descend(w1, h + j, g1);
        descend(b1, j, gb);
    }

    private void descend(float[] w, int at, FloatVector g) {
        g.fma(all(-rate), load(w, at)).intoArray(w, at);
    }

    /// C = A·B + start, with A m×k of any strides, B k×h and C m×h row by row: eight rows of C at a
    /// time in registers, and each row of B against them.
    private void multiply(
            int m, int k, float[] a, int row, int column, float[] b, float[] start, float[] c) {
        for (int j = 0; j < h; j += L) {
            for (int i = 0; i < m; i += 8) {
                eightRows(k, a, i * row, row, column, b, j, load(start, j), c, i * h + j);
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
            FloatVector start,
            float[] c,
            int cAt) {
        FloatVector c0 = start;
        FloatVector c1 = start;
        FloatVector c2 = start;
        FloatVector c3 = start;
        FloatVector c4 = start;
        FloatVector c5 = start;
        FloatVector c6 = start;
        FloatVector c7 = start;
        for (int q = 0; q < k; q++) {
            FloatVector v = load(b, bAt + q * h);
            int at = aAt + q * column;
            c0 = v.fma(all(a[at + 0 * row]), c0);
            c1 = v.fma(all(a[at + 1 * row]), c1);
            c2 = v.fma(all(a[at + 2 * row]), c2);
            c3 = v.fma(all(a[at + 3 * row]), c3);
            c4 = v.fma(all(a[at + 4 * row]), c4);
            c5 = v.fma(all(a[at + 5 * row]), c5);
            c6 = v.fma(all(a[at + 6 * row]), c6);
            c7 = v.fma(all(a[at + 7 * row]), c7);
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
