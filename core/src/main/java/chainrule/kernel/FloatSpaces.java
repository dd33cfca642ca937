package chainrule.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Arrays for what is in the making, used again. Who needs one takes it and gives it back; so there
/// come to be as many as threads need at once, and each thread most often gets its own.
final class FloatSpaces {
    /// A power of 2. Beyond so many, what is given back is left to the garbage collector.
    private static final int MOST = 16;

    /// Places are a cache line apart.
    private static final int APART = 16;

    private static final float[] NONE = {};

    private final AtomicReferenceArray<float[]> spaces = new AtomicReferenceArray<>(MOST * APART);

    FloatSpaces() {
        for (int i = 0; i < spaces.length(); i += APART) {
            spaces.setPlain(i, NONE);
        }
    }

    /// An array of so many entries or more, whatever they are.
    float[] take(int length) {
        int own = own();
        for (int i = 0; i < MOST; i++) {
            int place = place(own + i);
            if (spaces.get(place).length >= length) {
                float[] space = spaces.getAndSet(place, NONE);
                if (space.length >= length) {
                    return space;
                }
            }
        }
        return new float[length];
    }

    /// Takes an array back. Only where there is no room left, a shorter one makes room for it.
    void give(float[] space) {
        if (!put(space, 1)) {
            put(space, space.length);
        }
    }

    /// Puts an array in the place of one that is shorter than this.
    private boolean put(float[] space, int longer) {
        int own = own();
        for (int i = 0; i < MOST; i++) {
            int place = place(own + i);
            float[] there = spaces.get(place);
            if (there.length < longer && spaces.compareAndSet(place, there, space)) {
                return true;
            }
        }
        return false;
    }

    private static int own() {
        return (int) Thread.currentThread().threadId();
    }

    private static int place(int number) {
        return (number & (MOST - 1)) * APART;
    }
}
