package chainrule.program;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A program with buffers of its own, which each run uses again. It is for one thread at a time.
public final class Session {
    private final Program program;
    private final ImmutableMap<Node, Integer> next;
    private final Map<Plan<?>, Bound<?>> bounds = new HashMap<>();
    private final boolean tellsAllSizes;
    private ImmutableMap<String, Integer> sizes = ImmutableMap.of();
    private Optional<Bound<?>> bound = Optional.empty();

    Session(Program program, ImmutableMap<Node, Integer> next) {
        this.program = program;
        this.next = next;
        this.tellsAllSizes = program.tellsAllSizes();
    }

    /// The values of the outputs after the last run, in tensors of their own.
    ///
    /// @throws IllegalStateException if there was none
    public ImmutableList<Tensor> values() {
        return bound.orElseThrow(() -> new IllegalStateException("nothing has been run yet"))
                .values();
    }

    /// Sizes that no value of the formulas tells are those of others that are fed.
    private boolean hasSameSizes(Feed feed) {
        return tellsAllSizes || program.used(feed.sizes()).equals(sizes);
    }

    /// The values of the outputs. The tensors are views of the buffers of this session: they are
    /// valid until its next run. Once sizes are known, a run allocates nothing, but for operations
    /// that are computed by their plain definition, which [Program#explain] names.
    ///
    /// @throws chainrule.eval.FeedException if a value is missing
    /// @throws chainrule.eval.EvaluationException if an operation fails
    public ImmutableList<Tensor> run(Feed feed) {
        if (bound.isEmpty() || !bound.get().fits(feed) || !hasSameSizes(feed)) {
            sizes = program.used(feed.sizes());
            Bound<?> fitting =
                    bounds.computeIfAbsent(
                            program.plan(sizes), plan -> new Bound<>(program, plan, next));
            bound.ifPresent(fitting::carry);
            bound = Optional.of(fitting);
        }
        return bound.get().run(feed);
    }
}
