package chainrule.program;

import com.google.common.collect.ImmutableList;

/// Runs the steps of a plan one after the other, those in parts with the help of a crew.
///
/// @param <A> `float[]` or `double[]`
final class Runner<A> {
    private final ImmutableList<Plan.Part<A>> steps;
    private final Memory<A> memory;
    private final Shift shift;

    /// How a helper does a part of each step; made once, since a run is to allocate nothing.
    private final ImmutableList<Shift.Parts> parts;

    private final boolean isShared;
    private int at;

    Runner(Plan<A> plan, Memory<A> memory, Crew crew) {
        this.steps = plan.parts();
        this.memory = memory;
        this.shift = new Shift(crew);
        this.parts =
                steps.stream()
                        .map(step -> parts(step.step()))
                        .collect(ImmutableList.toImmutableList());
        this.isShared =
                crew.hands() > 1
                        && steps.stream()
                                .anyMatch(s -> s.step() instanceof Divided<A> d && d.parts() > 1);
    }

    private Shift.Parts parts(Step<A> step) {
        return step instanceof Divided<A> divided
                ? (part, hand) -> divided.part(part, memory.of(hand))
                : (_, _) -> step.run(memory);
    }

    /// Runs all.
    void run() {
        if (!isShared) {
            for (at = 0; at < steps.size(); at++) {
                steps.get(at).step().run(memory);
            }
            return;
        }
        shift.begin();
        try {
            for (at = 0; at < steps.size(); at++) {
                share(steps.get(at).step());
            }
        } finally {
            shift.end();
        }
    }

    private void share(Step<A> step) {
        if (step instanceof Divided<A> divided && divided.parts() > 1) {
            shift.run(divided.parts(), divided.isLong(), parts.get(at));
            divided.end(memory);
        } else {
            step.run(memory);
        }
    }

    /// The step that was run last: the one that fails, if one does.
    Plan.Part<A> last() {
        return steps.get(at);
    }
}
