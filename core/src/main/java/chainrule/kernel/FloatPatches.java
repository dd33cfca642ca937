package chainrule.kernel;

import java.util.Arrays;

/// Patches of a point, written out and added up. Entries that follow each other along the last axis
/// are moved together.
final class FloatPatches {
    private FloatPatches() {}

    static void write(float[] x, int xAt, Patches patches, float[] y, int yAt, int length) {
        int above = patches.stopsAbove();
        int to = yAt;
        for (int channel = 0; channel < patches.channels(); channel++) {
            int from = xAt + channel * patches.area();
            for (int place = 0; place < patches.above(); place++) {
                for (int j = 0; j < patches.window(); j++) {
                    int first = patches.first(j);
                    int end = patches.end(j);
                    int shift = j * patches.dilation() - patches.padding();
                    for (int stop = 0; stop < above; stop++) {
                        int row = patches.rows()[place * above + stop];
                        int at = to + stop * patches.stops();
                        if (row < 0 || first == end) {
                            Arrays.fill(y, at, at + patches.stops(), 0);
                        } else {
                            Arrays.fill(y, at, at + first, 0);
                            copy(x, from + row + shift, patches.stride(), first, end, y, at);
                            Arrays.fill(y, at + end, at + patches.stops(), 0);
                        }
                    }
                    to += length;
                }
            }
        }
    }

    private static void copy(
            float[] x, int from, int stride, int first, int end, float[] y, int at) {
        if (stride == 1) {
            System.arraycopy(x, from + first, y, at + first, end - first);
        } else {
            for (int i = first; i < end; i++) {
                y[at + i] = x[from + i * stride];
            }
        }
    }

    static void add(float[] y, int yAt, int length, Patches patches, float[] x, int xAt) {
        int above = patches.stopsAbove();
        int from = yAt;
        for (int channel = 0; channel < patches.channels(); channel++) {
            int to = xAt + channel * patches.area();
            for (int place = 0; place < patches.above(); place++) {
                for (int j = 0; j < patches.window(); j++) {
                    int shift = j * patches.dilation() - patches.padding();
                    for (int stop = 0; stop < above; stop++) {
                        int row = patches.rows()[place * above + stop];
                        if (row >= 0) {
                            add(
                                    y,
                                    from + stop * patches.stops(),
                                    patches.first(j),
                                    patches.end(j),
                                    x,
                                    to + row + shift,
                                    patches.stride());
                        }
                    }
                    from += length;
                }
            }
        }
    }

    private static void add(
            float[] y, int from, int first, int end, float[] x, int at, int stride) {
        if (stride == 1) {
            for (int i = first; i < end; i++) {
                x[at + i] += y[from + i];
            }
        } else {
            for (int i = first; i < end; i++) {
                x[at + i * stride] += y[from + i];
            }
        }
    }
}
