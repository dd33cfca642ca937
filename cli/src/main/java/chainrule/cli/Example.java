package chainrule.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/// A system of the course, to be explained at some values.
///
/// @param name on the command line, and of its files
/// @param about a line about it
/// @param formula its text
/// @param values as after `--at`
/// @param by what it is differentiated by; its parameters if empty
/// @param rate of a step of descent, if it is about one
record Example(
        String name,
        String about,
        String formula,
        String values,
        ImmutableList<String> by,
        Optional<Double> rate) {

    static Example of(String name, String about, String formula, String values) {
        return new Example(name, about, formula, values, ImmutableList.of(), Optional.empty());
    }

    Example by(String... names) {
        return new Example(
                name, about, formula, values, ImmutableList.copyOf(List.of(names)), rate);
    }

    Example rate(double alpha) {
        return new Example(name, about, formula, values, by, Optional.of(alpha));
    }
}
