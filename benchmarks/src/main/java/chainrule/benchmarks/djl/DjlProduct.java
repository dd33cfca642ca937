package chainrule.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Square;
import java.util.List;

/// One product of two square matrices.
final class DjlProduct implements Contestant {
    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray a;
    private final NDArray b;
    private NDArray c;

    DjlProduct(Square square) {
        Shape shape = new Shape(square.n(), square.n());
        this.a = manager.create(square.a(), shape);
        this.b = manager.create(square.b(), shape);
        this.c = a.matMul(b);
    }

    @Override
    public void run() {
        c.close();
        c = a.matMul(b);
    }

    @Override
    public List<float[]> results() {
        return List.of(c.toFloatArray());
    }

    @Override
    public void close() {
        manager.close();
    }
}
