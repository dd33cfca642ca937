package chainrule.codec;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Primitives;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The forms of all types that settings may have.
final class Forms {
    /// Those types, for messages.
    static final String TYPES =
            "int, long, double, boolean, String, enums, Axes, Dim, Shape, records of these and ImmutableLists of these";

    static final Form DIM = new DimForm();
    static final Form SHAPE = new ShapeForm(new ListForm(DIM));

    private static final ImmutableMap<Class<?>, Form> SIMPLE =
            ImmutableMap.<Class<?>, Form>builder()
                    .put(
                            Boolean.class,
                            new Plain(
                                    "true or false",
                                    v -> new Setting.Flag((Boolean) v),
                                    Setting::flag))
                    .put(
                            Integer.class,
                            new Plain(
                                    "a whole number from −2³¹ to 2³¹ − 1",
                                    v -> new Setting.Whole((Integer) v),
                                    Setting::integer))
                    .put(
                            Long.class,
                            new Plain(
                                    "a whole number",
                                    v -> new Setting.Whole((Long) v),
                                    Setting::whole))
                    .put(
                            Double.class,
                            new Plain("a number", v -> new Setting.Real((Double) v), Setting::real))
                    .put(
                            String.class,
                            new Plain("a text", v -> new Setting.Word((String) v), Setting::text))
                    .put(Dim.class, DIM)
                    .put(Shape.class, SHAPE)
                    .buildOrThrow();

    private Forms() {}

    /// The form of a type, if settings may be of it.
    ///
    /// @param around the records that it is a part of: none can be a part of itself
    static Optional<Form> of(Type type, Set<Class<?>> around) {
        if (type instanceof ParameterizedType list && list.getRawType() == ImmutableList.class) {
            return of(list.getActualTypeArguments()[0], around).map(ListForm::new);
        }
        if (!(type instanceof Class<?> raw)) {
            return Optional.empty();
        }
        Form simple = SIMPLE.get(Primitives.wrap(raw));
        if (simple != null) {
            return Optional.of(simple);
        }
        if (raw.isEnum()) {
            return Optional.of(constants(raw.getEnumConstants()));
        }
        return raw.isRecord() && !around.contains(raw)
                ? RecordForm.of(raw, around).map(form -> form)
                : Optional.empty();
    }

    private static Form constants(Object[] constants) {
        List<String> names = Arrays.stream(constants).map(c -> ((Enum<?>) c).name()).toList();
        return new Plain(
                "one of " + String.join(", ", names),
                v -> new Setting.Word(((Enum<?>) v).name()),
                s ->
                        s instanceof Setting.Word(String name) && names.contains(name)
                                ? Optional.of(constants[names.indexOf(name)])
                                : Optional.empty());
    }

    /// A form that is not made of others.
    private record Plain(
            String wanted,
            Function<Object, Setting> writer,
            Function<Setting, ? extends Optional<?>> reader)
            implements Form {
        @Override
        public Setting write(Object value) {
            return writer.apply(value);
        }

        @Override
        public Object read(String at, Setting setting) {
            return reader.apply(setting).orElseThrow(() -> refuse(at, setting));
        }
    }

    private record ListForm(Form each) implements Form {
        @Override
        public String wanted() {
            return "a list, each entry " + each.wanted();
        }

        @Override
        public Setting.Many write(Object value) {
            return new Setting.Many(
                    ((List<?>) value)
                            .stream().map(each::write).collect(ImmutableList.toImmutableList()));
        }

        @Override
        public ImmutableList<Object> read(String at, Setting setting) {
            if (!(setting instanceof Setting.Many(var values))) {
                throw refuse(at, setting);
            }
            ImmutableList.Builder<Object> read = ImmutableList.builder();
            for (int i = 0; i < values.size(); i++) {
                read.add(each.read(at + "[" + i + "]", values.get(i)));
            }
            return read.build();
        }
    }

    /// A shape as a list of dimensions.
    private record ShapeForm(ListForm dims) implements Form {
        @Override
        public String wanted() {
            return dims.wanted();
        }

        @Override
        public Setting write(Object value) {
            return dims.write(((Shape) value).dims());
        }

        @Override
        public Object read(String at, Setting setting) {
            List<Dim> read = dims.read(at, setting).stream().map(Dim.class::cast).toList();
            try {
                return Shape.of(read);
            } catch (ShapeException refusal) {
                throw Form.refuse(at, "is refused: " + refusal.getMessage());
            }
        }
    }
}
