package chainrule.nn.save;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// How an entry stands in a file, under the name that the format gives it.
enum Dtype {
    F64(8),
    F32(4),
    I32(4),
    /// One byte, 0 or 1.
    BOOL(1);

    private final int width;

    Dtype(int width) {
        this.width = width;
    }

    /// The bytes of one entry.
    int width() {
        return width;
    }

    static Dtype of(Tensor tensor) {
        return switch (tensor.kind()) {
            case REAL -> tensor.isFloat() ? F32 : F64;
            case INDEX -> I32;
            case BOOL -> BOOL;
        };
    }

    static Optional<Dtype> named(String name) {
        return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
    }

    void put(double entry, ByteBuffer out) {
        switch (this) {
            case F64 -> out.putDouble(entry);
            case F32 -> out.putFloat((float) entry);
            case I32 -> out.putInt((int) entry);
            case BOOL -> out.put((byte) entry);
        }
    }

    Tensor read(Shape shape, DataReader in) throws IOException {
        int size = shape.size();
        return switch (this) {
            case F64 -> {
                double[] entries = new double[size];
                for (int i = 0; i < size; i++) {
                    entries[i] = in.next(width).getDouble();
                }
                yield Tensor.of(shape, entries);
            }
            case F32 -> {
                float[] entries = new float[size];
                for (int i = 0; i < size; i++) {
                    entries[i] = in.next(width).getFloat();
                }
                yield Tensor.floats(shape, entries);
            }
            case I32 -> {
                int[] entries = new int[size];
                for (int i = 0; i < size; i++) {
                    entries[i] = in.next(width).getInt();
                }
                yield Tensor.indices(shape, entries);
            }
            case BOOL -> {
                boolean[] entries = new boolean[size];
                for (int i = 0; i < size; i++) {
                    entries[i] = truth(in.next(width).get());
                }
                yield Tensor.bools(shape, entries);
            }
        };
    }

    private static boolean truth(byte stored) throws IOException {
        if (stored != 0 && stored != 1) {
            throw new IOException(
                    "a truth value is stored as %d, and only 0 and 1 are".formatted(stored));
        }
        return stored == 1;
    }
}
