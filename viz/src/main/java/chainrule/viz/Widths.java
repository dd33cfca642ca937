package chainrule.viz;

/// How wide text is, in parts of the font's size, where there is no font to measure: in the
/// embedded engine.
///
/// It is DejaVu Sans, which is wider than what else a viewer may have, so that labels fit their
/// boxes everywhere.
final class Widths {
    // spotless:off
    private static final int[] ASCII = {                      // from the space on, in thousandths
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838};
    // spotless:on

    private Widths() {}

    static double of(int codePoint) {
        return codePoint >= ' ' && codePoint < 127
                ? ASCII[codePoint - ' '] / 1000.0
                : ofOther(codePoint);
    }

    /// By block, at its widest usual letter.
    private static double ofOther(int c) {
        if (Character.getType(c) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return switch (c) {
            case 'œ', 'æ', 'Æ', 'Œ', '½', '¼', '¾', '…', '—', '‰' -> 1.05;
            case '·', '⋅', 'ᵢ', 'ⱼ', 'ı', '⁽', '⁾', '₍', '₎' -> 0.35;
            case '¹', '²', '³' -> 0.42;
            case '−', '×', '÷', '±', 'ω' -> 0.85;
            default -> byBlock(c);
        };
    }

    private static double byBlock(int c) {
        return c < 0x80
                ? 0
                : c < 0x250
                        ? 0.7 // Latin with accents
                        : c < 0x3B1
                                ? 0.8 // capital Greek
                                : c < 0x400
                                        ? 0.68 // Greek
                                        : c < 0x1D00
                                                ? 1.08 // Cyrillic and many more
                                                : c < 0x1DC0
                                                        ? 0.55 // raised letters
                                                        : c < 0x2070
                                                                ? 0.8
                                                                : c < 0x20A0
                                                                        ? 0.53 // superscripts and
                                                                        // subscripts
                                                                        : c < 0x2300
                                                                                ? 0.87 // arrows and
                                                                                // operators
                                                                                : 1.1;
    }
}
