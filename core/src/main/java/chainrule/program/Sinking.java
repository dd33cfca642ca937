package chainrule.program;

import chainrule.graph.Node;
import chainrule.program.Member.Level;
import chainrule.program.Member.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Moves what is computed early and read late into the group that reads it, where nothing more has
/// to be kept for it: h·(1 − h) is not stored on the way forward if h is.
final class Sinking {
    /// Groups with more members are left as they are: moving one takes a walk over all.
    private static final int LARGE = 5000;

    private record Use(Group by, Member member, Access access) {}

    private final Map<Node, List<Use>> uses = new HashMap<>();
    private final Set<Node> pinned = new HashSet<>();

    private Sinking(Schedule schedule) {
        schedule.outputs().forEach(x -> pinned.add(x.base()));
        for (Stage stage : schedule.stages()) {
            if (stage instanceof Stage.Fused(Group group)) {
                group.members().forEach(member -> use(group, member));
            } else {
                stage.reads().forEach(x -> pinned.add(x.base()));
            }
        }
    }

    private void use(Group group, Member member) {
        for (Access x : member.operands()) {
            uses.computeIfAbsent(x.base(), _ -> new ArrayList<>()).add(new Use(group, member, x));
        }
    }

    static void in(Schedule schedule) {
        Sinking sinking = new Sinking(schedule);
        schedule.groups().reversed().forEach(sinking::sink);
    }

    private void sink(Group group) {
        if (group.size() > LARGE) {
            return;
        }
        for (Member member : group.members().reverse()) {
            List<Use> readers = uses.getOrDefault(member.node(), List.of());
            if (pinned.contains(member.node())
                    || member.role() != Role.EACH
                    || member.level() != Level.ENTRY
                    || readers.isEmpty()) {
                continue;
            }
            Group to = readers.get(0).by;
            if (to != group
                    && to.isOver(group)
                    && to.size() < LARGE
                    && readers.stream().allMatch(use -> use.by == to && isEntryByEntry(use))
                    && canBeReadIn(to, group, member)
                    && newlyStored(group, member) <= 1) {
                move(group, member, to);
            }
        }
    }

    private static boolean isEntryByEntry(Use use) {
        return use.member.level() == Level.ENTRY && isDirect(use.access);
    }

    private static boolean isDirect(Access x) {
        return x.view().offset() == 0 && Pattern.of(x.view(), x.sizes().length) == Pattern.DIRECT;
    }

    /// Whether no operand is harder to read in the other group.
    private static boolean canBeReadIn(Group to, Group from, Member member) {
        return to.isSplitAs(from)
                || member.operands().stream()
                        .allMatch(x -> {
                            Pattern pattern = from.pattern(member, x);
                            return pattern == Pattern.DIRECT || pattern == Pattern.SCALAR;
                        });
    }

    private long newlyStored(Group group, Member member) {
        return member.operands().stream()
                .map(Access::base)
                .distinct()
                .filter(group::has)
                .filter(x -> !isStored(group, x))
                .count();
    }

    private boolean isStored(Group group, Node node) {
        return pinned.contains(node)
                || uses.getOrDefault(node, List.of()).stream().anyMatch(use -> use.by != group);
    }

    private void move(Group from, Member member, Group to) {
        from.drop(member);
        to.receive(member);
        for (Access x : member.operands()) {
            uses.getOrDefault(x.base(), List.of())
                    .removeIf(use -> use.member.node().equals(member.node()));
        }
        use(to, member);
    }
}
