package chainrule.codec;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Dim;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What words mean at a place of a text: a node first, then a function, then the size of a
/// dimension.
final class Meanings {
    private static final int LONGEST_SPLIT = 40;

    private final Vocabulary vocabulary;
    private final Map<String, TextFunction> functions;
    private final String within;
    private final ImmutableList<String> parameters;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> dims = new LinkedHashSet<>();
    private Optional<Supplier<CodecException>> undeclared = Optional.empty();
    private boolean free;

    /// @param within the function that words stand in, or `""`
    private Meanings(
            Vocabulary vocabulary,
            Map<String, TextFunction> functions,
            String within,
            ImmutableList<String> parameters) {
        this.vocabulary = vocabulary;
        this.functions = functions;
        this.within = within;
        this.parameters = parameters;
    }

    /// What words mean before a text begins.
    static Meanings of(Symbols symbols) {
        Meanings meanings = of(symbols.vocabulary(), new LinkedHashMap<>());
        symbols.nodes().forEach(meanings::define);
        meanings.free = symbols.nodes().isEmpty();
        return meanings;
    }

    private static Meanings of(Vocabulary vocabulary, Map<String, TextFunction> functions) {
        return new Meanings(vocabulary, functions, "", ImmutableList.of());
    }

    /// What words mean in a function: its parameters, and the same functions.
    Meanings within(String function, ImmutableList<String> itsParameters) {
        return new Meanings(vocabulary, functions, function, itsParameters);
    }

    /// The same functions, and nodes by other names.
    Meanings with(Map<String, Node> others) {
        Meanings other = of(vocabulary, functions);
        others.forEach(other::define);
        return other;
    }

    /// From now on a word means a node, and the dimensions of its shape are known.
    void define(String word, Node node) {
        nodes.put(word, node);
        known.add(node);
        for (Dim dim : node.shape().dims()) {
            if (!dim.isKnown()) {
                dims.add(dim.name());
            }
        }
    }

    void define(TextFunction function) {
        functions.put(function.label(), function);
    }

    /// Whether a name that nothing declares is that of a scalar input: so it is where nothing is
    /// declared at all.
    boolean isFree() {
        return free;
    }

    /// A scalar input, which a word that nothing declares means from now on.
    Node defineInput(String word, Cursor in, int at) {
        Node node = Functions.input(word);
        if (undeclared.isEmpty()) {
            undeclared = Optional.of(() -> undeclared(word, in, at));
        }
        define(word, node);
        return node;
    }

    /// From now on names must be declared.
    ///
    /// @throws CodecException if one was used that is not
    void declareNames() {
        if (undeclared.isPresent()) {
            throw undeclared.get().get();
        }
        free = false;
    }

    /// The refusal of a name that nothing declares.
    CodecException undeclared(String word, Cursor in, int at) {
        String shown = Words.plain(word);
        String written = Words.isBare(word) ? word : Words.quoted(shown);
        String advice =
                within.isEmpty()
                        ? "declare it in a line above, as in %s : input [2×3] or %s : parameter"
                                .formatted(written, written)
                        : "the function %s knows its parameters only"
                                .formatted(Words.plain(within));
        Collection<String> known = within.isEmpty() ? nodes.keySet() : parameters;
        return in.fault(
                at, "unknown name '%s'; %s%s".formatted(shown, Spelling.of(word, known), advice));
    }

    /// The refusal of a function that nothing defines.
    CodecException undefined(String word, Cursor in, int at) {
        String shown = Words.plain(word);
        Set<String> known = new LinkedHashSet<>(functions.keySet());
        known.addAll(NamedFunction.names());
        known.addAll(vocabulary.labels());
        return in.fault(
                at,
                "unknown function '%s'; %sdefine it in a line above, as in %s(z) = z², or give an operation of that name; a product has a sign, %s · (x + 1)"
                        .formatted(shown, Spelling.near(word, known), shown, shown));
    }

    boolean isDefined(String word) {
        return nodes.containsKey(word) || parameters.contains(word);
    }

    /// The nodes by their words, in order.
    ImmutableMap<String, Node> nodes() {
        return ImmutableMap.copyOf(nodes);
    }

    /// The functions of the text by their names, in order.
    ImmutableMap<String, TextFunction> functions() {
        return ImmutableMap.copyOf(functions);
    }

    /// Whether a word means this very node.
    boolean isNode(Node node) {
        return known.contains(node);
    }

    boolean isFunction(String word) {
        return functions.containsKey(word);
    }

    /// Whether this very function is one of the text.
    boolean isFunction(TextFunction function) {
        return function.equals(functions.get(function.label()));
    }

    boolean isDim(String word) {
        return dims.contains(word);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// The node or parameter that a word means, if it does.
    Optional<Expression> node(String word, int at) {
        Node node = nodes.get(word);
        if (node != null) {
            return Optional.of(new Expression.Given(at, node));
        }
        int index = parameters.indexOf(word);
        return index < 0 ? Optional.empty() : Optional.of(new Expression.Argument(at, index));
    }

    /// The size of the dimension that a word means, if it does.
    Optional<Expression> dim(String word, int at) {
        return isDim(word)
                ? Optional.of(new Expression.Size(at, Dim.named(word)))
                : Optional.empty();
    }

    /// The function that a word means, if it does: one of the text, one that the user gave, one
    /// that formulas call so, or a built-in one by its label.
    Optional<Callee> callee(String word) {
        TextFunction defined = functions.get(word);
        if (defined != null) {
            return Optional.of(new Callee.Defined(defined));
        }
        Optional<Callee> labelled = vocabulary.settings(word).map(_ -> new Callee.Labelled(word));
        boolean isGiven = Vocabulary.standard().settings(word).isEmpty();
        return labelled.isPresent() && isGiven ? labelled : Callee.named(word).or(() -> labelled);
    }

    /// Where in a word a name ends that is known, with nothing but signs behind it, as in `Xᵀ`; 0
    /// if there is none.
    int end(String word) {
        int end = word.length();
        for (int signs = 0; signs <= Postfix.MOST && end > 0; signs++) {
            String name = word.substring(0, end);
            int shorter = Postfix.withoutLast(word, end);
            if (isDefined(name) || isDim(name) || Words.VALUES.contains(name)) {
                return end;
            }
            if (shorter == end) {
                return 0;
            }
            end = shorter;
        }
        return 0;
    }

    /// A word as several in a row.
    ///
    /// @param isOnly whether there is no other way to read it so
    record Split(ImmutableList<String> words, boolean isOnly) {}

    /// The first way to read a word as several declared ones in a row, if there is one.
    Optional<Split> split(String word) {
        int length = word.length();
        if (length == 0 || length > LONGEST_SPLIT) {
            return Optional.empty();
        }
        int[] ways = new int[length + 1];
        int[] ends = new int[length];
        ways[length] = 1;
        for (int from = length - 1; from >= 0; from--) {
            for (int end = length; end > from; end--) {
                String first = word.substring(from, end);
                if (ways[end] > 0 && end(first) > 0) {
                    ways[from] = Math.min(2, ways[from] + ways[end]);
                    ends[from] = end;
                }
            }
        }
        ImmutableList.Builder<String> parts = ImmutableList.builder();
        for (int from = 0; from < length && ways[0] > 0; from = ends[from]) {
            parts.add(word.substring(from, ends[from]));
        }
        return Optional.of(new Split(parts.build(), ways[0] == 1)).filter(_ -> ways[0] > 0);
    }
}
