package chainrule.simplify;

/// An interval of real numbers. An end may be infinite, and is then open.
///
/// @param low the lower end
/// @param high the upper end
/// @param lowOpen whether the lower end itself is left out
/// @param highOpen whether the upper end itself is left out
record Range(double low, double high, boolean lowOpen, boolean highOpen) {
    static final Range ALL = open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range POSITIVE = open(0, Double.POSITIVE_INFINITY);
    static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY, false, true);
    static final Range UNIT = closed(0, 1);

    /// Zeros are positive, and infinite ends open.
    Range {
        low += 0.0;
        high += 0.0;
        lowOpen |= Double.isInfinite(low);
        highOpen |= Double.isInfinite(high);
    }

    static Range open(double low, double high) {
        return new Range(low, high, true, true);
    }

    static Range closed(double low, double high) {
        return new Range(low, high, false, false);
    }

    boolean isPositive() {
        return low > 0 || (low == 0 && lowOpen);
    }

    boolean isNotNegative() {
        return low >= 0;
    }

    boolean isBounded() {
        return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY;
    }

    boolean contains(double x) {
        return (lowOpen ? low < x : low <= x) && (highOpen ? x < high : x <= high);
    }

    Range negative() {
        return new Range(-high, -low, /* lowOpen= */ highOpen, /* highOpen= */ lowOpen);
    }

    Range plus(Range other) {
        return new Range(
                low + other.low,
                high + other.high,
                lowOpen || other.lowOpen,
                highOpen || other.highOpen);
    }

    /// That of products, each of an entry of this and one of the other.
    Range times(Range other) {
        if (!isNotNegative() && negative().isNotNegative()) {
            return negative().times(other).negative();
        }
        if (!other.isNotNegative() && other.negative().isNotNegative()) {
            return times(other.negative()).negative();
        }
        if (isNotNegative() && other.isNotNegative()) {
            boolean zero = contains(0) || other.contains(0);
            double most = product(high, other.high);
            return new Range(
                    product(low, other.low),
                    most,
                    !zero && (lowOpen || other.lowOpen),
                    most != 0 && (highOpen || other.highOpen));
        }
        double largest = product(largest(), other.largest());
        return closed(-largest, largest);
    }

    private double largest() {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /// That of 1/x.
    Range reciprocal() {
        if (isPositive()) {
            return new Range(
                    1 / high, low == 0 ? Double.POSITIVE_INFINITY : 1 / low, highOpen, lowOpen);
        }
        return negative().isPositive() ? negative().reciprocal().negative() : ALL;
    }

    /// The smallest that holds both.
    Range hull(Range other) {
        boolean lower = low < other.low || (low == other.low && !lowOpen);
        boolean higher = high > other.high || (high == other.high && !highOpen);
        return new Range(
                lower ? low : other.low,
                higher ? high : other.high,
                lower ? lowOpen : other.lowOpen,
                higher ? highOpen : other.highOpen);
    }

    /// That of the absolute values.
    Range absolute() {
        if (isNotNegative()) {
            return this;
        }
        return high <= 0 ? negative() : contains(0) ? hull(negative()).from(0) : NOT_NEGATIVE;
    }

    private Range from(double start) {
        return new Range(start, high, false, highOpen);
    }
}
