package chainrule.nn.save;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.codec.CodecException;
import chainrule.codec.GraphText;
import chainrule.codec.Listing;
import chainrule.codec.Vocabulary;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphJsonTest {
    private static final Vocabulary STANDARD = Vocabulary.standard();

    private static void assertReadAsWritten(List<Node> roots, Vocabulary vocabulary) {
        String json = GraphJson.write(roots);
        List<Node> read = GraphJson.read(json, vocabulary);
        assertThat(GraphJson.write(read)).isEqualTo(json);
        assertThat(Listing.of(read)).isEqualTo(Listing.of(roots));
    }

    @Test
    void aGraphIsWrittenAsItsNodes() {
        Node x = input("x", Shape.of(List.of(new Dim(2, "batch"), Dim.of(2))));
        Node y = x.add(constant(Tensor.of(0.5, Double.NaN)));
        Node e =
                Origin.at(
                        "error",
                        Optional.of("Lesson.java:12"),
                        () -> mean(y).mul(Node.size(BATCH)).named("E"));
        assertThat(GraphJson.write(List.of(e, x)))
                .isEqualTo(
                        """
                        {"version":1,"nodes":[\
                        {"source":"input","kind":"REAL","shape":[{"factor":2,"name":"batch"},2],"name":"x"},\
                        {"source":"constant","entries":[0.5,"NaN"],"kind":"REAL","shape":[2]},\
                        {"op":"add","inputs":[0,1],"kind":"REAL","shape":[{"factor":2,"name":"batch"},2]},\
                        {"op":"mean","settings":{"axes":[0,1],"keepDims":false},"inputs":[2],"kind":"REAL","shape":[],"scope":"error","line":"Lesson.java:12"},\
                        {"source":"size","dim":"batch","kind":"REAL","shape":[],"scope":"error","line":"Lesson.java:12"},\
                        {"op":"mul","inputs":[3,4],"kind":"REAL","shape":[],"name":"E","scope":"error","line":"Lesson.java:12"}],\
                        "outputs":[5,0]}\
                        """);
        assertReadAsWritten(List.of(e, x), STANDARD);
    }

    @Test
    void constantsOfEveryKindAreReadAsTheyWere() {
        List<Tensor> values =
                List.of(
                        Tensor.scalar(-0.0),
                        Tensor.of(1, 0.1, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
                        Tensor.floats(
                                Shape.of(2, 2), 0.1f, -0f, Float.NaN, Float.NEGATIVE_INFINITY),
                        Tensor.indices(Shape.of(2), Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Tensor.bools(Shape.of(2, 1), true, false),
                        Tensor.of(Shape.of(0, 3)),
                        Tensor.floats(Shape.of(0)),
                        Tensor.indices(Shape.of(0)),
                        Tensor.bools(Shape.of(2, 0)));
        List<Node> constants = values.stream().map(Node::constant).toList();
        assertReadAsWritten(constants, STANDARD);
        assertThat(GraphJson.read(GraphJson.write(constants), STANDARD))
                .extracting(node -> ((Op.Constant) node.op()).value())
                .containsExactlyElementsOf(values);
    }

    @Property(tries = 500)
    void numbersAreReadToTheLastBit(@ForAll double entry, @ForAll float single) {
        assertReadAsWritten(
                List.of(constant(entry), constant(Tensor.floats(Shape.of(1), single))), STANDARD);
    }

    @Property(tries = 500)
    void namesMayBeAnything(@ForAll String name, @ForAll String scope, @ForAll String line) {
        Node x = Origin.at(scope, Optional.of(line), () -> input("x" + name, 2));
        assertReadAsWritten(List.of(x), STANDARD);
    }

    @Test
    void halvesOfSurrogatePairsSurviveAFile() {
        Node x = input("\udc00 👍 \ud800", 2);
        String json = GraphJson.write(List.of(x));
        String stored = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(GraphJson.read(stored, STANDARD).get(0).name()).isEqualTo(x.name());
    }

    @Test
    void whatIsReadHasTheSameBitsAndTheSameGradients() {
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node e = Functions.logLoss(sigmoid(x.matmul(w)), y);
        List<Node> roots = List.of(Gradient.of(e, w), e, x, y, w);
        assertReadAsWritten(roots, STANDARD);
        List<Node> read = GraphJson.read(GraphJson.write(roots), STANDARD);
        Tensor points = Tensor.of(new double[][] {{0.1, 2}, {-1, 0.3}});
        Tensor labels = Tensor.of(new double[][] {{1}, {0}});
        Tensor weights = Tensor.of(new double[][] {{0.7}, {-0.2}});
        Feed feed = Feed.of(Map.of(x, points, y, labels, w, weights));
        Feed again =
                Feed.of(Map.of(read.get(2), points, read.get(3), labels, read.get(4), weights));
        assertThat(Interpreter.evaluate(read.subList(0, 2), again))
                .isEqualTo(Interpreter.evaluate(roots.subList(0, 2), feed));
        assertThat(GraphText.write(List.of(Gradient.of(read.get(1), read.get(4)))))
                .isEqualTo(GraphText.write(List.of(roots.get(0))));
    }

    private enum Mode {
        WRAP,
        CUT
    }

    private record Shift(int places, double rate, Mode mode, ImmutableList<String> texts)
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

    @Test
    void aUsersOperationsAreReadOutOfTheVocabulary() {
        Composite mish = Composite.of("mish", v -> v.mul(exp(v)));
        Shift prototype = new Shift(0, 0, Mode.CUT, ImmutableList.of());
        Node x = input("x", 3);
        for (double rate : new double[] {1, -0.0, 0.1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            Operation shift = new Shift(-1, rate, Mode.WRAP, ImmutableList.of("NaN", "", "\"\n"));
            List<Node> y = List.of(shift.apply(mish.apply(x)));
            String json = GraphJson.write(y);
            List<Node> read = GraphJson.read(json, STANDARD.and(mish, prototype));
            assertThat(read.get(0).op()).isEqualTo(shift);
            assertThat(read.get(0).inputs().get(0).op()).isEqualTo(mish);
            assertThat(GraphJson.write(read)).isEqualTo(json);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aGraphOfAHundredThousandNodesIsWrittenAndRead() {
        Node x = parameter("x");
        Node e = x;
        for (int i = 0; i < 50_000; i++) {
            e = e.mul(x).named("h" + i).add(i);
        }
        assertReadAsWritten(List.of(e), STANDARD);
    }

    private static void assertRefused(String json, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> GraphJson.read(json, STANDARD))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "`` § this is no JSON, at line 1 column 1 path $",
                "{ § this is no JSON, at line 1 column 2 path $.",
                "{'version':1} {} § this is no JSON, at line 1 column 16 path $",
                "{'version':null} § there is a NULL at $.version, which has no meaning here",
                "{'version':1e999} § the number at $.version is more than a double can hold",
                "{'version':1,'version':1} § there are two fields at $.version",
                "[] § the graph: an object with fields, {…}, belongs here",
                "{} § the graph: field 'version' is missing",
                "{'version':'1'} § the graph: field 'version' must be a whole number",
                "{'version':2} § the graph is of version 2, and this release reads version 1",
                "{'version':1} § the graph: field 'nodes' is missing",
                "{'version':1,'nodes':{}} § the graph: field 'nodes' must be a list",
                "{'version':1,'nodes':[]} § the graph: field 'outputs' is missing",
                "{'version':1,'nodes':[],'outputs':[0.5]} § the graph: field 'outputs' must be a list of positions of nodes; its entry 0 is not",
                "{'version':1,'nodes':[],'outputs':[0]} § output 0 is no node; there are 0, numbered from 0",
                "{'version':1,'nodes':[],'outputs':[],'author':'me'} § the graph: there is no field 'author'",
                "{'version':1,'nodes':[[]],'outputs':[]} § node 0: an object with fields, {…}, belongs here",
            })
    void whatIsNoGraphIsRefused(String json, String message) {
        assertRefused(json.replace('\'', '"'), message);
    }

    /// A second node, after the input x of shape [2].
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{} § field 'kind' is missing",
                "{'kind':'FLOAT'} § field 'kind' must be REAL, INDEX or BOOL",
                "{'kind':'REAL'} § field 'shape' is missing",
                "{'kind':'REAL','shape':2} § 'shape' must be a list, each entry a size from 0, the name of an open dimension, or {factor=…, name=…}, and is 2",
                "{'kind':'REAL','shape':[-1]} § 'shape[0]' must be a size from 0, the name of an open dimension, or {factor=…, name=…}, and is -1",
                "{'kind':'REAL','shape':['a','a']} § 'shape' is refused: dimension 'a' occurs twice in [a×a]; an open dimension may occur once in a shape",
                "{'kind':'REAL','shape':[2]} § there is neither an op nor a source",
                "{'source':'weight','kind':'REAL','shape':[2]} § field 'source' must be input, parameter, constant or size",
                "{'source':'input','kind':'REAL','shape':[2]} § inputs and parameters need a name",
                "{'source':'parameter','kind':'BOOL','shape':[2],'name':'b'} § a parameter is REAL",
                "{'source':'size','kind':'REAL','shape':[]} § field 'dim' is missing",
                "{'source':'size','dim':3,'kind':'REAL','shape':[]} § this size is a number; write it as one: 3",
                "{'source':'constant','kind':'REAL','shape':[2]} § field 'entries' is missing",
                "{'source':'constant','entries':[1],'kind':'REAL','shape':[2]} § [2] holds 2 entries, and 1 were given",
                "{'source':'constant','entries':[1],'kind':'REAL','shape':['n']} § the size of dimension n is known only when values are fed",
                "{'source':'constant','entries':[1,'x'],'kind':'REAL','shape':[2]} § field 'entries' must be a list of numbers, \"NaN\", \"Infinity\" or \"-Infinity\"; its entry 1 is not",
                "{'source':'constant','entries':[1.5],'kind':'INDEX','shape':[1]} § field 'entries' must be a list of whole numbers from −2³¹ to 2³¹ − 1; its entry 0 is not",
                "{'source':'constant','entries':[2147483648],'kind':'INDEX','shape':[1]} § field 'entries' must be a list of whole numbers from −2³¹ to 2³¹ − 1; its entry 0 is not",
                "{'source':'constant','entries':[1],'kind':'BOOL','shape':[1]} § field 'entries' must be a list of true or false; its entry 0 is not",
                "{'source':'constant','float':true,'entries':[1],'kind':'INDEX','shape':[1]} § only REAL numbers are stored as float",
                "{'op':'exp','kind':'REAL','shape':[2]} § field 'inputs' is missing",
                "{'op':'exp','inputs':[1],'kind':'REAL','shape':[2]} § operand 1 is no earlier node; there are 1 before it, numbered from 0",
                "{'op':'exp','inputs':[-1],'kind':'REAL','shape':[2]} § operand -1 is no earlier node; there are 1 before it, numbered from 0",
                "{'op':'exp','inputs':[0],'kind':'REAL','shape':[3]} § this is REAL [3], and what stands before it gives REAL [2]",
                "{'op':'mish','inputs':[0],'kind':'REAL','shape':[2]} § unknown operation 'mish'; add it to the vocabulary: Vocabulary.standard().and(…)",
                "{'op':'sum','settings':{'axes':[0]},'inputs':[0],'kind':'REAL','shape':[]} § 'keepDims' is missing; the settings are axes, keepDims",
                "{'op':'exp','settings':[],'inputs':[0],'kind':'REAL','shape':[2]} § field 'settings' must be an object",
                "{'op':'exp','inputs':[0],'kind':'REAL','shape':[2],'name':' '} § the name is blank; leave it out",
                "{'op':'exp','inputs':[0],'kind':'REAL','shape':[2],'source':'input'} § there is no field 'source'",
            })
    void aNodeThatDoesNotFitIsRefused(String node, String message) {
        String x = "{'source':'input','kind':'REAL','shape':[2],'name':'x'}";
        String json = "{'version':1,'nodes':[%s,%s],'outputs':[]}".formatted(x, node);
        assertRefused(json.replace('\'', '"'), "node 1: " + message);
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(
                "[".repeat(100_000), "this is no JSON, at line 1 column 257 path $[0][0][0][0]…");
    }

    @Property(tries = 2_000)
    void damagedJsonIsRefusedOrRead(@ForAll Random random) {
        Node x = input("x", BATCH, 2);
        Node c = constant(Tensor.indices(Shape.of(2), 1, 2));
        StringBuilder json =
                new StringBuilder(GraphJson.write(List.of(mean(exp(x)).mul(Node.size(BATCH)), c)));
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(json.length());
            switch (random.nextInt(3)) {
                case 0 -> json.deleteCharAt(from);
                case 1 -> json.setCharAt(from, json.charAt(random.nextInt(json.length())));
                default -> json.insert(from, json.charAt(random.nextInt(json.length())));
            }
        }
        readOrRefused(json.toString());
    }

    @Property(tries = 10_000)
    void garbageIsRefusedOrRead(@ForAll String json) {
        readOrRefused(json);
    }

    private static void readOrRefused(String json) {
        try {
            GraphJson.write(GraphJson.read(json, STANDARD));
        } catch (CodecException refusal) {
            assertThat(refusal).message().isNotBlank();
        }
    }
}
