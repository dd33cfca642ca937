package chainrule.program;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.kernel.Precision;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A plan as text: step by step what is computed, from which buffers, and what that costs.
final class Schedules {
    /// How much of a formula is shown.
    private static final int LONGEST_FORMULA = 60;

    private Schedules() {}

    /// @param names what lowered nodes were called
    static String text(Plan<?> plan, Precision precision, Map<Node, String> names) {
        StringBuilder text = new StringBuilder();
        long entries = Arrays.stream(plan.lengths()).asLongStream().sum();
        int size = precision == Precision.FLOAT ? Float.BYTES : Double.BYTES;
        long operations = plan.parts().stream().mapToLong(part -> part.step().operations()).sum();
        text.append(
                "%d steps in %s precision, %,d operations, %,d bytes in %d buffers, %,d of them registers%n"
                        .formatted(
                                plan.parts().size(),
                                precision == Precision.FLOAT ? "single" : "double",
                                operations,
                                entries * size,
                                plan.lengths().length - 1,
                                (long) plan.lengths()[Ref.REGISTERS] * size));
        places(text, "fed", plan.fed(), names);
        for (int i = 0; i < plan.parts().size(); i++) {
            part(text, i + 1, plan.parts().get(i), names);
        }
        places(text, "out", plan.outputs(), names);
        return text.toString();
    }

    private static void places(
            StringBuilder text, String what, Iterable<Plan.Place> places, Map<Node, String> names) {
        for (Plan.Place place : places) {
            text.append(
                    "%s #%d %s %s%n"
                            .formatted(
                                    what, place.slot(), name(place.node(), names), place.shape()));
        }
    }

    private static void part(
            StringBuilder text, int number, Plan.Part<?> part, Map<Node, String> names) {
        String computes =
                part.computes().stream()
                        .map(node -> name(node, names))
                        .distinct()
                        .limit(4)
                        .collect(joining(", "));
        text.append(
                "%3d. %,d operations: %s%s%n"
                        .formatted(
                                number,
                                part.step().operations(),
                                computes,
                                part.computes().size() > 4 ? ", …" : ""));
        part.step().text().forEach(line -> text.append("       %s%n".formatted(line)));
    }

    private static String name(Node node, Map<Node, String> names) {
        return Optional.ofNullable(names.get(node)).orElseGet(() -> Text.of(node, LONGEST_FORMULA));
    }
}
