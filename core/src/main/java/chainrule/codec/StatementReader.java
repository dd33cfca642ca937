package chainrule.codec;

import chainrule.graph.Op;
import chainrule.graph.Type;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One line of text as a statement, from behind `=`.
final class StatementReader {
    private final Cursor in;
    private final Ids ids;
    private final Map<String, Integer> settingsAt = new HashMap<>();
    private int typeAt;

    StatementReader(Cursor in, Ids ids) {
        this.in = in;
        this.ids = ids;
    }

    /// A statement, and where its parts stand.
    record Placed(
            Statement statement,
            Cursor line,
            int termAt,
            ImmutableMap<String, Integer> settingsAt,
            int typeAt,
            int nameAt) {
        CodecException fault(Misfit misfit) {
            int at =
                    switch (misfit.part()) {
                        case TERM -> termAt;
                        case SETTING -> settingsAt.getOrDefault(misfit.setting(), termAt);
                        case TYPE -> typeAt;
                        case NAME -> nameAt;
                    };
            return line.fault(at, misfit);
        }
    }

    /// The rest of the line.
    ///
    /// @param word the name, unless another one stands in quotes
    Placed read(Optional<String> word) {
        int termAt = in.at();
        Function<Type, Term> term = term();
        in.expect(':', "kind and shape follow, as in : REAL [2×3]");
        typeAt = in.at();
        Type type = type();
        Term complete = term.apply(type);
        int nameAt = in.at();
        Optional<String> name = in.peek() == '"' ? Optional.of(in.quoted()) : word;
        Optional<String> scope = mark(Words.IN);
        Optional<String> line = mark(Words.AT);
        if (!in.isAtEnd()) {
            throw in.fault(
                    in.at(),
                    "this does not belong here; after the shape come \"name\", in \"scope\" and at \"line\"");
        }
        return new Placed(
                new Statement(complete, type, name, scope.orElse(""), line),
                in,
                termAt,
                ImmutableMap.copyOf(settingsAt),
                typeAt,
                nameAt);
    }

    private Optional<String> mark(String word) {
        if (!in.takeWord(word)) {
            return Optional.empty();
        }
        if (in.peek() != '"') {
            throw in.fault(in.at(), "a text in quotes is missing here, after " + word);
        }
        return Optional.of(in.quoted());
    }

    /// What the node does, once its type is known.
    private Function<Type, Term> term() {
        int start = in.at();
        if (in.take('|')) {
            Dim dim = ShapeReader.of(in).dim();
            in.expect('|', "it ends the size of a dimension");
            return _ -> new Term.Source(new Op.Size(dim));
        }
        if (in.peek() == '[' || Literal.isNext(in)) {
            return constant(start, false);
        }
        String word =
                in.word()
                        .orElseThrow(() ->
                                in.fault(
                                        start,
                                        "what the node does is missing here: input, parameter, entries, or an operation"));
        if (in.take('(')) {
            return call(word);
        }
        return switch (word) {
            case Words.INPUT -> type -> new Term.Source(new Op.Input(type));
            case Words.PARAMETER -> type -> new Term.Source(new Op.Parameter(type));
            case Words.FLOAT -> constant(start, true);
            default ->
                    throw in.fault(
                            start,
                            "this is neither input nor parameter; an operation has its operands in brackets: %s(…)"
                                    .formatted(Words.plain(word)));
        };
    }

    private Function<Type, Term> constant(int start, boolean isFloat) {
        Literal literal = Literal.read(in, start, isFloat);
        return type -> new Term.Source(new Op.Constant(literal.tensor(type, typeAt)));
    }

    private Function<Type, Term> call(String label) {
        ImmutableList.Builder<Integer> operands = ImmutableList.builder();
        Map<String, Setting> settings = new LinkedHashMap<>();
        if (!in.take(')')) {
            do {
                int at = in.at();
                boolean quoted = in.peek() == '"';
                Optional<String> word = in.word();
                if (word.isPresent() && in.take('=')) {
                    settingsAt.put(word.get(), at);
                    if (settings.put(word.get(), new SettingReader(in).read()) != null) {
                        throw in.fault(at, "this setting is given twice");
                    }
                } else if (quoted) {
                    throw in.fault(at, "this is no id; a setting is written name=value");
                } else {
                    operands.add(ids.position(in, at, word));
                }
            } while (in.take(','));
            in.expect(')', "it ends the operands and settings");
        }
        Term call = new Term.Call(label, ImmutableMap.copyOf(settings), operands.build());
        return _ -> call;
    }

    private Type type() {
        int at = in.at();
        Kind kind =
                in.bare()
                        .flatMap(word -> Enums.getIfPresent(Kind.class, word).toJavaUtil())
                        .orElseThrow(
                                () -> in.fault(at, "a kind is missing here: REAL, INDEX or BOOL"));
        return new Type(
                kind, ShapeReader.of(in).read("a shape follows the kind, as in REAL [2×3]"));
    }
}
