package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// A classifier of relus. The factor −rate/n is put into δ of the last layer, (p − y)·(−rate/n), so
/// all that comes back holds it, and W += Xᵀδ is a step: no gradient is stored.
public final class Relus implements Contestant {
    private final Training training;
    private final int n;
    private final int[] classes;
    private final float[] x;
    private final Gemm gemm = new Gemm();
    private final float[][] w;
    private final float[][] b;

    /// Activations of each layer; in the end the logits.
    private final float[][] a;

    private final float[][] delta;
    private final float[] exp;
    private float error;

    /// Takes the data.
    public Relus(Training training) {
        int layers = training.layers();
        this.training = training;
        this.n = training.points();
        this.classes = training.classes();
        this.x = training.features();
        this.w = new float[layers][];
        this.b = new float[layers][];
        this.a = new float[layers][];
        this.delta = new float[layers][];
        for (int i = 0; i < layers; i++) {
            w[i] = training.weights(i);
            b[i] = new float[training.out(i)];
            a[i] = new float[n * training.out(i)];
            delta[i] = new float[n * training.out(i)];
        }
        this.exp = new float[Lanes.padded(n * training.outputs())];
    }

    @Override
    public void run() {
        int last = training.layers() - 1;
        for (int i = 0; i <= last; i++) {
            int in = training.in(i);
            int out = training.out(i);
            gemm.multiply(n, out, in, input(i), Gemm.Matrix.of(w[i], out), a[i], false);
            addBias(a[i], b[i], i < last);
        }
        softmax(a[last], delta[last]);
        for (int i = last; i >= 0; i--) {
            int in = training.in(i);
            int out = training.out(i);
            Gemm.Matrix d = Gemm.Matrix.of(delta[i], out);
            if (i > 0) {
                Gemm.Matrix wt = Gemm.Matrix.of(w[i], out).transposed();
                gemm.multiply(n, in, out, d, wt, delta[i - 1], false);
                whereActive(delta[i - 1], a[i - 1]);
            }
            gemm.multiply(in, out, n, input(i).transposed(), d, w[i], true);
            addRows(delta[i], b[i]);
        }
    }

    private Gemm.Matrix input(int layer) {
        return Gemm.Matrix.of(layer == 0 ? x : a[layer - 1], training.in(layer));
    }

    /// Adds b to each row, and takes the relu of hidden neurons.
    private void addBias(float[] z, float[] b, boolean hidden) {
        int out = b.length;
        float least = hidden ? 0 : Float.NEGATIVE_INFINITY;
        for (int row = 0; row < z.length; row += out) {
            int j = 0;
            for (; j + L <= out; j += L) {
                fromArray(S, z, row + j).add(fromArray(S, b, j)).max(least).intoArray(z, row + j);
            }
            for (; j < out; j++) {
                z[row + j] = Math.max(z[row + j] + b[j], least);
            }
        }
    }

    /// The cross-entropy, and δ = (p − y)·(−rate/n). Entries minus the largest of their row are at
    /// most 0, so exp(−|·|) is their exponential.
    private void softmax(float[] z, float[] d) {
        int out = training.outputs();
        float factor = -training.rate() / n;
        for (int i = 0; i < n; i++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < out; j++) {
                max = Math.max(max, z[i * out + j]);
            }
            for (int j = 0; j < out; j++) {
                exp[i * out + j] = z[i * out + j] - max;
            }
        }
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum -= exp[i * out + classes[i]];
        }
        for (int i = 0; i < exp.length; i += L) {
            Lanes.expOfMinusAbs(fromArray(S, exp, i)).intoArray(exp, i);
        }
        for (int i = 0; i < n; i++) {
            float total = 0;
            for (int j = 0; j < out; j++) {
                total += exp[i * out + j];
            }
            sum += (float) Math.log(total);
            for (int j = 0; j < out; j++) {
                d[i * out + j] = exp[i * out + j] * (factor / total);
            }
            d[i * out + classes[i]] -= factor;
        }
        error = sum / n;
    }

    /// δ passes where the relu did; the hidden widths are multiples of the lanes.
    private static void whereActive(float[] d, float[] a) {
        for (int i = 0; i < d.length; i += L) {
            var active = fromArray(S, a, i).compare(VectorOperators.GT, 0f);
            broadcast(S, 0).blend(fromArray(S, d, i), active).intoArray(d, i);
        }
    }

    /// b += the sum of the rows.
    private static void addRows(float[] d, float[] b) {
        int out = b.length;
        int j = 0;
        for (; j + L <= out; j += L) {
            FloatVector sum = broadcast(S, 0);
            for (int row = 0; row < d.length; row += out) {
                sum = sum.add(fromArray(S, d, row + j));
            }
            sum.add(fromArray(S, b, j)).intoArray(b, j);
        }
        for (; j < out; j++) {
            float sum = 0;
            for (int row = 0; row < d.length; row += out) {
                sum += d[row + j];
            }
            b[j] += sum;
        }
    }

    @Override
    public List<float[]> results() {
        List<float[]> results = new ArrayList<>(List.of(new float[] {error}));
        for (int i = 0; i < training.layers(); i++) {
            results.add(w[i].clone());
            results.add(b[i].clone());
        }
        return results;
    }
}
