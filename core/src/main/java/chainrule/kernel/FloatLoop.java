package chainrule.kernel;

/// The loops of one operation on single numbers, by the number of its operands.
final class FloatLoop {
    private FloatLoop() {}

    static Loop<float[]> of(FloatOp op, int operands) {
        return switch (operands) {
            case 1 ->
                    (a, aAt, _, _, _, _, y, yAt, n) -> {
                        for (int i = 0; i < n; i++) {
                            y[yAt + i] = op.of(a[aAt + i], 0, 0);
                        }
                    };
            case 2 ->
                    (a, aAt, b, bAt, _, _, y, yAt, n) -> {
                        for (int i = 0; i < n; i++) {
                            y[yAt + i] = op.of(a[aAt + i], b[bAt + i], 0);
                        }
                    };
            default ->
                    (a, aAt, b, bAt, c, cAt, y, yAt, n) -> {
                        for (int i = 0; i < n; i++) {
                            y[yAt + i] = op.of(a[aAt + i], b[bAt + i], c[cAt + i]);
                        }
                    };
        };
    }
}
