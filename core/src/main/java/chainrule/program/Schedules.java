package chainrule.program;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.kernel.Blas;
import chainrule.kernel.Precision;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A plan as text: step by step what is computed, in terms of what was stored before, by which
/// loops over which buffers, and what that costs.
final class Schedules {
    private static final int LONGEST_FORMULA = 160;
    private static final Pattern SLOT = Pattern.compile("#(\\d+)");

    private final Plan<?> plan;
    private final boolean isFloat;
    private final Map<Node, String> names;
    private final StringBuilder text = new StringBuilder();

    private Schedules(Plan<?> plan, Precision precision, Map<Node, String> names) {
        this.plan = plan;
        this.isFloat = precision == Precision.FLOAT;
        this.names = names;
    }

    /// @param names what lowered nodes were called
    static String text(Plan<?> plan, Precision precision, Map<Node, String> names) {
        return new Schedules(plan, precision, names).all();
    }

    private String all() {
        int size = isFloat ? Float.BYTES : Double.BYTES;
        long operations = plan.parts().stream().mapToLong(part -> part.step().operations()).sum();
        line(
                "%d steps in %s precision, %s; %,d bytes in %d buffers, %,d bytes of registers"
                        .formatted(
                                plan.parts().size(),
                                isFloat ? "single" : "double",
                                operations(operations),
                                (Arrays.stream(plan.lengths()).asLongStream().sum()
                                                - plan.lengths()[Ref.REGISTERS])
                                        * size,
                                plan.lengths().length - 1,
                                (long) plan.lengths()[Ref.REGISTERS] * size));
        if (plan.parts().stream().anyMatch(Schedules::multiplies)) {
            line(Blas.text());
        }
        for (Plan.Place place : plan.fed()) {
            line("fed  #%d = %s %s".formatted(place.slot(), Text.of(place.node()), place.shape()));
        }
        for (int i = 0; i < plan.parts().size(); i++) {
            part(i + 1, plan.parts().get(i));
        }
        for (Plan.Place place : plan.outputs()) {
            line(
                    "out  #%d = %s %s"
                            .formatted(
                                    place.slot(),
                                    names.getOrDefault(place.node(), Text.of(place.node())),
                                    place.shape()));
        }
        return text.toString();
    }

    private static boolean multiplies(Plan.Part<?> part) {
        return part.step() instanceof ProductStep<?> || part.step() instanceof ConvolutionStep<?>;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void part(int number, Plan.Part<?> part) {
        line("%d. %s".formatted(number, operations(part.step().operations())));
        for (Node node : part.computes()) {
            Integer slot = plan.stored().get(node);
            if (slot != null) {
                String name = name(node).isEmpty() ? "" : name(node) + " = ";
                line("   #%d = %s%s".formatted(slot, name, formula(node)));
            }
        }
        for (String line : part.step().text(this::name)) {
            line("      %s".formatted(withNumbers(line)));
        }
    }

    private static String operations(long count) {
        return "%,d operation%s".formatted(count, count == 1 ? "" : "s");
    }

    private String name(Node node) {
        return names.getOrDefault(node, "");
    }

    /// Slots of numbers as these numbers.
    private String withNumbers(String line) {
        Matcher slots = SLOT.matcher(line);
        return slots.replaceAll(slot ->
                Optional.ofNullable(plan.numbers().get(Integer.parseInt(slot.group(1))))
                        .map(this::number)
                        .orElse(slot.group()));
    }

    private String number(double number) {
        String digits = isFloat ? Float.toString((float) number) : Double.toString(number);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    /// A formula in which what is stored elsewhere stands as its buffer.
    private String formula(Node node) {
        return Text.formula(Walk.cut(node, this::isElsewhere, this::standIn), LONGEST_FORMULA);
    }

    private boolean isElsewhere(Node node) {
        return node.op() instanceof Op.Source || plan.stored().containsKey(node);
    }

    private Node standIn(Node node) {
        boolean isShown = node.op() instanceof Op.Source || !plan.stored().containsKey(node);
        return isShown
                ? node
                : Functions.input("#" + plan.stored().get(node), node.kind(), node.shape());
    }
}
