package chainrule.codec;

import chainrule.graph.Operation;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;

/// The settings of one operation: what its record is made of. An operation that is no record, or
/// one that holds behaviour (a lambda, a rule), is a constant, and has none. An operation that is
/// made of one record only, such as axes, has that record's fields as its settings.
///
/// @param form of its record, unless it is a constant
record Settings(Operation prototype, Optional<RecordForm> form) {
    /// The settings of operations like this one.
    ///
    /// @throws CodecException if its record holds what cannot be written
    static Settings of(Operation prototype) {
        Class<?> type = prototype.getClass();
        if (!type.isRecord()) {
            return new Settings(prototype, Optional.empty());
        }
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (isBehaviour(component.getType())) {
                return new Settings(prototype, Optional.empty());
            }
        }
        for (RecordComponent component : components) {
            if (Forms.of(component.getGenericType(), ImmutableSet.of(type)).isEmpty()) {
                throw new CodecException(
                        "'%s' of operation '%s' is of type %s, which cannot be written; settings are %s"
                                .formatted(
                                        component.getName(),
                                        prototype.label(),
                                        component.getGenericType().getTypeName(),
                                        Forms.TYPES));
            }
        }
        return new Settings(prototype, RecordForm.of(type, ImmutableSet.of()));
    }

    /// Whether values of a type do something, rather than be something.
    private static boolean isBehaviour(Class<?> type) {
        return type.isInterface()
                && !Iterable.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    /// Whether there are any.
    boolean isOpen() {
        return form.filter(f -> !f.components().isEmpty()).isPresent();
    }

    /// Refuses an operation that would not be read back as itself under this one's name.
    void requireToStandFor(Operation operation) {
        boolean stands =
                form.isPresent()
                        ? prototype.getClass() == operation.getClass()
                        : prototype.equals(operation);
        if (!stands) {
            throw new CodecException(
                    "two operations are called '%s'; rename one, or make it once, as a constant: they are read back by their names"
                            .formatted(Words.plain(operation.label())));
        }
    }

    ImmutableMap<String, Setting> write(Operation operation) {
        ImmutableMap<String, Setting> all =
                form.map(f -> f.write(operation).values()).orElse(ImmutableMap.of());
        return only().isPresent()
                        && Iterables.getOnlyElement(all.values())
                                instanceof Setting.Fields(var inner)
                ? inner
                : all;
    }

    /// The operation with such settings.
    ///
    /// @throws Misfit if they are not of its form
    Operation read(ImmutableMap<String, Setting> settings) {
        Setting.Fields fields = new Setting.Fields(settings);
        if (form.isEmpty()) {
            if (!settings.isEmpty()) {
                String name = settings.keySet().iterator().next();
                throw Form.refuse(name, "is no setting here; there are no settings");
            }
            return prototype;
        }
        Object read =
                only().map(inner -> form.get().make("", inner.read("", fields)))
                        .orElseGet(() -> form.get().read("", fields));
        return (Operation) read;
    }

    /// The form of the record that is all that the operation is made of.
    private Optional<RecordForm> only() {
        return form.map(f -> f.components().values().asList())
                .filter(c -> c.size() == 1 && c.get(0).form() instanceof RecordForm)
                .map(c -> (RecordForm) c.get(0).form());
    }
}
