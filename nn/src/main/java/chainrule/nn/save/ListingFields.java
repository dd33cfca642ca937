package chainrule.nn.save;

import chainrule.codec.Listing;
import chainrule.codec.Setting;
import chainrule.codec.Statement;
import chainrule.codec.Term;
import chainrule.graph.Op;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.stream.IntStream;

/// A listing as the fields of [GraphJson]; the way back is [FieldsListing].
final class ListingFields {
    static final int VERSION = 1;

    private ListingFields() {}

    static Setting of(Listing listing) {
        return new Setting.Fields(
                ImmutableMap.of(
                        "version",
                        new Setting.Whole(VERSION),
                        "nodes",
                        new Setting.Many(
                                listing.statements().stream()
                                        .map(ListingFields::node)
                                        .collect(ImmutableList.toImmutableList())),
                        "outputs",
                        positions(listing.outputs())));
    }

    private static Setting positions(List<Integer> positions) {
        return new Setting.Many(
                positions.stream()
                        .map(Setting.Whole::new)
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Setting node(Statement statement) {
        ImmutableMap.Builder<String, Setting> fields = ImmutableMap.builder();
        switch (statement.term()) {
            case Term.Source(var op) -> source(op, fields);
            case Term.Call(var label, var settings, var operands) -> {
                fields.put("op", new Setting.Word(label));
                if (!settings.isEmpty()) {
                    fields.put("settings", new Setting.Fields(settings));
                }
                fields.put("inputs", positions(operands));
            }
        }
        fields.put("kind", new Setting.Word(statement.type().kind().name()));
        fields.put("shape", Setting.of(statement.type().shape()));
        statement.name().ifPresent(name -> fields.put("name", new Setting.Word(name)));
        if (!statement.scope().isEmpty()) {
            fields.put("scope", new Setting.Word(statement.scope()));
        }
        statement.line().ifPresent(line -> fields.put("line", new Setting.Word(line)));
        return new Setting.Fields(fields.buildOrThrow());
    }

    private static void source(Op.Source op, ImmutableMap.Builder<String, Setting> fields) {
        switch (op) {
            case Op.Input _ -> fields.put("source", new Setting.Word("input"));
            case Op.Parameter _ -> fields.put("source", new Setting.Word("parameter"));
            case Op.Constant(var value) -> {
                fields.put("source", new Setting.Word("constant"));
                if (value.isFloat()) {
                    fields.put("float", new Setting.Flag(true));
                }
                fields.put("entries", entries(value));
            }
            case Op.Size(var dim) -> {
                fields.put("source", new Setting.Word("size"));
                fields.put("dim", Setting.of(dim));
            }
        }
    }

    private static Setting entries(Tensor value) {
        return new Setting.Many(
                IntStream.range(0, value.size())
                        .mapToObj(i -> entry(value.kind(), value.get(i)))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Setting entry(Kind kind, double entry) {
        return switch (kind) {
            case REAL -> new Setting.Real(entry);
            case INDEX -> new Setting.Whole((int) entry);
            case BOOL -> new Setting.Flag(entry != 0);
        };
    }
}
