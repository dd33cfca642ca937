package chainrule.codec;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Axes;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Origin;
import chainrule.graph.Reshape;
import chainrule.graph.Scope;
import chainrule.graph.SourceLines;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTextTest {
    private static final Vocabulary STANDARD = Vocabulary.standard();

    private static String write(Node... outputs) {
        return GraphText.write(List.of(outputs));
    }

    private static Node read(String text) {
        return GraphText.read(text, STANDARD).get(0);
    }

    private static Node readAgain(Node node) {
        return read(write(node));
    }

    private static Tensor value(Node constant) {
        return ((Op.Constant) constant.op()).value();
    }

    @Test
    void aGraphIsWrittenOneNodeALine() {
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node p = Scope.within("network", () -> sigmoid(x.matmul(w).sub(0.5)).named("ŷ"));
        Node e =
                Origin.at(
                        "error",
                        Optional.of("Lesson.java:12"),
                        () -> mean(p.sub(y).pow(2)).named("mean error"));
        assertThat(write(e))
                .isEqualTo(
                        """
                        x = input : REAL [batch×2]
                        W = parameter : REAL [2×1]
                        %1 = matmul(x, W) : REAL [batch×1] in "network"
                        %2 = 0.5 : REAL [] in "network"
                        %3 = sub(%1, %2) : REAL [batch×1] in "network"
                        ŷ = sigmoid(%3) : REAL [batch×1] in "network"
                        y = input : REAL [batch×1]
                        %4 = sub(ŷ, y) : REAL [batch×1] in "error" at "Lesson.java:12"
                        %5 = 2 : REAL [] in "error" at "Lesson.java:12"
                        %6 = pow(%4, %5) : REAL [batch×1] in "error" at "Lesson.java:12"
                        %7 = mean(%6, axes=[0, 1], keepDims=false) : REAL [] "mean error" in "error" at "Lesson.java:12"
                        return %7
                        """);
    }

    @Test
    void constantsOfEveryKindAreWrittenInFull() {
        List<Tensor> values =
                List.of(
                        Tensor.scalar(-0.0),
                        Tensor.of(
                                Shape.of(2, 4),
                                1,
                                0.1,
                                1e-7,
                                -1e300,
                                Double.MIN_VALUE,
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY),
                        Tensor.floats(Shape.of(4), 0.1f, -0f, Float.MAX_VALUE, Float.NaN),
                        Tensor.floats(Shape.SCALAR, Float.NEGATIVE_INFINITY),
                        Tensor.indices(Shape.of(2), Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Tensor.bools(Shape.of(2, 1), true, false),
                        Tensor.bools(Shape.SCALAR, true),
                        Tensor.of(Shape.of(0, 3)),
                        Tensor.floats(Shape.of(0)),
                        Tensor.indices(Shape.of(2, 0)),
                        Tensor.bools(Shape.of(0)));
        String text = GraphText.write(values.stream().map(Node::constant).toList());
        assertThat(text)
                .isEqualTo(
                        """
                        %1 = -0 : REAL []
                        %2 = [1, 0.1, 1e-7, -1e300, 4.9e-324, NaN, Infinity, -Infinity] : REAL [2×4]
                        %3 = float [0.1, -0, 3.4028235e38, NaN] : REAL [4]
                        %4 = float -Infinity : REAL []
                        %5 = [-2147483648, 2147483647] : INDEX [2]
                        %6 = [true, false] : BOOL [2×1]
                        %7 = true : BOOL []
                        %8 = [] : REAL [0×3]
                        %9 = float [] : REAL [0]
                        %10 = [] : INDEX [2×0]
                        %11 = [] : BOOL [0]
                        return %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11
                        """);
        assertThat(GraphText.read(text, STANDARD))
                .extracting(GraphTextTest::value)
                .containsExactlyElementsOf(values);
    }

    @Test
    void openSizesAreWrittenAsTheyAre() {
        Dim twice = new Dim(2, "batch");
        Dim odd = Dim.named("a \"b\"×3");
        Dim digits = Dim.named("3");
        Node x = input("x", Shape.of(List.of(twice, odd, digits, Dim.of(3))));
        Node y = Node.size(twice).add(Node.size(odd));
        Node z = new Reshape(Shape.of(List.of(Dim.of(3), twice, digits, odd))).apply(x);
        String text = write(y, z);
        assertThat(text)
                .isEqualTo(
                        """
                        %1 = |2·batch| : REAL []
                        %2 = |"a \\"b\\"×3"| : REAL []
                        %3 = add(%1, %2) : REAL []
                        x = input : REAL [2·batch×"a \\"b\\"×3"×"3"×3]
                        %4 = reshape(x, target=[3, {factor=2, name=batch}, "3", "a \\"b\\"×3"]) : REAL [3×2·batch×"3"×"a \\"b\\"×3"]
                        return %3, %4
                        """);
        List<Node> read = GraphText.read(text, STANDARD);
        assertThat(read.get(1).op()).isEqualTo(z.op());
        assertThat(GraphText.write(read)).isEqualTo(text);
    }

    @Test
    void aUsersOperationsAreReadOutOfTheVocabulary() {
        Composite mish = Composite.of("mish", v -> v.mul(exp(v)));
        Opaque sin = Opaque.of("sin(x) = …", Math::sin, Math::cos);
        Shift shift =
                new Shift(
                        -1,
                        2L,
                        0.5,
                        true,
                        "a\n",
                        Mode.WRAP,
                        new Window(ImmutableList.of(1, 2), Dim.BATCH),
                        Axes.keep(0));
        Node x = input("x", 3);
        Node y = shift.apply(sin.apply(mish.apply(x)));
        String text = write(y);
        assertThat(text)
                .isEqualTo(
                        """
                        x = input : REAL [3]
                        %1 = mish(x) : REAL [3]
                        %2 = "sin(x) = …"(%1) : REAL [3]
                        %3 = shift(%2, places=-1, seed=2, rate=0.5, on=true, text="a\\n", mode=WRAP, window={sizes=[1, 2], dim=batch}, axes={axes=[0], keepDims=true}) : REAL [3]
                        return %3
                        """);
        Shift other =
                new Shift(
                        0,
                        0,
                        0,
                        false,
                        "",
                        Mode.CUT,
                        new Window(ImmutableList.of(), Dim.of(1)),
                        Axes.over());
        Node read = GraphText.read(text, STANDARD.and(mish, sin, other)).get(0);
        assertThat(Walk.order(read)).extracting(Node::op).containsExactly(x.op(), mish, sin, shift);
    }

    private enum Mode {
        WRAP,
        CUT
    }

    private record Window(ImmutableList<Integer> sizes, Dim dim) {}

    /// A user's operation, private, with settings of every type.
    private record Shift(
            int places,
            long seed,
            double rate,
            boolean on,
            String text,
            Mode mode,
            Window window,
            Axes axes)
            implements Structural {
        @Override
        public String label() {
            return "shift";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return x.get(0);
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return g;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, -3, 1e10, 1e-10, 0.1, Double.NaN, Double.NEGATIVE_INFINITY})
    void realSettingsStayReal(double rate) {
        Shift shift =
                new Shift(
                        0,
                        Long.MIN_VALUE,
                        rate,
                        false,
                        "",
                        Mode.CUT,
                        new Window(ImmutableList.of(), Dim.of(1)),
                        Axes.over());
        Node y = shift.apply(input("x", 3));
        Node read = GraphText.read(write(y), STANDARD.and(shift)).get(0);
        assertThat(read.op()).isEqualTo(shift);
        assertThat(Listing.of(List.of(read))).isEqualTo(Listing.of(List.of(y)));
    }

    @Test
    void aNameThatIsNoPlainWordOrIsTakenStandsInQuotes() {
        Node x = input("x", 2);
        Node other = input("x", 2);
        Node y = x.add(other).named("return");
        Node z = y.mul(y).named("tab\tquote\"\\ emoji 👍 # = \u202E\ud800\n");
        String text = write(z.named("y′₁").add(z));
        assertThat(text)
                .isEqualTo(
                        """
                        x = input : REAL [2]
                        %1 = input : REAL [2] "x"
                        %2 = add(x, %1) : REAL [2] "return"
                        y′₁ = mul(%2, %2) : REAL [2]
                        %3 = mul(%2, %2) : REAL [2] "tab\\tquote\\"\\\\ emoji 👍 # = \\u202e\\ud800\\n"
                        %4 = add(y′₁, %3) : REAL [2]
                        return %4
                        """);
        assertThat(readAgain(z).name()).isEqualTo(z.name());
    }

    @Test
    void whoWritesByHandMayUseSpacesCommentsAndAnyIds() {
        Node e =
                read(
                        """
                        # two points
                        x=input:REAL[batch × 2]   # fed

                          w   =  parameter  :  REAL [ 2 ]
                        h = mul ( x , w ) : REAL [batch×2]\r
                        %70 = sum(keepDims=false, h, axes=[0,1]) : REAL [] "the \\u0065rror"
                        return %70
                        # the end
                        """);
        assertThat(e.name()).contains("the error");
        assertThat(e.inputs().get(0).name()).contains("h");
        assertThat(write(e))
                .isEqualTo(
                        """
                        x = input : REAL [batch×2]
                        w = parameter : REAL [2]
                        h = mul(x, w) : REAL [batch×2]
                        %1 = sum(h, axes=[0, 1], keepDims=false) : REAL [] "the error"
                        return %1
                        """);
    }

    @Test
    void readingIsNotAWayToRecordLines() {
        String text = write(sum(constant(1)));
        Node read = SourceLines.record(() -> Scope.within("elsewhere", () -> read(text)));
        assertThat(read.line()).isEmpty();
        assertThat(read.scope()).isEmpty();
    }

    @Test
    void noResultsAreWrittenToo() {
        assertThat(write()).isEqualTo("return\n");
        assertThat(GraphText.read("return", STANDARD)).isEmpty();
    }

    @Test
    void nodesThatAreSharedStayShared() {
        Node x = input("x", 2);
        Node y = exp(x);
        List<Node> read = GraphText.read(write(y.mul(y), y), STANDARD);
        assertThat(read.get(0).inputs()).containsExactly(read.get(1), read.get(1));
    }
}
