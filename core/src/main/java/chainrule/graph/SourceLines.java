package chainrule.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where nodes were written. Finding a line costs one to two microseconds a node, so it is done
/// only inside [#record(Supplier)], and messages say so where a line would have helped.
public final class SourceLines {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final List<String> OURS =
            List.of(
                    "chainrule.tensor.",
                    "chainrule.graph.",
                    "chainrule.grad.",
                    "chainrule.simplify.",
                    "chainrule.eval.",
                    "chainrule.tape.",
                    "chainrule.codec.",
                    "chainrule.nn.",
                    "java.",
                    "jdk.");

    /// How to get lines into a message that has none.
    public static final String HINT =
            "to see lines, build the formula inside SourceLines.record(() -> …)";

    private SourceLines() {}

    /// Builds a formula and remembers for each node the line of the caller's code that made it.
    public static <T> T record(Supplier<T> body) {
        Here here = Here.now();
        return here.line() == Here.Line.NONE
                ? new Here(here.site(), Here.Line.RECORDED).call(body)
                : body.get();
    }

    /// The line outside this library that is being run: `Lesson.java:12`.
    static Optional<String> current() {
        return WALKER.walk(frames ->
                frames.filter(f -> OURS.stream().noneMatch(f.getClassName()::startsWith))
                        .findFirst()
                        .map(f -> f.getFileName() + ":" + f.getLineNumber()));
    }
}
