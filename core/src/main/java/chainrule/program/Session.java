package chainrule.program;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A program with buffers of its own, which each run uses again. It is for one thread at a time.
/// Long steps are shared with other threads, of which there are `-Dchainrule.threads` with this
/// one, as many as cores unless set; their number changes no bit of a result.
public final class Session {
    /// For so many sizes there are buffers at once.
    private static final int MOST_SIZES = 8;

    private final Program program;
    private final ImmutableMap<Node, Integer> next;
    private final Crew crew;

    /// The latest used last.
    private final Map<ImmutableMap<String, Integer>, Bound<?>> bounds =
            new LinkedHashMap<>(MOST_SIZES, 0.75f, true);

    private final boolean tellsAllSizes;
    private ImmutableMap<String, Integer> sizes = ImmutableMap.of();
    private Optional<Bound<?>> bound = Optional.empty();

    Session(Program program, ImmutableMap<Node, Integer> next, Crew crew) {
        this.program = program;
        this.next = next;
        this.crew = crew;
        this.tellsAllSizes = program.tellsAllSizes();
    }

    /// The values of the outputs after the last run, in tensors of their own.
    ///
    /// @throws IllegalStateException if there was none, or if it failed
    public ImmutableList<Tensor> values() {
        return bound.orElseThrow(() -> new IllegalStateException("nothing has been run yet"))
                .values();
    }

    /// Sizes that no value of the formulas tells are those of others that are fed.
    private boolean hasSameSizes(Feed feed) {
        return tellsAllSizes || program.used(feed.sizes()).equals(sizes);
    }

    /// The values of the outputs. The tensors are views of the buffers of this session: they are
    /// valid until its next run is done, so they may be fed into it. Once sizes are known, a run
    /// allocates nothing, but for operations that are computed by their plain definition, which
    /// [Program#explain] names.
    ///
    /// @throws chainrule.eval.FeedException if a value is missing, or one that is carried does not
    ///   fit the sizes that are fed
    /// @throws chainrule.eval.EvaluationException if an operation fails
    public ImmutableList<Tensor> run(Feed feed) {
        if (bound.isEmpty() || !bound.get().fits(feed) || !hasSameSizes(feed)) {
            return resized(bound.isEmpty() ? feed : bound.get().completed(feed));
        }
        return bound.get().run(feed);
    }

    /// Runs in other buffers, into which all that was carried is fed.
    private ImmutableList<Tensor> resized(Feed feed) {
        ImmutableMap<String, Integer> now = program.used(feed.sizes());
        Bound<?> fitting =
                bounds.computeIfAbsent(
                        now, _ -> new Bound<>(program, program.plan(now), next, crew));
        if (bounds.size() > MOST_SIZES) {
            bounds.remove(bounds.keySet().iterator().next());
        }
        sizes = now;
        bound = Optional.of(fitting);
        return fitting.run(feed);
    }
}
