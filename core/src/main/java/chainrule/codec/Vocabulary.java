package chainrule.codec;

import chainrule.graph.Operation;
import chainrule.graph.Operations;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations that names are read back as. Each is given as a prototype: a constant
/// (`Leaf.ADD`, a composite or opaque operation) stands for itself, and a record with settings
/// (`new Sum(Axes.over())`) for all of its class.
///
/// ```java
/// Vocabulary.standard().and(MISH, new Shift(1))
/// ```
public final class Vocabulary {
    private static final Vocabulary STANDARD = of(Operations.all());

    private final ImmutableMap<String, Settings> operations;

    private Vocabulary(Map<String, Settings> operations) {
        this.operations = ImmutableMap.copyOf(operations);
    }

    /// All built-in operations.
    public static Vocabulary standard() {
        return STANDARD;
    }

    private static Vocabulary of(List<Operation> prototypes) {
        return new Vocabulary(ImmutableMap.of()).with(prototypes);
    }

    /// These operations and more.
    ///
    /// @throws CodecException if two are called the same, or one holds settings that cannot be
    ///   written
    public Vocabulary and(Operation... prototypes) {
        return with(List.of(prototypes));
    }

    /// These operations and those of another vocabulary.
    Vocabulary and(Vocabulary other) {
        return with(other.operations.values().stream().map(Settings::prototype).toList());
    }

    private Vocabulary with(List<Operation> prototypes) {
        Map<String, Settings> all = new LinkedHashMap<>(operations);
        for (Operation prototype : prototypes) {
            Settings known = all.putIfAbsent(prototype.label(), Settings.of(prototype));
            if (known != null) {
                known.requireToStandFor(prototype);
            }
        }
        return new Vocabulary(all);
    }

    /// What is known of an operation of this name.
    Optional<Settings> settings(String label) {
        return Optional.ofNullable(operations.get(label));
    }

    /// The names.
    public ImmutableSet<String> labels() {
        return operations.keySet();
    }

    /// The operation of a name with such settings.
    ///
    /// @throws Misfit if there is none
    Operation operation(String label, ImmutableMap<String, Setting> settings) {
        Settings found = operations.get(label);
        if (found == null) {
            throw Misfit.in(
                    Misfit.Part.TERM,
                    "unknown operation '%s'; add it to the vocabulary: Vocabulary.standard().and(…)"
                            .formatted(Words.plain(label)));
        }
        return found.read(settings);
    }
}
