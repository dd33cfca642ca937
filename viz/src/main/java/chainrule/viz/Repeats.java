package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What a graph does several times in a row, each time with the result of the time before: equal
/// layers, the steps of a recurrent network. It is drawn once. Only what contains a collapsed scope
/// is looked at, and scopes are equal that have names alike up to their numbers, the same
/// operations and the same shapes.
final class Repeats {
    private static final int FEWEST = 3;
    private static final int LONGEST = 12;

    /// Items from one on, in turns of so many each.
    private record Run(ImmutableIntArray members, int length) {
        int times() {
            return members.length() / length;
        }
    }

    private final List<Item> items;
    private final List<List<Integer>> operands;
    private final int[] kept;
    private final int[] times;

    /// By items, the number of the run and the turn in it.
    private final int[] run;

    private final int[] turn;

    /// By the numbers of runs.
    private final List<Integer> turns = new ArrayList<>();

    private Repeats(List<Item> items, List<List<Integer>> operands) {
        this.items = items;
        this.operands = operands;
        int size = items.size();
        this.kept = IntStream.range(0, size).toArray();
        this.times = new int[size];
        this.run = new int[size];
        this.turn = new int[size];
        Arrays.fill(times, 1);
        Arrays.fill(run, -1);
    }

    static Repeats of(List<Item> items, List<List<Integer>> operands) {
        Repeats repeats = new Repeats(items, operands);
        if (items.stream().anyMatch(Item::isPart)) {
            repeats.find();
            repeats.findSources();
        }
        return repeats;
    }

    /// The items that are drawn.
    List<Integer> kept() {
        return IntStream.range(0, kept.length).filter(i -> kept[i] == i).boxed().toList();
    }

    /// The item that is drawn in the place of another.
    int keptFor(int item) {
        return kept[item];
    }

    /// How many items a drawn one stands for.
    int times(int item) {
        return times[kept[item]];
    }

    /// Whether an edge leads from one turn to another, and so is not drawn.
    boolean isInside(int from, int to) {
        return run[from] >= 0 && run[from] == run[to] && turn[from] != turn[to];
    }

    /// How many turns the run has that an item is part of.
    int turns(int item) {
        return turns.get(run[item]);
    }

    /// By the number of its run, or −1: items with one are drawn in one box.
    int runOf(int item) {
        return run[item];
    }

    private void find() {
        int[] sequence =
                IntStream.range(0, items.size()).filter(i -> !items.get(i).isSource()).toArray();
        Map<String, Integer> kinds = new HashMap<>();
        int[] kind =
                Arrays.stream(sequence)
                        .map(i -> kinds.computeIfAbsent(signature(items.get(i)), _ -> kinds.size()))
                        .toArray();
        int at = 0;
        while (at < sequence.length) {
            Run best = best(sequence, kind, at);
            if (best.times() >= FEWEST) {
                mark(best, turns.size());
                turns.add(best.times());
            }
            at += Math.max(1, best.members().length());
        }
    }

    private Run best(int[] sequence, int[] kind, int at) {
        Run best = new Run(ImmutableIntArray.of(), 1);
        for (int length = 1; length <= LONGEST; length++) {
            int turns = turns(sequence, kind, at, length);
            if (turns >= FEWEST && turns * length > best.members().length()) {
                best =
                        new Run(
                                ImmutableIntArray.copyOf(
                                        Arrays.copyOfRange(sequence, at, at + turns * length)),
                                length);
            }
        }
        return best;
    }

    private int turns(int[] sequence, int[] kind, int at, int length) {
        if (at + length > sequence.length
                || IntStream.range(at, at + length)
                        .noneMatch(i -> items.get(sequence[i]).isPart())) {
            return 0;
        }
        int turns = 1;
        while (at + (turns + 1) * length <= sequence.length
                && isNext(sequence, kind, at, at + turns * length, length)) {
            turns++;
        }
        return turns;
    }

    /// Whether a turn is like the first, and made of the result of the one before.
    private boolean isNext(int[] sequence, int[] kind, int first, int start, int length) {
        boolean uses = false;
        for (int i = 0; i < length; i++) {
            if (kind[first + i] != kind[start + i]
                    || !Objects.equals(
                            within(sequence, first, length, first + i),
                            within(sequence, start, length, start + i))) {
                return false;
            }
            uses |= !within(sequence, start - length, length, start + i).isEmpty();
        }
        return uses;
    }

    /// Which items of a turn an item uses.
    private List<Integer> within(int[] sequence, int start, int length, int at) {
        List<Integer> found = new ArrayList<>();
        for (int operand : operands.get(sequence[at])) {
            int place = Arrays.binarySearch(sequence, start, start + length, operand);
            if (place >= 0) {
                found.add(place - start);
            }
        }
        return found;
    }

    private void mark(Run found, int number) {
        for (int i = 0; i < found.members().length(); i++) {
            int item = found.members().get(i);
            kept[item] = found.members().get(i % found.length());
            run[item] = number;
            turn[item] = i / found.length();
            times[item] = found.times();
        }
    }

    /// What is fed to one turn only is drawn once, too, if each turn has its like.
    private void findSources() {
        List<List<Integer>> users = new ArrayList<>();
        items.forEach(_ -> users.add(new ArrayList<>()));
        for (int i = 0; i < items.size(); i++) {
            for (int operand : operands.get(i)) {
                users.get(operand).add(i);
            }
        }
        Map<List<Object>, List<Integer>> alike = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            int[] turns = users.get(i).stream().mapToInt(user -> turn[user]).distinct().toArray();
            int[] runs = users.get(i).stream().mapToInt(user -> run[user]).distinct().toArray();
            if (items.get(i).isSource() && turns.length == 1 && runs.length == 1 && runs[0] >= 0) {
                List<Integer> to = users.get(i).stream().map(user -> kept[user]).toList();
                alike.computeIfAbsent(List.of(signature(items.get(i)), to), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        for (List<Integer> all : alike.values()) {
            if (all.size() >= FEWEST) {
                all.forEach(item ->
                        markSource(item, all.getFirst(), all.size(), users.get(item).getFirst()));
            }
        }
    }

    private void markSource(int item, int first, int count, int user) {
        kept[item] = first;
        times[item] = count;
        run[item] = run[user];
        turn[item] = turn[user];
    }

    /// What an item does, as a text that equal ones share.
    private static String signature(Item item) {
        List<Node> nodes = item.nodes();
        IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
        var text = new StringBuilder(withoutNumbers(item.name()));
        for (Node node : nodes) {
            places.put(node, places.size());
            text.append(';').append(operation(node)).append(node.type());
            for (Node operand : node.inputs()) {
                Integer place = places.get(operand);
                text.append(',').append(place == null ? operand.type().toString() : place);
            }
        }
        return text.toString();
    }

    private static String operation(Node node) {
        return switch (node.op()) {
            case Operation operation -> operation.label();
            case Op.Input _ -> "input " + withoutNumbers(node.name().orElse(""));
            case Op.Parameter _ -> "parameter " + withoutNumbers(node.name().orElse(""));
            case Op.Constant _ -> "constant";
            case Op.Size _ -> "size";
        };
    }

    private static String withoutNumbers(String name) {
        return name.replaceAll("[\\p{N}]+", "#");
    }
}
