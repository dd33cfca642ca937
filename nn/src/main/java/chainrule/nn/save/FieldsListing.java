package chainrule.nn.save;

import chainrule.codec.CodecException;
import chainrule.codec.Listing;
import chainrule.codec.Setting;
import chainrule.codec.Statement;
import chainrule.codec.Term;
import chainrule.graph.Op;
import chainrule.graph.Type;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Booleans;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;

/// The fields of [GraphJson] as a listing.
final class FieldsListing {
    private FieldsListing() {}

    static Listing of(Setting data) {
        Fields graph = Fields.of("the graph", data);
        long version = graph.need("version", "a whole number", Setting::whole);
        if (version != ListingFields.VERSION) {
            throw new CodecException(
                    "the graph is of version %d, and this release reads version %d"
                            .formatted(version, ListingFields.VERSION));
        }
        ImmutableList<Setting> nodes = graph.need("nodes", "a list", Setting::many);
        ImmutableList<Integer> outputs = positions(graph, "outputs");
        graph.end();
        ImmutableList.Builder<Statement> statements = ImmutableList.builder();
        for (int i = 0; i < nodes.size(); i++) {
            statements.add(statement(Fields.of("node " + i, nodes.get(i))));
        }
        return new Listing(statements.build(), outputs);
    }

    private static Statement statement(Fields node) {
        Type type =
                new Type(
                        node.need(
                                "kind",
                                "REAL, INDEX or BOOL",
                                s ->
                                        s.text()
                                                .flatMap(word ->
                                                        Enums.getIfPresent(Kind.class, word)
                                                                .toJavaUtil())),
                        node.inside("shape", Setting::shape));
        Statement statement =
                new Statement(
                        term(node, type),
                        type,
                        node.take("name", "a text", Setting::text),
                        node.take("scope", "a text", Setting::text).orElse(""),
                        node.take("line", "a text", Setting::text));
        node.end();
        return statement;
    }

    private static Term term(Fields node, Type type) {
        Optional<String> label = node.take("op", "a text", Setting::text);
        if (label.isEmpty()) {
            return new Term.Source(source(node, type));
        }
        ImmutableMap<String, Setting> settings =
                node.take("settings", "an object", Setting::fields).orElse(ImmutableMap.of());
        return new Term.Call(label.get(), settings, positions(node, "inputs"));
    }

    private static Op.Source source(Fields node, Type type) {
        String wanted = "input, parameter, constant or size";
        String source =
                node.take("source", wanted, Setting::text)
                        .orElseThrow(() -> node.refuse("there is neither an op nor a source"));
        return switch (source) {
            case "input" -> new Op.Input(type);
            case "parameter" -> new Op.Parameter(type);
            case "constant" -> new Op.Constant(constant(node, type));
            case "size" -> new Op.Size(node.inside("dim", Setting::dim));
            default -> throw node.refuse("field 'source' must be " + wanted);
        };
    }

    private static Tensor constant(Fields node, Type type) {
        boolean isFloat = node.take("float", "true or false", Setting::flag).orElse(false);
        if (isFloat && type.kind() != Kind.REAL) {
            throw node.refuse("only REAL numbers are stored as float");
        }
        Shape shape = type.shape();
        try {
            return switch (type.kind()) {
                case REAL -> {
                    List<Double> reals =
                            node.list(
                                    "entries",
                                    "numbers, \"NaN\", \"Infinity\" or \"-Infinity\"",
                                    Setting::real);
                    yield isFloat
                            ? Tensor.floats(shape, Floats.toArray(reals))
                            : Tensor.of(shape, Doubles.toArray(reals));
                }
                case INDEX ->
                        Tensor.indices(
                                shape,
                                Ints.toArray(
                                        node.list(
                                                "entries",
                                                "whole numbers from −2³¹ to 2³¹ − 1",
                                                Setting::integer)));
                case BOOL ->
                        Tensor.bools(
                                shape,
                                Booleans.toArray(
                                        node.list("entries", "true or false", Setting::flag)));
            };
        } catch (ShapeException refusal) {
            throw node.refuse(String.valueOf(refusal.getMessage()));
        }
    }

    private static ImmutableList<Integer> positions(Fields of, String name) {
        return of.list(name, "positions of nodes", Setting::integer);
    }
}
