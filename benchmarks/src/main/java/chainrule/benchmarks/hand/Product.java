package chainrule.benchmarks.hand;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Square;
import java.util.List;

/// One product of two square matrices.
public final class Product implements Contestant {
    private final int n;
    private final Gemm gemm = new Gemm();
    private final Gemm.Matrix a;
    private final Gemm.Matrix b;
    private final float[] c;

    /// Takes the data.
    public Product(Square square) {
        this.n = square.n();
        this.a = Gemm.Matrix.of(square.a(), n);
        this.b = Gemm.Matrix.of(square.b(), n);
        this.c = new float[n * n];
    }

    @Override
    public void run() {
        gemm.multiply(n, n, n, a, b, c, false);
    }

    @Override
    public List<float[]> results() {
        return List.of(c.clone());
    }
}
