package chainrule.codec;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A record as the fields that it is made of. Its class may be private: it is opened.
///
/// @param constructor the one that takes all components
/// @param components by name, in order
record RecordForm(Constructor<?> constructor, ImmutableMap<String, Component> components)
        implements Form {
    /// How a component is asked for, and the form of what it is.
    record Component(Method accessor, Form form) {}

    /// The form of a record's class; empty if a component can be no setting.
    ///
    /// @throws CodecException if the class cannot be opened
    static Optional<RecordForm> of(Class<?> type, Set<Class<?>> around) {
        Set<Class<?>> here = Sets.union(around, ImmutableSet.of(type));
        RecordComponent[] all = type.getRecordComponents();
        ImmutableMap.Builder<String, Component> components = ImmutableMap.builder();
        for (RecordComponent component : all) {
            Optional<Form> form = Forms.of(component.getGenericType(), here);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            Method accessor = opened(type, component.getAccessor());
            components.put(component.getName(), new Component(accessor, form.get()));
        }
        Class<?>[] types =
                Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Optional.of(
                    new RecordForm(
                            opened(type, type.getDeclaredConstructor(types)),
                            components.buildOrThrow()));
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("every record has such a constructor", impossible);
        }
    }

    private static <T extends AccessibleObject> T opened(Class<?> type, T member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException closed) {
            throw new CodecException(
                    "record %s is closed to reflection; make it public in an exported package, or open its package to the module of chainrule"
                            .formatted(type.getName()),
                    closed);
        }
    }

    @Override
    public String wanted() {
        return components.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue().form.wanted())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Setting.Fields write(Object value) {
        ImmutableMap.Builder<String, Setting> fields = ImmutableMap.builder();
        for (Map.Entry<String, Component> named : components.entrySet()) {
            Component component = named.getValue();
            fields.put(named.getKey(), component.form.write(get(component.accessor, value)));
        }
        return new Setting.Fields(fields.buildOrThrow());
    }

    private static Object get(Method accessor, Object record) {
        Object value;
        try {
            value = accessor.invoke(record);
        } catch (ReflectiveOperationException failure) {
            throw new CodecException(
                    "'%s' of %s cannot be asked for"
                            .formatted(accessor.getName(), record.getClass().getName()),
                    failure);
        }
        if (value == null) {
            throw new CodecException(
                    "'%s' of %s is null"
                            .formatted(accessor.getName(), record.getClass().getName()));
        }
        return value;
    }

    @Override
    public Object read(String at, Setting setting) {
        if (!(setting instanceof Setting.Fields(var fields))) {
            throw refuse(at, setting);
        }
        for (String name : fields.keySet()) {
            if (!components.containsKey(name)) {
                throw Form.refuse(join(at, name), "is no setting here; " + known());
            }
        }
        Object[] values = new Object[components.size()];
        int i = 0;
        for (Map.Entry<String, Component> named : components.entrySet()) {
            String name = named.getKey();
            Setting field = fields.get(name);
            if (field == null) {
                throw missing(at, name);
            }
            values[i++] = named.getValue().form.read(join(at, name), field);
        }
        return make(at, values);
    }

    /// The record of these components.
    ///
    /// @throws Misfit if its constructor refuses them
    Object make(String at, Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException refusal) {
            Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
            String why = cause.getMessage();
            String message = "refused: " + (why == null ? cause : why);
            Misfit misfit =
                    at.isEmpty()
                            ? Misfit.in(Misfit.Part.TERM, "its settings are " + message)
                            : Form.refuse(at, "is " + message);
            throw misfit.because(cause);
        }
    }

    private Misfit missing(String at, String name) {
        return at.isEmpty()
                ? Misfit.in(Misfit.Part.TERM, "'%s' is missing; %s".formatted(name, known()))
                : Form.refuse(join(at, name), "is missing; " + known());
    }

    private String known() {
        List<String> names = components.keySet().asList();
        return names.isEmpty()
                ? "there are no settings"
                : "the settings are " + String.join(", ", names);
    }

    private static String join(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
