package chainrule.benchmarks;

import chainrule.kernel.AllKernels;
import chainrule.kernel.Product;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Products of matrices of floats: those of a logistic regression, of a small perceptron and of a
/// larger one. Nanoseconds a product.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatrixProducts {
    /// Rows, terms and columns; `t` where the left or the right matrix is the transpose of what is
    /// stored.
    @Param({
        "1000 2 1",
        "2t 1000 1",
        "64 16 16",
        "16t 64 16",
        "64 16 16t",
        "128 784 128",
        "784t 128 128",
        "256 512 512"
    })
    public String shape = "";

    private final Product<float[]> product = AllKernels.floats().product();
    private boolean left;
    private boolean right;
    private int m;
    private int k;
    private int n;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    /// Fills the matrices.
    @Setup
    public void prepare() {
        List<String> sizes = Splitter.on(' ').splitToList(shape);
        left = sizes.get(0).endsWith("t");
        right = sizes.get(2).endsWith("t");
        m = Integer.parseInt(sizes.get(0).replace("t", ""));
        k = Integer.parseInt(sizes.get(1));
        n = Integer.parseInt(sizes.get(2).replace("t", ""));
        a = random(m * k);
        b = random(k * n);
        c = new float[m * n];
    }

    private static float[] random(int length) {
        Random random = new Random(1);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /// One product.
    @Benchmark
    public void multiply() {
        product.multiply(
                m,
                n,
                k,
                a,
                0,
                left ? 1 : k,
                left ? m : 1,
                b,
                0,
                right ? 1 : n,
                right ? k : 1,
                c,
                0,
                n);
    }
}
