package chainrule.codec;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Writes a graph as a text of formulas: declarations, functions, then a line for each node that
/// has a name, is used more than once, or would make another line too long.
final class FormulaWriter {
    private static final int WIDTH = 100;
    private static final int DEPTH = 24;

    private final Phrases phrases;
    private final FormulaNames names;
    private final Set<String> dims = new HashSet<>();
    private final IdentityHashMap<Node, Integer> uses = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Piece> pieces = new IdentityHashMap<>();
    private final StringBuilder lines = new StringBuilder();

    /// A formula, written out or as its word.
    ///
    /// @param depth how many operations are in one another
    private record Piece(String text, Binding binding, int depth) {
        static Piece word(String word) {
            return new Piece(word, Binding.ATOM, 0);
        }

        String in(Binding place) {
            return binding.isLooserThan(place) ? "(" + text + ")" : text;
        }
    }

    private FormulaWriter(Phrases phrases, FormulaNames names) {
        this.phrases = phrases;
        this.names = names;
    }

    static String text(List<Node> roots, Vocabulary vocabulary) {
        List<Node> order = Walk.order(roots);
        Meanings meanings = Meanings.of(Symbols.none().and(vocabulary));
        FunctionWriter functions = new FunctionWriter(meanings);
        Phrases phrases = new Phrases(meanings);
        for (Node node : order) {
            if (node.op() instanceof Operation operation) {
                functions.define(operation);
            }
        }
        Set<String> reserved = new HashSet<>(Set.of(Words.RETURN, WordParser.SIZE));
        reserved.addAll(TensorReader.WORDS);
        for (Node node : order) {
            if (node.op() instanceof Operation operation) {
                phrases.of(node, operation);
            }
        }
        reserved.addAll(phrases.words());
        reserved.addAll(meanings.functions().keySet());
        FormulaWriter writer = new FormulaWriter(phrases, new FormulaNames(order, reserved));
        String text = writer.declarations(order) + functions.lines() + writer.body(roots, order);
        if (text.length() > FormulaReader.LONGEST) {
            throw new CodecException(
                    "as formulas this graph takes %,d characters, and a text has at most %,d; GraphText writes graphs of any size"
                            .formatted(text.length(), FormulaReader.LONGEST));
        }
        return text;
    }

    private String declarations(List<Node> order) {
        StringBuilder out = new StringBuilder();
        for (Node node : order) {
            if (node.op() instanceof Op.Fed) {
                boolean isInput = node.op() instanceof Op.Input;
                out.append(names.head(node)).append(" : ");
                out.append(isInput ? Words.INPUT : Words.PARAMETER);
                out.append(node.kind() == Kind.REAL ? "" : " " + node.kind());
                out.append(node.shape().isScalar() ? "" : " " + Words.text(node.shape()));
                out.append('\n');
                node.shape().dims().forEach(dim -> dims.add(dim.name()));
            }
        }
        return out.toString();
    }

    private String body(List<Node> roots, List<Node> order) {
        for (Node node : order) {
            node.inputs().forEach(x -> uses.merge(x, 1, Integer::sum));
        }
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        order.forEach(this::write);
        if (roots.size() == 1) {
            Node root = roots.get(0);
            boolean isLine = root.name().isPresent() && !(root.op() instanceof Op.Fed);
            return isLine ? lines.toString() : lines + piece(root).in(Binding.SUM) + "\n";
        }
        return roots.stream()
                .map(root -> " " + piece(root).in(Binding.SUM))
                .collect(joining(",", lines + Words.RETURN, "\n"));
    }

    private void write(Node node) {
        switch (node.op()) {
            case Op.Fed _ -> pieces.put(node, Piece.word(names.of(node).orElseThrow()));
            case Op.Constant(Tensor value) ->
                    pieces.put(node, new Piece(TensorText.of(value), TensorText.binding(value), 0));
            case Op.Size(Dim dim) -> pieces.put(node, Piece.word(size(dim)));
            case Operation operation ->
                    pieces.put(node, operation(node, phrases.of(node, operation)));
        }
        boolean isShared = uses.getOrDefault(node, 0) > 1;
        if (!(node.op() instanceof Op.Fed) && (node.name().isPresent() || isShared)) {
            line(node);
        }
    }

    private String size(Dim dim) {
        boolean isDeclared = dims.contains(dim.name()) && !names.isTaken(dim.name());
        return isDeclared
                ? "|" + Words.text(dim) + "|"
                : WordParser.SIZE + "(" + Words.text(dim) + ")";
    }

    /// A line of its own for a node, which is its word from now on.
    private void line(Node node) {
        String formula = piece(node).in(Binding.SUM);
        String word = names.make(node);
        String sign = node.name().isPresent() ? " = " : " := ";
        lines.append(names.head(node)).append(sign).append(formula).append('\n');
        pieces.put(node, Piece.word(Words.word(word)));
    }

    private Piece piece(Node node) {
        Piece piece = pieces.get(node);
        if (piece == null) {
            throw new IllegalStateException("a node before its operands");
        }
        return piece;
    }

    private Piece operation(Node node, Form form) {
        Piece whole = filled(node, form);
        for (int i : longestFirst(node.inputs())) {
            if (whole.text.length() <= WIDTH && whole.depth <= DEPTH) {
                break;
            }
            Node x = node.inputs().get(i);
            if (!isWord(x)) {
                line(x);
                whole = filled(node, form);
            }
        }
        return whole;
    }

    private List<Integer> longestFirst(ImmutableList<Node> x) {
        return IntStream.range(0, x.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -piece(x.get(i)).text.length()))
                .toList();
    }

    private boolean isWord(Node x) {
        return x.op() instanceof Op.Fed || names.of(x).isPresent();
    }

    private Piece filled(Node node, Form form) {
        ImmutableList<Node> x = node.inputs();
        List<String> parts = new ArrayList<>(form.parts());
        StringBuilder text = new StringBuilder(parts.get(0));
        int depth = 0;
        for (int i = 0; i < x.size(); i++) {
            text.append(operand(node, x.get(i), form, i)).append(parts.get(i + 1));
            depth = Math.max(depth, piece(x.get(i)).depth);
        }
        return new Piece(text.toString(), form.binding(), depth + 1);
    }

    private String operand(Node node, Node x, Form form, int i) {
        Piece piece = piece(x);
        String inPlace = piece.in(form.operands().get(i));
        boolean brackets =
                inPlace.equals(piece.text)
                        && (isMistaken(node, x, form) || isLongerWord(x, form.parts().get(i + 1)));
        return brackets ? "(" + inPlace + ")" : inPlace;
    }

    /// Whether an operand without brackets would be read otherwise, though it holds together as
    /// strongly as it must.
    private boolean isMistaken(Node node, Node x, Form form) {
        if (isWord(x)) {
            return false;
        }
        // −2 is a number, and so is −(2) the negative of one
        boolean isSigned =
                node.op() == Leaf.NEG
                        && x.op() instanceof Op.Constant(Tensor value)
                        && TensorText.isUnsigned(value);
        // a = b = c is refused
        boolean isChained =
                form.binding() == Binding.COMPARISON && piece(x).binding == Binding.COMPARISON;
        return isSigned || isChained;
    }

    /// Whether a word and the signs behind it would be read as another word, `Xᵀ`, or its exponent
    /// as part of another one, `x²³`.
    private boolean isLongerWord(Node x, String after) {
        String signs = new Cursor(1, after).run(Words::isPart);
        String word = piece(x).text;
        return isWord(x)
                && !signs.isEmpty()
                && (names.isTaken(word + signs)
                        || (Postfix.isDigit(signs.charAt(0))
                                && Postfix.isDigit(word.charAt(word.length() - 1))));
    }
}
