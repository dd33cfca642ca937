package chainrule.codec;

import chainrule.codec.Expression.Apply;
import chainrule.codec.NamedFunction.Extras;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads what follows the name of a function: settings in square brackets, and operands.
final class CallParser {
    private final Cursor in;
    private final Meanings meanings;
    private final FormulaParser parser;

    CallParser(Cursor in, Meanings meanings, FormulaParser parser) {
        this.in = in;
        this.meanings = meanings;
        this.parser = parser;
    }

    /// Operands, and settings by their names.
    private record Arguments(
            ImmutableList<Expression> operands,
            ImmutableMap<String, Setting> settings,
            ImmutableMap<String, Integer> settingsAt) {}

    /// A function whose name was read, applied to what follows.
    Expression read(int at, String word, Callee callee) {
        Extras extras = callee instanceof Callee.Named named ? extras(named) : Extras.NONE;
        Arguments arguments =
                in.take('(')
                        ? parser.within(')', () -> arguments(word))
                        : new Arguments(
                                ImmutableList.of(operand(word)),
                                ImmutableMap.of(),
                                ImmutableMap.of());
        if (!arguments.settings.isEmpty()) {
            return labelled(at, word, arguments);
        }
        return switch (callee) {
            case Callee.Labelled(var label) -> labelled(at, label, arguments);
            case Callee.Defined(var function) -> {
                int count = function.parameters().size();
                count(at, word, function.usage(), count, count, arguments.operands.size());
                yield new Apply(at, function, arguments.operands);
            }
            case Callee.Named(var function, _) -> {
                count(
                        at,
                        word,
                        function.usage(),
                        function.least(),
                        function.most(),
                        arguments.operands.size());
                yield new Expression.Call(at, function, extras, arguments.operands);
            }
        };
    }

    private void count(int at, String word, String usage, int least, int most, int given) {
        if (given < least || given > most) {
            throw in.fault(
                    at,
                    "%s was given %d %s; it is written %s"
                            .formatted(
                                    Words.plain(word),
                                    given,
                                    given == 1 ? "operand" : "operands",
                                    Words.plain(usage)));
        }
    }

    private Apply labelled(int at, String label, Arguments arguments) {
        try {
            return new Apply(
                    at,
                    meanings.vocabulary().operation(label, arguments.settings),
                    arguments.operands);
        } catch (Misfit misfit) {
            throw in.fault(arguments.settingsAt.getOrDefault(misfit.setting(), at), misfit);
        }
    }

    /// The operand of a function that has no brackets.
    Expression operand(String word) {
        if (in.take('(')) {
            return parser.within(')', parser::formula);
        }
        if (!parser.isOperandNext()) {
            throw in.fault(
                    in.at(),
                    "'%s' is a function, and its operand is missing here, as in %s(x); %s"
                            .formatted(Words.plain(word), Words.plain(word), in.found()));
        }
        return parser.bare();
    }

    private Arguments arguments(String word) {
        ImmutableList.Builder<Expression> operands = ImmutableList.builder();
        Map<String, Setting> settings = new LinkedHashMap<>();
        Map<String, Integer> settingsAt = new HashMap<>();
        boolean hasSettings =
                meanings.vocabulary().settings(word).filter(Settings::isOpen).isPresent();
        if (in.peek() != ')') {
            do {
                int at = in.at();
                Optional<String> name = hasSettings ? settingName() : Optional.empty();
                if (name.isEmpty()) {
                    operands.add(parser.formula());
                } else {
                    settingsAt.put(name.get(), at);
                    if (settings.put(name.get(), new SettingReader(in).read()) != null) {
                        throw in.fault(at, "this setting is given twice");
                    }
                }
            } while (in.take(','));
        }
        return new Arguments(
                operands.build(), ImmutableMap.copyOf(settings), ImmutableMap.copyOf(settingsAt));
    }

    /// The name of a setting and the sign behind it, if these are next.
    private Optional<String> settingName() {
        int start = in.at();
        Optional<String> name = in.word().filter(word -> !meanings.isDefined(word) && in.take('='));
        if (name.isEmpty()) {
            in.back(start);
        }
        return name;
    }

    private Extras extras(Callee.Named named) {
        int at = in.at();
        if (named.function().brackets() == NamedFunction.Brackets.NONE || !in.take('[')) {
            return new Extras(named.axes(), ImmutableList.of(), Optional.empty(), "");
        }
        return switch (named.function().brackets()) {
            case NONE -> Extras.NONE;
            case NUMBERS -> new Extras(named.axes(), numbers(), Optional.empty(), "");
            case SHAPE ->
                    new Extras(
                            named.axes(),
                            ImmutableList.of(),
                            Optional.of(ShapeReader.ofFormula(in).rest(at)),
                            "");
            case TEXT -> {
                String text = in.run(c -> c != ']').strip();
                in.expect(']', "it ends the subscripts, as in einsum[ij,jk->ik](a, b)");
                yield new Extras(named.axes(), ImmutableList.of(), Optional.empty(), text);
            }
        };
    }

    private ImmutableList<Double> numbers() {
        ImmutableList.Builder<Double> numbers = ImmutableList.builder();
        do {
            numbers.add(TensorReader.signed(in));
        } while (in.take(','));
        in.expect(']', "it ends the numbers, which are separated by commas");
        return numbers.build();
    }
}
