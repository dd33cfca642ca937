package chainrule.cli;

import chainrule.codec.CodecException;
import chainrule.codec.Formula;
import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values by the names of a formula, as a person types them: `x=0.5, w=[1, 2], W=[[1, 2], [3, 4]]`.
/// A value is anything that a formula without names can say: `1/3`, `−√2`, `index([0, 2])`.
///
/// @param values in the order in which they were given
record Given(ImmutableMap<String, Tensor> values) {
    /// No values.
    static final Given NOTHING = new Given(ImmutableMap.of());

    private static final String USAGE =
            "values are given as name=value, with commas between, as in x=0.5,w=[1, 2]";

    /// Reads lists of values. `@FILE` is the list in a file, where line ends serve as commas, too.
    ///
    /// @throws IllegalArgumentException naming the value, and what is wrong with it
    /// @throws IOException if a file cannot be read
    static Given read(List<String> lists) throws IOException {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (String list : lists) {
            for (String one : Pieces.of(text(list))) {
                int equals = Pieces.indexOf(one, '=');
                String name = equals < 0 ? "" : Pieces.name(one.substring(0, equals));
                if (name.isEmpty()) {
                    throw new IllegalArgumentException(
                            "--at %s: %s".formatted(Pieces.shown(one), USAGE));
                }
                Tensor value = value(name, one.substring(equals + 1).strip());
                if (values.putIfAbsent(name, value) != null) {
                    throw new IllegalArgumentException(
                            "--at gives '%s' two values; leave one out"
                                    .formatted(Pieces.shown(name)));
                }
            }
        }
        return new Given(ImmutableMap.copyOf(values));
    }

    /// A text as it is typed, or that of the file `@FILE`.
    static String text(String typed) throws IOException {
        if (!typed.startsWith("@")) {
            return typed;
        }
        Path file = Path.of(typed.substring(1));
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("%s is no text in UTF-8".formatted(file), e);
        } catch (FileSystemException e) {
            throw e; // it names the file
        } catch (IOException e) {
            throw new IOException("cannot read %s: %s".formatted(typed, e.getMessage()), e);
        }
    }

    private static Tensor value(String name, String text) {
        try {
            Formula formula = Formula.read(text);
            if (formula.declared().isEmpty()) {
                return Interpreter.evaluate(formula.result(), Feed.empty());
            }
            Node other = formula.declared().get(0);
            throw new IllegalArgumentException(
                    "--at %s=%s: a value has no names in it, and this has '%s'"
                            .formatted(
                                    Pieces.shown(name),
                                    Pieces.shown(text),
                                    Pieces.shown(other.name().orElse(""))));
        } catch (CodecException | EvaluationException e) {
            throw new IllegalArgumentException(
                    "--at %s=…: %s".formatted(Pieces.shown(name), e.getMessage()), e);
        }
    }

    /// These values, with others in place of those of the same names.
    Given with(Given others) {
        Map<String, Tensor> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Given(ImmutableMap.copyOf(all));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
