package chainrule.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.graph.Axes;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Operations;
import chainrule.graph.Structural;
import chainrule.graph.Sum;
import chainrule.graph.Type;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final Vocabulary STANDARD = Vocabulary.standard();

    private static void refused(ThrowingCallable question, String message) {
        assertThatExceptionOfType(CodecException.class).isThrownBy(question).withMessage(message);
    }

    @Test
    void theStandardOneHasAllBuiltInOperations() {
        assertThat(STANDARD.labels())
                .containsExactlyElementsOf(
                        Operations.all().stream().map(Operation::label).toList());
    }

    /// Otherwise another operation would be read back without a word.
    @Test
    void aGraphWithTwoOperationsOfOneNameIsNotWritten() {
        Node x = Functions.input("x");
        Composite mine = Composite.of("sin", v -> v.mul(2));
        refused(
                () -> GraphText.write(List.of(mine.apply(x))),
                "two operations are called 'sin'; rename one, or make it once, as a constant: they are read back by their names");
        Node twice = Composite.of("twice", v -> v.add(v)).apply(x);
        Node again = Composite.of("twice", v -> v.mul(2)).apply(x);
        refused(
                () -> GraphText.write(List.of(twice.add(again))),
                "two operations are called 'twice'; rename one, or make it once, as a constant: they are read back by their names");
        assertThat(GraphText.write(List.of(twice.add(twice)))).contains("twice(x)");
    }

    @Test
    void aVocabularyDoesNotChange() {
        Composite mish = Composite.of("mish", x -> x);
        assertThat(STANDARD.and(mish).labels()).contains("mish", "add");
        assertThat(STANDARD.labels()).doesNotContain("mish");
    }

    @Test
    void aConstantStandsForItselfAndARecordForItsClass() {
        Composite mish = Composite.of("mish", x -> x);
        Vocabulary all = STANDARD.and(mish);
        assertThat(all.operation("mish", ImmutableMap.of())).isSameAs(mish);
        assertThat(all.operation("add", ImmutableMap.of())).isEqualTo(Leaf.ADD);
        Setting one = new Setting.Many(ImmutableList.of(new Setting.Whole(1)));
        assertThat(
                        all.operation(
                                "sum",
                                ImmutableMap.of("axes", one, "keepDims", new Setting.Flag(true))))
                .isEqualTo(new Sum(Axes.keep(1)));
    }

    @Test
    void twoOperationsUnderOneNameAreRefused() {
        Composite mish = Composite.of("mish", x -> x);
        assertThat(STANDARD.and(mish, mish).and(mish).labels()).contains("mish");
        refused(
                () -> STANDARD.and(mish, Composite.of("mish", x -> x)),
                "two operations are called 'mish'; rename one, or make it once, as a constant: they are read back by their names");
        refused(
                () -> STANDARD.and(Composite.of("tanh", x -> x)),
                "two operations are called 'tanh'; rename one, or make it once, as a constant: they are read back by their names");
    }

    @Test
    void whatARecordHoldsMustBeWritable() {
        refused(
                () -> STANDARD.and(new Scale(0.5f)),
                "'factor' of operation 'scale' is of type float, which cannot be written; settings are int, long, double, boolean, String, enums, Axes, Dim, Shape, records of these and ImmutableLists of these");
        Node y = new Listed(List.of(1)).apply(Functions.input("x", 2));
        refused(
                () -> GraphText.write(List.of(y)),
                "'places' of operation 'listed' is of type java.util.List<java.lang.Integer>, which cannot be written; settings are int, long, double, boolean, String, enums, Axes, Dim, Shape, records of these and ImmutableLists of these");
        refused(
                () -> STANDARD.and(new Nested(new Tree(ImmutableList.of()))),
                "'tree' of operation 'nested' is of type chainrule.codec.VocabularyTest$Tree, which cannot be written; settings are int, long, double, boolean, String, enums, Axes, Dim, Shape, records of these and ImmutableLists of these");
    }

    @Test
    void aRecordThatHoldsBehaviourIsAConstant() {
        Operation doubled = new Mapped("doubled", v -> 2 * v);
        assertThat(STANDARD.and(doubled).operation("doubled", ImmutableMap.of())).isSameAs(doubled);
        Node y = doubled.apply(Functions.input("x", 2));
        assertThat(GraphText.write(List.of(y))).contains("%1 = doubled(x) : REAL [2]\n");
    }

    @Test
    void whatTheConstructorOfARecordRefusesIsRefused() {
        String text = "x = input : REAL [2]\ny = even(x, places=3) : REAL [2]\nreturn y";
        refused(
                () -> GraphText.read(text, STANDARD.and(new Even(2))),
                "line 2, column 5:\n  y = even(x, places=3) : REAL [2]\n      ^\nits settings are refused: 3 is odd");
    }

    @Test
    void whatAnOperationThrowsIsReportedAtItsLine() {
        String text = "x = input : REAL [2]\ny = picky(x) : REAL [2]\nreturn y";
        refused(
                () -> GraphText.read(text, STANDARD.and(new Picky())),
                "line 2, column 5:\n  y = picky(x) : REAL [2]\n      ^\nrefused: java.lang.UnsupportedOperationException");
    }

    @Test
    void aRecordThatIsClosedToReflectionIsNamed() {
        Class<?> closed = LineNumberInfo.of(1, 2).getClass();
        assertThat(closed.isRecord()).isTrue();
        refused(
                () -> RecordForm.of(closed, ImmutableSet.of()),
                "record %s is closed to reflection; make it public in an exported package, or open its package to the module of chainrule"
                        .formatted(closed.getName()));
    }

    @Test
    void aSettingThatIsNullIsNamed() {
        Node y = new Named(nothing()).apply(Functions.input("x", 2));
        refused(
                () -> GraphText.write(List.of(y)),
                "'text' of chainrule.codec.VocabularyTest$Named is null");
    }

    @SuppressWarnings("NullAway") // what a user without checks of null may do
    private static String nothing() {
        return null;
    }

    @Test
    void aListingThatNeverWasAGraphIsRefused() {
        Statement x =
                new Statement(
                        new Term.Source(new Op.Input(Type.real(Shape.of(2)))),
                        Type.real(Shape.of(2)),
                        Optional.of("x"),
                        "",
                        Optional.empty());
        refused(
                () -> new Listing(ImmutableList.of(x), ImmutableList.of(1)).read(STANDARD),
                "output 1 is no node; there are 1, numbered from 0");
        Statement y =
                new Statement(
                        new Term.Call("exp", ImmutableMap.of(), ImmutableList.of(1)),
                        x.type(),
                        x.name(),
                        "",
                        x.line());
        refused(
                () -> new Listing(ImmutableList.of(x, y), ImmutableList.of()).read(STANDARD),
                "node 1: operand 1 is no earlier node; there are 1 before it, numbered from 0");
    }

    @Test
    void shapesAreSettings() {
        Shape shape = Shape.of(List.of(Dim.of(3), Dim.BATCH, new Dim(2, "n")));
        assertThat(Setting.of(shape).shape()).isEqualTo(shape);
        assertThat(Setting.of(new Dim(2, "n")).dim()).isEqualTo(new Dim(2, "n"));
        refused(
                () -> new Setting.Flag(true).dim(),
                "'dim' must be a size from 0, the name of an open dimension, or {factor=…, name=…}, and is true");
    }

    private interface Same extends Structural {
        @Override
        default Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        default Tensor value(Shape y, List<Tensor> x) {
            return x.get(0);
        }

        @Override
        default Node transpose(Edge edge, Node g) {
            return g;
        }
    }

    private record Scale(float factor) implements Same {
        @Override
        public String label() {
            return "scale";
        }
    }

    private record Listed(List<Integer> places) implements Same {
        @Override
        public String label() {
            return "listed";
        }
    }

    private record Tree(ImmutableList<Tree> branches) {}

    private record Nested(Tree tree) implements Same {
        @Override
        public String label() {
            return "nested";
        }
    }

    private record Mapped(String label, DoubleUnaryOperator function) implements Same {}

    private record Named(String text) implements Same {
        @Override
        public String label() {
            return "named";
        }
    }

    private record Even(int places) implements Same {
        private Even {
            if (places % 2 != 0) {
                throw new IllegalArgumentException(places + " is odd");
            }
        }

        @Override
        public String label() {
            return "even";
        }
    }

    private record Picky() implements Same {
        @Override
        public String label() {
            return "picky";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            throw new UnsupportedOperationException();
        }
    }
}
