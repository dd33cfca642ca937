package chainrule.benchmarks.hand;

import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of whole vectors, to about 2·10⁻⁷ of the value: what error functions are made of.
///
/// A vector stays in a register only where all that it goes through is inlined, and what is inlined
/// into one method has a limit, which some 40 operations reach. So programs are made of [Passes].
final class Lanes {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    static final int L = S.length();

    private static final float LOG2_E = 1.442695f;

    /// ln 2 in two parts, the first with few enough digits that its multiples are exact.
    private static final float LN2_HIGH = 0x1.63p-1f;

    private static final float LN2_LOW = -2.1219444e-4f;

    /// Adding it leaves the nearest whole number in the low bits.
    private static final float ROUND = 0x1.8p23f;

    private Lanes() {}

    /// The next multiple of the number of lanes.
    static int padded(int n) {
        return (n + L - 1) / L * L;
    }

    /// exp(−|x|), in (0, 1]: 2ⁿ·exp(r) with n whole and |r| ≤ ½ ln 2, and exp(r) by its series with
    /// the coefficients of Cephes. Below 87 the result stays at the smallest normal numbers.
    static FloatVector expOfMinusAbs(FloatVector x) {
        FloatVector a = x.abs().neg().max(-87f);
        FloatVector shifted = a.fma(broadcast(S, LOG2_E), broadcast(S, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(broadcast(S, -LN2_HIGH), a);
        r = n.fma(broadcast(S, -LN2_LOW), r);
        FloatVector p = r.fma(broadcast(S, 1.9875691e-4f), broadcast(S, 1.3981999e-3f));
        p = p.fma(r, broadcast(S, 8.333452e-3f));
        p = p.fma(r, broadcast(S, 4.1665796e-2f));
        p = p.fma(r, broadcast(S, 0.16666666f));
        p = p.fma(r, broadcast(S, 0.5f));
        p = p.fma(r.mul(r), r).add(1f);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    /// ln(1 + e) for e in [0, 1], given s = e / (2 + e): 2 artanh s = 2(s + s³/3 + s⁵/5 + …).
    static FloatVector log1p(FloatVector s) {
        FloatVector z = s.mul(s);
        FloatVector p = z.fma(broadcast(S, 2 / 13f), broadcast(S, 2 / 11f));
        p = p.fma(z, broadcast(S, 2 / 9f));
        p = p.fma(z, broadcast(S, 2 / 7f));
        p = p.fma(z, broadcast(S, 2 / 5f));
        p = p.fma(z, broadcast(S, 2 / 3f));
        p = p.fma(z, broadcast(S, 2f));
        return p.mul(s);
    }

    /// σ(x), given e = exp(−|x|) and 1 / (1 + e).
    static FloatVector sigmoid(FloatVector x, FloatVector e, FloatVector inverse) {
        return inverse.mul(broadcast(S, 1f).blend(e, x.compare(VectorOperators.LT, 0f)));
    }

    /// σ(x).
    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = expOfMinusAbs(x);
        return sigmoid(x, e, broadcast(S, 1f).div(e.add(1f)));
    }
}
