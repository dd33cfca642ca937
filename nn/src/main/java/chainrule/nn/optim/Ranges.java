package chainrule.nn.optim;

import chainrule.tensor.Numbers;

/// Ranges of settings.
final class Ranges {
    private Ranges() {}

    static void positive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s must be above 0 and finite, and is %s"
                            .formatted(what, Numbers.text(value)));
        }
    }

    static void fraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s must be from 0 to below 1, and is %s".formatted(what, Numbers.text(value)));
        }
    }
}
