package chainrule.codec;

import chainrule.codec.StatementReader.Placed;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text as a listing, of which is known where everything stood.
final class TextReader {
    private final List<Placed> statements = new ArrayList<>();
    private final Ids ids = new Ids();
    private Optional<ImmutableList<Integer>> outputs = Optional.empty();

    private TextReader() {}

    static ImmutableList<Node> nodes(String text, Vocabulary vocabulary) {
        TextReader reader = new TextReader();
        ImmutableList<Integer> outputs = reader.lines(text);
        return new Listing(
                        reader.statements.stream()
                                .map(Placed::statement)
                                .collect(ImmutableList.toImmutableList()),
                        outputs)
                .read(vocabulary, (i, misfit) -> reader.statements.get(i).fault(misfit));
    }

    /// Reads all lines, and gives the outputs.
    private ImmutableList<Integer> lines(String text) {
        int number = 0;
        Cursor last = new Cursor(1, "");
        for (String line : (Iterable<String>) text.lines()::iterator) {
            last = new Cursor(++number, line);
            if (!last.isAtEnd()) {
                line(last);
            }
        }
        int end = last.end();
        Cursor in = last;
        return outputs.orElseThrow(() ->
                in.fault(
                        end,
                        "the text ends here without a line 'return' and the ids of the results; it is cut off"));
    }

    private void line(Cursor in) {
        if (outputs.isPresent()) {
            throw in.fault(in.at(), "nothing follows the line 'return'");
        }
        if (in.takeWord(Words.RETURN)) {
            outputs = Optional.of(outputs(in));
            return;
        }
        Ids.Fresh id = ids.fresh(in);
        in.expect('=', "what the node does follows its id, as in y = exp(x) : REAL [2]");
        statements.add(new StatementReader(in, ids).read(id.word()));
        ids.define(id, in);
    }

    private ImmutableList<Integer> outputs(Cursor in) {
        ImmutableList.Builder<Integer> outputs = ImmutableList.builder();
        if (!in.isAtEnd()) {
            do {
                outputs.add(ids.position(in));
            } while (in.take(','));
        }
        if (!in.isAtEnd()) {
            throw in.fault(in.at(), "this does not belong here; ids are separated by commas");
        }
        return outputs.build();
    }
}
