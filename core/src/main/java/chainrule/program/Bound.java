package chainrule.program;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.kernel.Kernels;
import chainrule.kernel.Precision;
import chainrule.program.Plan.Place;
import chainrule.tensor.Kind;
import chainrule.tensor.Lent;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan with a memory: what a session is for known sizes.
///
/// @param <A> `float[]` or `double[]`
final class Bound<A> {
    private final Program program;
    private final Plan<A> plan;
    private final Tensors<A> tensors;
    private final Memory<A> memory;
    private final Runner<A> runner;
    private final List<Source<A>> sources = new ArrayList<>();
    private final List<Truths<A>> truths = new ArrayList<>();
    private final ImmutableList<ImmutableList<Tensor>> results;
    private final Set<Object> written = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Tensor[] given;
    private int turn;
    private boolean isDone;

    /// @param crew who helps
    Bound(Program program, Plan<A> plan, ImmutableMap<Node, Integer> next, Crew crew) {
        this.program = program;
        this.plan = plan;
        this.tensors = new Tensors<>(plan.kernels());
        this.memory = plan.memory(crew.hands());
        this.runner = new Runner<>(plan, memory, crew);
        for (Place place : plan.fed()) {
            Integer output = next.get(place.node());
            sources.add(
                    new Source<>(
                            place,
                            output == null ? -1 : plan.outputs().get(output).slot(),
                            tensors));
            if (output != null) {
                memory.reals[place.slot()] = plan.kernels().allocate(place.shape().size());
            }
        }
        Map<Integer, A> other = new HashMap<>();
        for (Source<A> source : sources) {
            if (source.isCarried()) {
                other.put(source.follows, memory.reals[source.place.slot()]);
            }
        }
        this.results = ImmutableList.of(results(Map.of()), results(other));
        results.forEach(all -> all.forEach(result -> written.add(Lent.array(result))));
        this.given = new Tensor[sources.size()];
    }

    /// The tensors of the outputs, over the arrays of their slots or over others.
    private ImmutableList<Tensor> results(Map<Integer, A> other) {
        ImmutableList.Builder<Tensor> all = ImmutableList.builder();
        for (Place place : plan.outputs()) {
            all.add(
                    switch (place.kind()) {
                        case REAL ->
                                tensors.lend(
                                        place.shape(),
                                        other.getOrDefault(
                                                place.slot(), memory.reals[place.slot()]));
                        case INDEX -> Lent.indices(place.shape(), memory.indices[place.slot()]);
                        case BOOL -> {
                            boolean[] entries = new boolean[place.shape().size()];
                            truths.add(new Truths<>(place.slot(), entries, plan.kernels()));
                            yield Lent.bools(place.shape(), entries);
                        }
                    });
        }
        return all.build();
    }

    /// A value that is fed, or carried from run to run.
    private static final class Source<A> {
        private final Place place;
        private final int follows;
        private final Tensors<A> tensors;
        private Optional<A> own = Optional.empty();
        private Optional<Tensor> last = Optional.empty();
        private boolean isSet;

        /// @param follows the slot of the output that it is next, or −1
        Source(Place place, int follows, Tensors<A> tensors) {
            this.place = place;
            this.follows = follows;
            this.tensors = tensors;
        }

        boolean isCarried() {
            return follows >= 0;
        }

        boolean isLeftOut(Feed feed) {
            return isSet && isCarried() && !feed.nodes().contains(place.node());
        }

        @SuppressWarnings(
                "ReferenceEquality") // tensors do not change: the same one was copied already
        private boolean isLast(Tensor value) {
            return last.isPresent() && last.get() == value;
        }

        void set(Tensor value, Memory<A> memory, Kernels<A> kernels) {
            int slot = place.slot();
            isSet = true;
            if (place.kind() == Kind.INDEX) {
                memory.indices[slot] = (int[]) Lent.array(value);
            } else if (isCarried()) {
                tensors.copy(value, memory.reals[slot]);
            } else if (tensors.canBorrow(value)) {
                memory.reals[slot] = tensors.borrow(value);
            } else if (!isLast(value)) {
                A room = own.orElseGet(() -> kernels.allocate(value.size()));
                own = Optional.of(room);
                last = Lent.isLent(value) ? Optional.empty() : Optional.of(value);
                tensors.copy(value, room);
                memory.reals[slot] = room;
            }
        }
    }

    /// Truth values of an output, which are numbers while they are computed.
    @SuppressWarnings("ArrayRecordComponent") // the array is the result itself
    private record Truths<A>(int slot, boolean[] entries, Kernels<A> kernels) {
        void copy(Memory<A> memory) {
            for (int i = 0; i < entries.length; i++) {
                entries[i] = kernels.get(memory.reals[slot], i) != 0;
            }
        }
    }

    /// Whether a feed has the sizes of this plan.
    ///
    /// @throws chainrule.eval.FeedException if a value is missing
    boolean fits(Feed feed) {
        boolean fits = true;
        for (int i = 0; i < sources.size(); i++) {
            Source<A> source = sources.get(i);
            if (!source.isLeftOut(feed)) {
                Tensor value = feed.value(source.place.node());
                fits &= value.shape().equals(source.place.shape());
            }
        }
        return fits;
    }

    /// A feed, and what is carried and not fed again.
    ///
    /// @throws chainrule.eval.FeedException if a dimension has one size in a value that is carried,
    ///   and another in one that is fed
    Feed completed(Feed feed) {
        Map<Node, Tensor> left = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).isLeftOut(feed)) {
                left.put(sources.get(i).place.node(), carried(i));
            }
        }
        return feed.and(left);
    }

    private Tensor carried(int source) {
        Place place = sources.get(source).place;
        return tensors.copied(place.kind(), place.shape(), memory.reals[place.slot()]);
    }

    /// Takes the values of a feed. One that a run has given is copied before anything is written,
    /// since it lies where this run will write.
    private void take(Feed feed) {
        for (int i = 0; i < given.length; i++) {
            Source<A> source = sources.get(i);
            if (!source.isLeftOut(feed)) {
                Tensor value = feed.value(source.place.node());
                given[i] = written.contains(Lent.array(value)) ? value.copy() : value;
            }
        }
        isDone = false;
        for (int i = 0; i < given.length; i++) {
            Source<A> source = sources.get(i);
            if (!source.isLeftOut(feed)) {
                source.set(given[i], memory, plan.kernels());
            }
        }
    }

    ImmutableList<Tensor> run(Feed feed) {
        take(feed);
        try {
            runner.run();
        } catch (RuntimeException failure) {
            throw explained(feed, runner.last(), failure);
        }
        for (int i = 0; i < truths.size(); i++) {
            truths.get(i).copy(memory);
        }
        ImmutableList<Tensor> values = results.get(turn);
        turn();
        isDone = true;
        return values;
    }

    /// The values of the last run, copied.
    ///
    /// @throws IllegalStateException if it failed
    ImmutableList<Tensor> values() {
        if (!isDone) {
            throw new IllegalStateException("the last run failed, so there are no values of it");
        }
        return results.get(1 - turn).stream()
                .map(Tensor::copy)
                .collect(ImmutableList.toImmutableList());
    }

    /// What follows an output changes places with it.
    private void turn() {
        for (int i = 0; i < sources.size(); i++) {
            Source<A> source = sources.get(i);
            if (source.isCarried()) {
                A value = memory.reals[source.follows];
                memory.reals[source.follows] = memory.reals[source.place.slot()];
                memory.reals[source.place.slot()] = value;
            }
        }
        turn = 1 - turn;
    }

    /// The failure as the interpreter reports it, which knows every node and its operands.
    private EvaluationException explained(Feed feed, Plan.Part<A> part, RuntimeException failure) {
        Interpreter.evaluate(program.outputs(), completed(feed));
        return new EvaluationException(
                "in %s precision, other than in double precision, %s fails: %s"
                        .formatted(
                                program.precision() == Precision.FLOAT ? "single" : "double",
                                part.computes().stream()
                                        .map(Text::of)
                                        .collect(Collectors.joining(", ")),
                                failure),
                failure);
    }
}
