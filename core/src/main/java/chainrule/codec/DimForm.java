package chainrule.codec;

import chainrule.tensor.Dim;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableMap;

/// A dimension: `5` is 5, an open one is its name, and `2·batch` is `{factor=2, name=batch}`.
record DimForm() implements Form {
    private static final String FACTOR = "factor";
    private static final String NAME = "name";

    @Override
    public String wanted() {
        return "a size from 0, the name of an open dimension, or {factor=…, name=…}";
    }

    @Override
    public Setting write(Object value) {
        Dim dim = (Dim) value;
        if (dim.isKnown()) {
            return new Setting.Whole(dim.factor());
        }
        Setting name = new Setting.Word(dim.name());
        return dim.factor() == 1
                ? name
                : new Setting.Fields(
                        ImmutableMap.of(FACTOR, new Setting.Whole(dim.factor()), NAME, name));
    }

    @Override
    public Object read(String at, Setting setting) {
        try {
            return switch (setting) {
                case Setting.Whole(long size) -> Dim.of(Math.toIntExact(size));
                case Setting.Word(String name) -> Dim.named(name);
                case Setting.Fields(var fields)
                        when fields.size() == 2
                                && fields.get(FACTOR) instanceof Setting.Whole(long factor)
                                && fields.get(NAME) instanceof Setting.Word(String name) ->
                        new Dim(Math.toIntExact(factor), Dim.named(name).name());
                default -> throw refuse(at, setting);
            };
        } catch (ShapeException | ArithmeticException _) {
            throw refuse(at, setting);
        }
    }
}
