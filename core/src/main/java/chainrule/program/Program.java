package chainrule.program;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import chainrule.eval.Feed;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.kernel.AllKernels;
import chainrule.kernel.Kernels;
import chainrule.kernel.Precision;
import chainrule.simplify.Lower;
import chainrule.simplify.Simplify;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Formulas compiled for repeated evaluation: simplified, composites replaced by their definitions,
/// element-wise chains and reductions fused, buffers shared. Their values are what [Interpreter]
/// says, up to rounding in the precision. A program does not change and may be used from several
/// threads; each opens a [Session] of its own.
public final class Program {
    private static final int MOST_PLANS = 64;

    private final ImmutableList<Node> asked;
    private final ImmutableList<Node> outputs;
    private final Lower lower;
    private final Precision precision;
    private final ImmutableList<Node> fed;
    private final ImmutableSet<String> open;
    private final boolean tellsAllSizes;
    private final Map<ImmutableMap<String, Integer>, Plan<?>> plans =
            Collections.synchronizedMap(new Recent<>(MOST_PLANS));

    private Program(ImmutableList<Node> asked, Precision precision) {
        this.asked = asked;
        this.outputs = Simplify.of(asked);
        this.precision = precision;
        this.lower = Lower.of(outputs);
        List<Node> nodes = Walk.order(lower.outputs());
        this.open = nodes.stream().flatMap(Program::names).collect(toImmutableSet());
        this.fed =
                nodes.stream()
                        .filter(node -> node.op() instanceof Op.Fed)
                        .collect(ImmutableList.toImmutableList());
        this.tellsAllSizes =
                fed.stream().flatMap(Program::names).collect(toImmutableSet()).containsAll(open);
    }

    /// Compiles formulas. They are simplified first; how they are computed is planned when sizes
    /// are known, once for each.
    public static Program compile(List<Node> outputs, Precision precision) {
        return new Program(ImmutableList.copyOf(outputs), precision);
    }

    /// The precision in which it computes.
    public Precision precision() {
        return precision;
    }

    /// The values of the outputs in tensors of their own.
    ///
    /// @throws chainrule.eval.FeedException if a value is missing
    /// @throws chainrule.eval.EvaluationException if an operation fails
    public ImmutableList<Tensor> run(Feed feed) {
        return bind().run(feed);
    }

    /// A session, for one thread at a time.
    ///
    /// @throws IllegalArgumentException if `-Dchainrule.threads` is set, and is no whole number
    ///   from 1 on
    public Session bind() {
        return bind(ImmutableMap.of());
    }

    /// A session whose outputs come back as inputs: after each run the value of an output is that
    /// of an input or parameter in the next, unless that is fed again. So weights are trained
    /// without leaving their buffers.
    ///
    /// @param next from inputs or parameters to the outputs that follow them
    /// @throws GraphException if one of these is no output, or is not of the type of what it is to
    ///   follow; if two follow one output that is not listed twice
    public Session bind(Map<Node, Node> next) {
        return bind(next, Crew.ofProcess());
    }

    /// The same with other helpers.
    Session bind(Map<Node, Node> next, Crew crew) {
        Map<Node, Integer> numbers = new LinkedHashMap<>();
        next.forEach((source, output) ->
                numbers.put(source, follower(source, output, numbers.values())));
        return new Session(this, ImmutableMap.copyOf(numbers), crew);
    }

    /// The number of an output that nothing follows yet.
    private int follower(Node source, Node output, Collection<Integer> taken) {
        if (!(source.op() instanceof Op.Fed)
                || source.kind() != Kind.REAL
                || !output.type().equals(source.type())) {
            throw new GraphException(
                    "the value of %s, which is %s, cannot become that of %s, which is %s"
                            .formatted(output, output.type(), source, source.type()));
        }
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).equals(output) && !taken.contains(i)) {
                return i;
            }
        }
        throw new GraphException(
                "%s is to become the value of '%s', and is no output of the program; what two are to take is listed twice"
                        .formatted(output, Text.of(source)));
    }

    /// The formulas, simplified.
    ImmutableList<Node> outputs() {
        return outputs;
    }

    /// The sizes among these that the formulas depend on.
    ImmutableMap<String, Integer> used(Map<String, Integer> sizes) {
        return ImmutableMap.copyOf(Maps.filterKeys(sizes, open::contains));
    }

    /// Whether what is fed tells all sizes that the formulas depend on.
    boolean tellsAllSizes() {
        return tellsAllSizes;
    }

    private static Stream<String> names(Node node) {
        Stream<Dim> own = node.op() instanceof Op.Size(Dim dim) ? Stream.of(dim) : Stream.of();
        return Stream.concat(own, node.shape().dims().stream())
                .filter(dim -> !dim.isKnown())
                .map(Dim::name);
    }

    /// The plan for the sizes of open dimensions.
    Plan<?> plan(Map<String, Integer> sizes) {
        ImmutableMap<String, Integer> key = used(sizes);
        Plan<?> known = plans.get(key);
        if (known != null) {
            return known;
        }
        Plan<?> made = planned(key, AllKernels.of(precision));
        plans.put(key, made);
        return made;
    }

    private <A> Plan<A> planned(ImmutableMap<String, Integer> sizes, Kernels<A> kernels) {
        return Planner.of(lower.outputs(), sizes, kernels);
    }

    /// How the outputs are computed for the sizes of a feed, step by step: what each computes from
    /// which buffers, how many bytes it moves and how many operations that are.
    public String explain(Feed feed) {
        return Schedules.text(plan(feed.sizes()), precision, lower.names());
    }
}
