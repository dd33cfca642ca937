package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What is computed in which order, and where the values of the outputs lie then.
record Schedule(ImmutableList<Stage> stages, ImmutableList<Access> outputs) {
    /// The stages after which nodes are not read any more; those of outputs are never over.
    IdentityHashMap<Node, Integer> lastReads() {
        IdentityHashMap<Node, Integer> last = new IdentityHashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            int at = i;
            stages.get(i).reads().forEach(x -> last.put(x.base(), at));
        }
        outputs.forEach(x -> last.put(x.base(), Integer.MAX_VALUE));
        return last;
    }

    /// Nodes that are read by other stages than their own, or asked for.
    Set<Node> stored() {
        Set<Node> stored = new HashSet<>();
        stages.forEach(stage -> stage.reads().forEach(x -> stored.add(x.base())));
        outputs.forEach(x -> stored.add(x.base()));
        return stored;
    }

    Schedule withoutEmptyGroups() {
        return new Schedule(
                stages.stream()
                        .filter(stage -> !stage.computes().isEmpty())
                        .collect(ImmutableList.toImmutableList()),
                outputs);
    }

    List<Group> groups() {
        return stages.stream()
                .filter(Stage.Fused.class::isInstance)
                .map(stage -> ((Stage.Fused) stage).group())
                .toList();
    }
}
