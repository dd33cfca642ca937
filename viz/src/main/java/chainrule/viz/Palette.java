package chainrule.viz;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/// The colours of pictures, for formats that have 256: greys, and the ways from white to the
/// colours of a [Theme]. Every frame of an animation has the same, so nothing flickers.
final class Palette {
    private static final int GREYS = 64;
    private static final int SHADES = 32;
    private static final int[] COLORS = {
        0xb2182b, 0x2166ac, 0xfff0b3,
    };

    private Palette() {}

    private static final int[] ALL = all();
    private static final int COARSE = 3;

    private static int[] all() {
        int[] all = new int[GREYS + 2 * COLORS.length * SHADES];
        for (int i = 0; i < GREYS; i++) {
            all[i] = mixed(0, 0xffffff, (double) i / (GREYS - 1));
        }
        int next = GREYS;
        for (int color : COLORS) {
            for (int i = 0; i < SHADES; i++) {
                all[next++] = mixed(color, 0xffffff, (double) i / SHADES);
                all[next++] = mixed(color, 0x000000, (double) i / SHADES);
            }
        }
        return all;
    }

    private static int mixed(int from, int to, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = (from >> shift) & 0xff;
            int b = (to >> shift) & 0xff;
            mixed |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return mixed;
    }

    /// The picture in these colours, each pixel in the nearest.
    static BufferedImage indexed(BufferedImage image) {
        var model = new IndexColorModel(8, ALL.length, ALL, 0, false, -1, 0);
        var indexed =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model);
        short[] known = new short[1 << (3 * (8 - COARSE))];
        Arrays.fill(known, (short) -1);
        int width = image.getWidth();
        for (int y = 0; y < image.getHeight(); y++) {
            int[] row = image.getRGB(0, y, width, 1, null, 0, width);
            byte[] places = new byte[width];
            for (int x = 0; x < width; x++) {
                int cell = cell(row[x]);
                if (known[cell] < 0) {
                    known[cell] = nearest(row[x]);
                }
                places[x] = (byte) known[cell];
            }
            indexed.getRaster().setDataElements(0, y, width, 1, places);
        }
        return indexed;
    }

    /// Colours of one cell are taken for one; the first seen stands for it.
    private static int cell(int rgb) {
        int cell = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            cell = (cell << (8 - COARSE)) + (((rgb >> shift) & 0xff) >> COARSE);
        }
        return cell;
    }

    private static short nearest(int rgb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < ALL.length; i++) {
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int d = ((rgb >> shift) & 0xff) - ((ALL[i] >> shift) & 0xff);
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return (short) best;
    }
}
