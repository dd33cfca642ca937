package chainrule.program;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.kernel.Kernels;
import chainrule.program.Plan.Place;
import chainrule.tensor.Kind;
import chainrule.tensor.Lent;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan with a memory: what a session is for known sizes.
///
/// @param <A> `float[]` or `double[]`
final class Bound<A> {
    private final Program program;
    private final Plan<A> plan;
    private final Tensors<A> tensors;
    private final Memory<A> memory;
    private final List<Source<A>> sources = new ArrayList<>();
    private final List<Truths<A>> truths = new ArrayList<>();
    private final ImmutableList<ImmutableList<Tensor>> results;
    private int turn;

    Bound(Program program, Plan<A> plan, ImmutableMap<Node, Integer> next) {
        this.program = program;
        this.plan = plan;
        this.tensors = new Tensors<>(plan.kernels());
        this.memory = plan.memory();
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
                last = Optional.of(value);
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
        for (int i = 0; i < sources.size(); i++) {
            Source<A> source = sources.get(i);
            if (!source.isLeftOut(feed)
                    && !feed.value(source.place.node()).shape().equals(source.place.shape())) {
                return false;
            }
        }
        return true;
    }

    /// Goes on with the values that another has carried so far.
    void carry(Bound<?> before) {
        for (int i = 0; i < sources.size(); i++) {
            Source<A> source = sources.get(i);
            if (source.isCarried() && before.sources.get(i).isSet) {
                source.set(before.carried(i), memory, plan.kernels());
            }
        }
    }

    private Tensor carried(int source) {
        Place place = sources.get(source).place;
        return tensors.copied(place.kind(), place.shape(), memory.reals[place.slot()]);
    }

    ImmutableList<Tensor> run(Feed feed) {
        for (int i = 0; i < sources.size(); i++) {
            Source<A> source = sources.get(i);
            if (!source.isLeftOut(feed)) {
                source.set(feed.value(source.place.node()), memory, plan.kernels());
            }
        }
        ImmutableList<Plan.Part<A>> parts = plan.parts();
        try {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).step().run(memory);
            }
        } catch (RuntimeException failure) {
            throw explained(feed, failure);
        }
        for (int i = 0; i < truths.size(); i++) {
            truths.get(i).copy(memory);
        }
        ImmutableList<Tensor> values = results.get(turn);
        turn();
        return values;
    }

    /// The values of the last run, copied.
    ImmutableList<Tensor> values() {
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
    private EvaluationException explained(Feed feed, RuntimeException failure) {
        Feed all = feed;
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).isLeftOut(feed)) {
                all = all.and(sources.get(i).place.node(), carried(i));
            }
        }
        Interpreter.evaluate(program.outputs(), all);
        return new EvaluationException(
                "in "
                        + program.precision()
                        + " precision, other than in double precision, "
                        + failure.getMessage(),
                failure);
    }
}
