package chainrule.benchmarks.ours;

import chainrule.tensor.Tensor;
import java.util.List;

/// Tensors as arrays of `float`.
final class Results {
    private Results() {}

    static List<float[]> of(List<Tensor> values) {
        return values.stream().map(Results::array).toList();
    }

    private static float[] array(Tensor value) {
        float[] array = new float[value.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) value.get(i);
        }
        return array;
    }
}
