package chainrule.benchmarks.hand;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Scalars;
import java.util.List;

/// The expression of three scalars, forward and back, line by line. Its inputs are volatile, since
/// otherwise a compiler may compute once what does not change.
public final class Straight implements Contestant {
    private volatile float inX = Scalars.X;
    private volatile float inY = Scalars.Y;
    private volatile float inZ = Scalars.Z;
    private float value;
    private float gx;
    private float gy;
    private float gz;

    @Override
    public void run() {
        float x = inX;
        float y = inY;
        float z = inZ;
        float s = 1 / (1 + (float) Math.exp(-(x * y + z)));
        float q = x * x + 1;
        float log = (float) Math.log(q);
        float tanh = (float) Math.tanh(x - y * z);
        float root = (float) Math.sqrt(z * z + 1);
        float bell = (float) Math.exp(-y * y);
        float sin = (float) Math.sin(x * z);
        float r = 1 / (y * y + 1);
        value = s * log + tanh * root + bell * sin - x * r;

        float ds = log * s * (1 - s);
        float dt = root * (1 - tanh * tanh);
        float dc = bell * (float) Math.cos(x * z);
        gx = ds * y + s * 2 * x / q + dt + dc * z - r;
        gy = ds * x - dt * z - 2 * y * bell * sin + 2 * x * y * r * r;
        gz = ds - dt * y + tanh * z / root + dc * x;
    }

    @Override
    public List<float[]> results() {
        return List.of(new float[] {value}, new float[] {gx}, new float[] {gy}, new float[] {gz});
    }
}
