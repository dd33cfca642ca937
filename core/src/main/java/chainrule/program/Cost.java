package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.program.Member.Role;

/// What steps cost, roughly, and into how many parts that makes it worth while to divide them. It
/// is an estimate from sizes alone, of picoseconds on one core of a server with vectors: were it
/// measured, or did it ask for the machine, the same program would add in another order elsewhere.
final class Cost {
    /// For less, a thread that is awake is not called.
    private static final long PART = 7_000_000;

    /// For less, a thread that sleeps is not woken.
    private static final long LONG = 40_000_000;

    /// As many parts are long.
    static final int MANY_PARTS = 6;

    /// For more threads than anyone has, most of the time.
    private static final int MOST_PARTS = 64;

    /// An entry that is read from where it lies, and stored elsewhere.
    static final long MOVED = 500;

    private Cost() {}

    /// Into how many parts a step is divided, at most.
    ///
    /// @param pieces that cannot be divided
    static int parts(long cost, int pieces) {
        return (int) Math.max(1, Math.min(Math.min(MOST_PARTS, pieces), cost / PART));
    }

    /// Whether a thread is woken for it.
    static boolean isLong(long cost) {
        return cost >= LONG;
    }

    /// How many pieces a part has, if no part is to have more than one piece more than another.
    static int perPart(int pieces, int parts) {
        return (pieces + parts - 1) / parts;
    }

    /// Where a part begins, if so many pieces are divided evenly.
    static int start(int part, int parts, int pieces) {
        return (int) ((long) pieces * part / parts);
    }

    /// What is said of a number of parts.
    static String text(int parts) {
        return parts == 1 ? "" : ", in " + parts + " parts";
    }

    /// A group.
    static long of(Group group) {
        long perEntry = group.members().stream().mapToLong(Cost::of).sum();
        return perEntry * group.rows() * group.columns();
    }

    private static long of(Member member) {
        return member.role() == Role.EACH ? of((Leaf) member.node().op()) : 50;
    }

    private static long of(Leaf leaf) {
        return switch (leaf) {
            case EXP, EXPM1, LOG, LOG1P, TANH -> 300;
            case POW, SIN, COS, ATAN, ERF -> 6000;
            case ADD, SUB, MUL, DIV, NEG, MAXIMUM, MINIMUM, SQRT, ABS, SIGN, FLOOR, ROUND -> 50;
            case LESS, LESS_EQUAL, EQUAL, AND, OR, NOT, TO_REAL, WHERE -> 50;
        };
    }

    /// Products of matrices: multiplications, and what is read and written.
    static long ofProducts(long batches, long m, long n, long k) {
        return batches * (13 * m * n * k + 50 * (m * k + k * n + m * n));
    }
}
