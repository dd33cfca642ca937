package chainrule.graph;

import java.util.Arrays;
import java.util.Objects;

/// Numbers, of which the last put in comes out first. All can be read and changed by their place,
/// from the lowest at 0.
final class IntStack {
    private int[] values = new int[16];
    private int size;

    int size() {
        return size;
    }

    void push(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int top() {
        return values[size - 1];
    }

    int pop() {
        return values[--size];
    }

    /// Takes off all above the lowest of some number.
    void shrink(int size) {
        this.size = size;
    }

    int get(int place) {
        return values[Objects.checkIndex(place, size)];
    }

    void set(int place, int value) {
        values[Objects.checkIndex(place, size)] = value;
    }
}
