package chainrule.program;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.FeedException;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.graph.SourceLines;
import chainrule.graph.Type;
import chainrule.kernel.Precision;
import chainrule.simplify.Simplify;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Lent;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a session keeps from run to run, and what it leaves alone.
final class SessionTest {
    private final Node x = input("x", Dim.BATCH, 3);
    private final Node t = input("t", Dim.BATCH, 1);
    private final Node w = parameter("W", 3, 4);
    private final Node b = parameter("b", 4);
    private final Node v = parameter("V", 4, 1);
    private final Node e = meanSquaredError(sigmoid(x.matmul(w).add(b)).matmul(v), t).named("E");
    private final ImmutableList<Node> weights = ImmutableList.of(w, b, v);
    private final ImmutableList<Node> updated = updated();
    private final Map<Node, Node> next =
            Map.of(w, updated.get(0), b, updated.get(1), v, updated.get(2));
    private final ImmutableList<Node> outputs =
            ImmutableList.<Node>builder().add(e).addAll(updated).build();
    private final Random random = new Random(7);
    private final Map<Node, Tensor> start =
            ImmutableMap.of(w, drawn(3, 4), b, drawn(4), v, drawn(4, 1));

    private ImmutableList<Node> updated() {
        ImmutableList<Node> slopes = Gradient.of(e, weights);
        return ImmutableList.of(
                w.sub(slopes.get(0).mul(0.5)),
                b.sub(slopes.get(1).mul(0.5)),
                v.sub(slopes.get(2).mul(0.5)));
    }

    private Tensor drawn(int... sizes) {
        return Tensor.generate(Shape.of(sizes), Kind.REAL, _ -> random.nextDouble(-1, 1));
    }

    private Feed points(int count) {
        return Feed.of(x, drawn(count, 3)).and(t, drawn(count, 1));
    }

    /// One run after another, each with the weights that the one before has given.
    private final class ByHand {
        private final Program program;
        private Map<Node, Tensor> values = start;

        ByHand(Program program) {
            this.program = program;
        }

        List<Tensor> step(Feed points) {
            List<Tensor> results = program.run(points.and(values));
            values = ImmutableMap.of(w, results.get(1), b, results.get(2), v, results.get(3));
            return results;
        }
    }

    private static List<Tensor> copies(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::copy).toList();
    }

    @ParameterizedTest
    @EnumSource
    void weightsThatAreCarriedAreThoseOfFreshRunsBitForBit(Precision precision) {
        Program program = Program.compile(outputs, precision);
        ByHand byHand = new ByHand(program);
        Session session = program.bind(next);
        for (int step = 0; step < 20; step++) {
            Feed points = points(5);
            List<Tensor> run = session.run(step == 0 ? points.and(start) : points);
            assertThat(run).isEqualTo(byHand.step(points));
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriedWeightsStayWhenTheNumberOfPointsChanges(Precision precision) {
        Program program = Program.compile(outputs, precision);
        ByHand byHand = new ByHand(program);
        Session session = program.bind(next);
        session.run(points(2).and(start));
        byHand.values = valuesOf(session);
        for (int count : new int[] {5, 5, 1, 600, 5, 0, 3, 600, 600, 1}) {
            Feed points = points(count);
            List<Tensor> expected = byHand.step(points);
            assertThat(session.run(points)).as("%d points", count).isEqualTo(expected);
            assertThat(session.values()).isEqualTo(expected);
        }
    }

    private Map<Node, Tensor> valuesOf(Session session) {
        List<Tensor> values = session.values();
        return ImmutableMap.of(w, values.get(1), b, values.get(2), v, values.get(3));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFedAgainTakesThePlaceOfWhatIsCarried(Precision precision) {
        Program program = Program.compile(outputs, precision);
        Session session = program.bind(next);
        session.run(points(3).and(start));
        session.run(points(3));
        Map<Node, Tensor> now = valuesOf(session);
        Feed points = points(3);
        Tensor other = drawn(4);
        Tensor carriedW = now.get(w);
        Tensor carriedV = now.get(v);
        assertThat(session.run(points.and(b, other)))
                .isEqualTo(program.run(points.and(Map.of(w, carriedW, b, other, v, carriedV))));
        Map<Node, Tensor> later = valuesOf(session);
        Feed more = points(3);
        assertThat(session.run(more)).isEqualTo(program.run(more.and(later)));
    }

    @ParameterizedTest
    @EnumSource
    void tensorsThatAreFedStayAsTheyAre(Precision precision) {
        Program program = Program.compile(outputs, precision);
        Feed points = points(4);
        Tensor given = points.value(x).copy();
        Map<Node, Tensor> singles = ImmutableMap.of(w, single(3, 4), b, single(4), v, single(4, 1));
        for (Map<Node, Tensor> weightsGiven : List.of(start, singles)) {
            List<Tensor> before = copies(List.copyOf(weightsGiven.values()));
            Session session = program.bind(next);
            session.run(points.and(weightsGiven));
            session.run(points);
            session.run(points.and(weightsGiven));
            session.run(points);
            assertThat(List.copyOf(weightsGiven.values())).isEqualTo(before);
        }
        assertThat(points.value(x)).isEqualTo(given);
    }

    private Tensor single(int... sizes) {
        Shape shape = Shape.of(sizes);
        float[] entries = new float[shape.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = random.nextFloat();
        }
        return Lent.floats(shape, entries);
    }

    @Test
    void valuesAreOnesOwn() {
        Session session = Program.compile(outputs, Precision.DOUBLE).bind(next);
        assertThatThrownBy(session::values)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("nothing has been run yet");
        List<Tensor> first = copies(session.run(points(3).and(start)));
        List<Tensor> values = session.values();
        for (int i = 0; i < 5; i++) {
            session.run(points(3));
            session.run(points(2));
        }
        assertThat(values).isEqualTo(first);
        assertThat(session.values()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void anOutputMayBeAnythingAndListedTwice(Precision precision) {
        Node a = input("a", 2, 3);
        Node n = input("n", Kind.INDEX, Shape.of(2));
        Node constant = constant(Tensor.of(1, 2, 4));
        Node twice = a.mul(2);
        List<Node> all =
                List.of(
                        a,
                        constant,
                        constant(3),
                        a.t(),
                        twice,
                        twice,
                        twice.t(),
                        less(a, constant(0)),
                        n,
                        argmax(a, 1),
                        slice(n, 0, 1, 2),
                        sum(a),
                        reshape(twice, 6));
        Feed feed =
                Feed.of(a, Tensor.of(Shape.of(2, 3), 1, -2, 3, -4, 5, 6))
                        .and(n, Tensor.indices(Shape.of(2), 7, 9));
        Program program = Program.compile(all, precision);
        Session session = program.bind();
        for (int i = 0; i < 3; i++) {
            List<Tensor> values = session.run(feed);
            Agreement.assertAgree("all", Interpreter.evaluate(all, feed), values, 0);
            assertThat(values).isEqualTo(program.run(feed));
        }
    }

    /// An average and the last value both become the same: each has a buffer of its own.
    @ParameterizedTest
    @EnumSource
    void twoMayFollowAnOutputThatIsListedTwice(Precision precision) {
        Node p = parameter("p", 2);
        Node q = parameter("q", 2);
        Node y = p.add(q.mul(2));
        Session session = Program.compile(List.of(y, y), precision).bind(Map.of(p, y, q, y));
        session.run(Feed.of(p, Tensor.of(1, 2)).and(q, Tensor.of(10, 20)));
        assertThat(session.values().get(0).toDoubles()).containsExactly(21, 42);
        session.run(Feed.empty());
        session.run(Feed.empty());
        assertThat(session.values().get(1).toDoubles()).containsExactly(189, 378);
        assertThat(session.run(Feed.of(q, Tensor.of(0, 1))).get(0).toDoubles())
                .containsExactly(189, 380);
    }

    /// p becomes q, and q becomes p.
    @ParameterizedTest
    @EnumSource
    void inputsMayChangePlaces(Precision precision) {
        Node p = parameter("p", 2);
        Node q = parameter("q", 2);
        Session session =
                Program.compile(List.of(p, q, p.sub(q)), precision).bind(Map.of(p, q, q, p));
        Feed feed = Feed.of(p, Tensor.of(1, 2)).and(q, Tensor.of(10, 30));
        assertThat(session.run(feed).get(2).toDoubles()).containsExactly(-9, -28);
        assertThat(session.run(Feed.empty()).get(2).toDoubles()).containsExactly(9, 28);
        assertThat(session.run(Feed.empty()).get(2).toDoubles()).containsExactly(-9, -28);
        assertThat(session.values().get(0).toDoubles()).containsExactly(1, 2);
    }

    /// What a run gave may be fed into the next, though that writes where it lies.
    @ParameterizedTest
    @EnumSource
    void whatARunGaveMayBeFedIntoTheNext(Precision precision) {
        Node m = input("M", 50, 50);
        Node y = m.matmul(m).mul(0.1).sub(m.t());
        Program program = Program.compile(List.of(y), precision);
        Session session = program.bind();
        Tensor byHand = drawn(50, 50);
        Tensor value = byHand;
        for (int i = 0; i < 5; i++) {
            byHand = program.run(Feed.of(m, byHand)).get(0);
            value = session.run(Feed.of(m, value)).get(0);
            assertThat(value).as("run %d", i).isEqualTo(byHand);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARunGaveMayBeFedInOtherPlaces(Precision precision) {
        Node p = parameter("p", 2);
        Node q = parameter("q", 2);
        Node y = p.add(1);
        Node z = q.add(2);
        Session session = Program.compile(List.of(y, z), precision).bind(Map.of(p, y, q, z));
        List<Tensor> first = session.run(Feed.of(p, Tensor.of(0, 10)).and(q, Tensor.of(100, 200)));
        List<Tensor> second = session.run(Feed.of(p, first.get(1)).and(q, first.get(0)));
        assertThat(second.get(0).toDoubles()).containsExactly(103, 203);
        assertThat(second.get(1).toDoubles()).containsExactly(3, 13);
    }

    /// A tensor of a session in single precision is another after each run, though it is the same
    /// object.
    @Test
    void theViewOfAnotherSessionIsReadAnew() {
        Node p = input("p", 2);
        Session single = Program.compile(List.of(p.mul(2)), Precision.FLOAT).bind();
        Session whole = Program.compile(List.of(p.add(1)), Precision.DOUBLE).bind();
        for (int i = 0; i < 4; i++) {
            single.run(Feed.of(p, Tensor.of(0, 0)));
            Tensor view = single.run(Feed.of(p, Tensor.of(i, 2 * i))).get(0);
            assertThat(whole.run(Feed.of(p, view)).get(0).toDoubles())
                    .containsExactly(2 * i + 1, 4 * i + 1);
        }
    }

    /// A state that is carried has the sizes that it was given.
    @Test
    void aCarriedStateKeepsItsNumberOfPoints() {
        Node h = input("h", Dim.BATCH, 2);
        Node in = input("in", Dim.BATCH, 2);
        Node y = h.mul(2).add(in);
        Session session = Program.compile(List.of(y), Precision.DOUBLE).bind(Map.of(h, y));
        session.run(
                Feed.of(h, Tensor.full(Shape.of(3, 2), 1)).and(in, Tensor.full(Shape.of(3, 2), 1)));
        session.run(Feed.of(in, Tensor.full(Shape.of(3, 2), 1)));
        assertThat(session.values().get(0)).isEqualTo(Tensor.full(Shape.of(3, 2), 7));
        assertThatThrownBy(() -> session.run(Feed.of(in, Tensor.full(Shape.of(2, 2), 1))))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessage("dimension 'batch' is 2 in 'in', and 3 in 'h'");
        session.run(Feed.of(in, Tensor.full(Shape.of(3, 2), 0)));
        assertThat(session.values().get(0)).isEqualTo(Tensor.full(Shape.of(3, 2), 14));
        session.run(
                Feed.of(in, Tensor.full(Shape.of(2, 2), 1)).and(h, Tensor.full(Shape.of(2, 2), 5)));
        session.run(Feed.of(in, Tensor.full(Shape.of(2, 2), 1)));
        assertThat(session.values().get(0)).isEqualTo(Tensor.full(Shape.of(2, 2), 23));
    }

    @Test
    void aStateAloneTellsItsSizes() {
        Node h = input("h", Dim.BATCH);
        Node y = h.mul(2);
        Session session = Program.compile(List.of(y), Precision.DOUBLE).bind(Map.of(h, y));
        session.run(Feed.of(h, Tensor.of(1, 2)));
        session.run(Feed.empty());
        assertThat(session.values().get(0)).isEqualTo(Tensor.of(4, 8));
        session.run(Feed.of(h, Tensor.of(1, 2, 3)));
        session.run(Feed.empty());
        assertThat(session.values().get(0)).isEqualTo(Tensor.of(4, 8, 12));
    }

    @Test
    void onlyOutputsOfTheSameTypeMayFollow() {
        Node p = parameter("p", 2);
        Node q = parameter("q", 2);
        Node flag = input("flag", Kind.BOOL, Shape.of(2));
        Node y = p.mul(2).add(real(flag)).named("y");
        Program program = Program.compile(List.of(y, sum(y), less(y, q)), Precision.DOUBLE);
        refused(
                () -> program.bind(Map.of(p, sum(y))),
                "the value of Σ(y) [], which is [], cannot become that of p [2], which is [2]");
        refused(
                () -> program.bind(Map.of(y, y)),
                "the value of y [2], which is [2], cannot become that of y [2], which is [2]");
        refused(
                () -> program.bind(Map.of(p, p.mul(3))),
                "p · 3 [2] is to become the value of 'p', and is no output of the program; what two are to take is listed twice");
        Map<Node, Node> both = new java.util.LinkedHashMap<>();
        both.put(p, y);
        both.put(q, y);
        refused(
                () -> program.bind(both),
                "y [2] is to become the value of 'q', and is no output of the program; what two are to take is listed twice");
        refused(
                () -> program.bind(Map.of(flag, less(y, q))),
                "the value of y < q [2], which is BOOL [2], cannot become that of flag [2], which is BOOL [2]");
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void aValueThatIsMissingIsNamed() {
        Program program = Program.compile(outputs, Precision.FLOAT);
        String hint = "\n(" + SourceLines.HINT + ")";
        assertThatThrownBy(() -> program.run(points(2)))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessage("no value for 'W' [3×4]; fed were: x, t" + hint);
        Session session = program.bind(next);
        session.run(points(2).and(start));
        assertThatThrownBy(() -> session.run(Feed.of(x, drawn(2, 3))))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessage("no value for 't' [batch×1]; fed were: x" + hint);
        assertThatThrownBy(() -> session.run(Feed.of(x, drawn(9, 3))))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessage("no value for 't' [batch×1]; fed were: x" + hint);
        assertThatThrownBy(() -> session.run(Feed.empty()))
                .isExactlyInstanceOf(FeedException.class)
                .hasMessage("no value for 'x' [batch×3]; fed were: none" + hint);
        Map<Node, Tensor> now = valuesOf(session);
        Feed points = points(2);
        assertThat(session.run(points)).isEqualTo(program.run(points.and(now)));
    }

    private static String message(Runnable run) {
        try {
            run.run();
        } catch (EvaluationException refusal) {
            return String.valueOf(refusal.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void anOperationThatRefusesItsOperandsSaysWhatItSaysInTheInterpreter() {
        Node a = input("a", Dim.BATCH, 3);
        Node n = input("n", Kind.INDEX, Shape.of(2));
        Node y = sum(gather(tanh(a), n, 1).mul(2));
        Feed good = Feed.of(a, drawn(2, 3)).and(n, Tensor.indices(Shape.of(2), 0, 2));
        Feed bad =
                Feed.of(a, Tensor.of(Shape.of(1, 3), 0, 0, 0))
                        .and(n, Tensor.indices(Shape.of(2), 0, 3));
        for (Precision precision : Precision.values()) {
            Session session = Program.compile(List.of(y), precision).bind();
            Tensor before = session.run(good).get(0).copy();
            assertThat(message(() -> session.run(bad)))
                    .isEqualTo(message(() -> Interpreter.evaluate(y, bad)))
                    .isEqualTo(
                            "gather in gather₁(tanh(a), n): index 3 at position 1 is outside an axis of 3; its indices are 0 to 2\n"
                                    + "  tanh(a) = [1×3] 0 0 0\n"
                                    + "  n = [2] 0 3\n"
                                    + SourceLines.HINT);
            assertThat(session.run(good)).containsExactly(before);
        }
        Node most = max(a, 0);
        Feed none = Feed.of(a, drawn(0, 3));
        Session session = Program.compile(List.of(most), Precision.DOUBLE).bind();
        assertThat(message(() -> session.run(none)))
                .isEqualTo(message(() -> Interpreter.evaluate(most, none)));
    }

    @Test
    void whatAnOperationOfAUserThrowsIsReportedAsInTheInterpreter() {
        DoubleUnaryOperator picky =
                value -> {
                    if (value > 1) {
                        throw new IllegalArgumentException("too large: " + value);
                    }
                    return value;
                };
        Node a = input("a", 2);
        Node y = Opaque.of("picky", picky, (p, _) -> p).apply(a.mul(2)).add(1);
        Feed bad = Feed.of(a, Tensor.of(0, 3));
        for (Precision precision : Precision.values()) {
            Session session = Program.compile(List.of(y), precision).bind();
            assertThat(message(() -> session.run(bad)))
                    .isEqualTo(message(() -> Interpreter.evaluate(Simplify.of(y), bad)))
                    .isEqualTo(
                            "picky in picky(2 · a) threw java.lang.IllegalArgumentException: too large: 6.0\n  2 · a = [2] 0 6");
            assertThat(session.run(Feed.of(a, Tensor.of(0, 0.25))).get(0).toDoubles())
                    .containsExactly(1, 1.5);
        }
    }

    /// 0.1 in single precision is a little more than 0.1.
    @Test
    void aFailureOfSinglePrecisionAloneSaysSo() {
        DoubleUnaryOperator picky =
                value -> {
                    if (value > 0.1) {
                        throw new IllegalArgumentException("too large: " + value);
                    }
                    return value;
                };
        Node a = input("a");
        Node y = Opaque.of("picky", picky, (p, _) -> p).apply(a.mul(1));
        Session session = Program.compile(List.of(y), Precision.FLOAT).bind();
        assertThat(message(() -> session.run(Feed.of(a, 0.1))))
                .isEqualTo(
                        "in single precision, other than in double precision, picky(a) fails: java.lang.IllegalArgumentException: too large: 0.10000000149011612");
    }

    /// What was carried is as before a run that failed, but for what was fed again.
    @Test
    void aSessionGoesOnAfterARunThatFailed() {
        DoubleUnaryOperator picky =
                value -> {
                    if (value > 1000) {
                        throw new IllegalArgumentException("too large");
                    }
                    return value;
                };
        Opaque op = Opaque.of("picky", picky, (p, _) -> p);
        Node p = parameter("p", 2);
        Node by = input("by");
        Node y = p.mul(2);
        Node z = op.apply(y.add(by));
        Session session = Program.compile(List.of(y, z), Precision.DOUBLE).bind(Map.of(p, y));
        session.run(Feed.of(p, Tensor.of(1, 2)).and(by, 0));
        assertThatThrownBy(() -> session.run(Feed.of(by, 5000)))
                .isExactlyInstanceOf(EvaluationException.class);
        assertThatThrownBy(session::values)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the last run failed, so there are no values of it");
        session.run(Feed.of(by, 1));
        assertThat(session.values().get(0)).isEqualTo(Tensor.of(4, 8));
        assertThat(session.values().get(1)).isEqualTo(Tensor.of(5, 9));
    }

    @Test
    void aFailureSeesWhatIsCarried() {
        Node p = parameter("p", 2);
        DoubleUnaryOperator picky =
                value -> {
                    if (value > 3) {
                        throw new IllegalArgumentException("too large");
                    }
                    return value;
                };
        Node y = Opaque.of("picky", picky, (q, _) -> q).apply(p).add(1);
        Session session = Program.compile(List.of(y), Precision.FLOAT).bind(Map.of(p, y));
        session.run(Feed.of(p, Tensor.of(1, 3)));
        assertThat(message(() -> session.run(Feed.empty())))
                .isEqualTo(
                        "picky in picky(p) threw java.lang.IllegalArgumentException: too large\n  p = [2] 2 4");
    }

    /// What comes last fits still, and what comes first does not.
    @Test
    void aSizeMayChangeThatOnlyOneInputHas() {
        Node p = input("p", Dim.named("n"));
        Node q = input("q", Dim.BATCH);
        Session session = Program.compile(List.of(sum(p).add(q)), Precision.DOUBLE).bind();
        Feed feed = Feed.of(q, Tensor.of(1, 2));
        assertThat(session.run(feed.and(p, Tensor.of(10, 20))).get(0)).isEqualTo(Tensor.of(31, 32));
        assertThat(session.run(feed.and(p, Tensor.of(10, 20, 30))).get(0))
                .isEqualTo(Tensor.of(61, 62));
        assertThat(session.run(feed.and(p, Tensor.of(10))).get(0)).isEqualTo(Tensor.of(11, 12));
    }

    /// An operation that gives a row where it says that it gives a vector.
    private record Liar(String label) implements Opaque {
        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return Tensor.full(Shape.of(1, y.size()), 1);
        }

        @Override
        public Rule rule() {
            return new Rule.Refused("it lies");
        }
    }

    @Test
    void anOperationThatGivesAnotherShapeIsReportedAsInTheInterpreter() {
        Node a = input("a", 2);
        Node y = new Liar("liar").apply(a).add(1);
        Feed feed = Feed.of(a, Tensor.of(0, 3));
        Session session = Program.compile(List.of(y), Precision.FLOAT).bind();
        assertThat(message(() -> session.run(feed)))
                .isEqualTo(message(() -> Interpreter.evaluate(y, feed)))
                .isEqualTo(
                        "liar in liar(a) gave REAL [1×2], and its type says REAL [2]\n  a = [2] 0 3");
    }
}
