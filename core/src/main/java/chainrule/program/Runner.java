package chainrule.program;

import com.google.common.collect.ImmutableList;

/// Runs the steps of a plan one after the other, those that come in parts with the help of a crew.
///
/// @param <A> `float[]` or `double[]`
final class Runner<A> {
    private final ImmutableList<Plan.Part<A>> parts;
    private final Memory<A> memory;
    private final Shift shift;

    /// What shares the work of each step; made once, since a run is to allocate nothing.
    private final ImmutableList<Shift.Parts> shared;

    private final boolean isShared;
    private int at;

    Runner(Plan<A> plan, Memory<A> memory, Crew crew) {
        this.parts = plan.parts();
        this.memory = memory;
        this.shift = new Shift(crew);
        this.shared =
                parts.stream()
                        .map(part -> shared(part.step()))
                        .collect(ImmutableList.toImmutableList());
        this.isShared =
                crew.hands() > 1 && parts.stream().anyMatch(part -> part.step().parts() > 1);
    }

    private Shift.Parts shared(Step<A> step) {
        return (part, hand) -> step.part(part, memory.of(hand));
    }

    /// Runs all.
    void run() {
        if (!isShared) {
            for (at = 0; at < parts.size(); at++) {
                parts.get(at).step().run(memory);
            }
            return;
        }
        shift.begin();
        try {
            for (at = 0; at < parts.size(); at++) {
                run(parts.get(at).step());
            }
        } finally {
            shift.end();
        }
    }

    private void run(Step<A> step) {
        int count = step.parts();
        if (count == 1) {
            step.run(memory);
        } else {
            shift.run(count, step.isLong(), shared.get(at));
            step.end(memory);
        }
    }

    /// The step that was run last: the one that fails, if one does.
    Plan.Part<A> last() {
        return parts.get(at);
    }
}
