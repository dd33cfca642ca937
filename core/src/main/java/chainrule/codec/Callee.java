package chainrule.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Optional;

/// A function before its operands are read.
sealed interface Callee {
    /// That a text defines.
    record Defined(TextFunction function) implements Callee {}

    /// That formulas call by a name of their own.
    ///
    /// @param axes the subscripts behind its name
    record Named(NamedFunction function, ImmutableList<Integer> axes) implements Callee {}

    /// That a vocabulary has.
    record Labelled(String label) implements Callee {}

    /// The function that formulas call so, perhaps with axes behind its name.
    static Optional<Callee> named(String word) {
        Optional<NamedFunction> whole = NamedFunction.of(word);
        if (whole.isPresent()) {
            return whole.map(function -> new Named(function, ImmutableList.of()));
        }
        int end = word.length();
        while (end > 0 && subscript(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int[] axes = word.substring(end).chars().map(Callee::subscript).toArray();
        return NamedFunction.of(word.substring(0, end))
                .filter(NamedFunction::hasAxes)
                .map(function -> new Named(function, ImmutableList.copyOf(Ints.asList(axes))));
    }

    private static int subscript(int c) {
        return "₀₁₂₃₄₅₆₇₈₉".indexOf(c);
    }
}
