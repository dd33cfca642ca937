package chainrule.graph;

import java.util.Arrays;

/// Numbers, of which the last put in comes out first.
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

    /// The one at a place, from the lowest at 0.
    int get(int place) {
        return values[place];
    }

    int top() {
        return values[size - 1];
    }

    int pop() {
        return values[--size];
    }

    /// Takes those above the lowest `size` off, and puts them on another stack, the lowest first.
    void moveAbove(int size, IntStack other) {
        for (int i = size; i < this.size; i++) {
            other.push(values[i]);
        }
        this.size = size;
    }

    /// All, the lowest first.
    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
