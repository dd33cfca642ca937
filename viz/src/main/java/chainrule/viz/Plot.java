package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tape.Gradients;
import chainrule.viz.Story.Way;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What happens in a story, scene by scene: what is given, each station on the way forward, and
/// each on the way back.
final class Plot {
    private final Gradients gradients;
    private final Cast cast;
    private final Narrator narrator;
    private final Set<Node> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Node, List<Edge>> uses = new IdentityHashMap<>();
    private final List<Scene> scenes = new ArrayList<>();

    Plot(Gradients gradients, Cast cast) {
        this.gradients = gradients;
        this.cast = cast;
        this.narrator = new Narrator(gradients, cast);
        for (Node node : cast.order()) {
            for (Edge edge : node.edges()) {
                uses.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(edge);
            }
        }
    }

    ImmutableList<Scene> scenes() {
        ImmutableSet<Node> sources =
                cast.order().stream()
                        .filter(node -> node.op() instanceof Op.Source)
                        .collect(ImmutableSet.toImmutableSet());
        told.addAll(sources);
        add(Way.GIVEN, narrator.given(), narrator.givenValues(), sources, Set.of(), Set.of());
        for (Node station : cast.computed()) {
            forward(station);
        }
        for (Node station : cast.order().reversed()) {
            if (cast.isStation(station) && comesBackTo(station)) {
                backward(station);
            }
        }
        return ImmutableList.copyOf(scenes);
    }

    private void forward(Node station) {
        Set<Node> made = new LinkedHashSet<>();
        Set<Edge> edges = new LinkedHashSet<>();
        Set<Node> read = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(station));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (made.add(node)) {
                for (Edge edge : node.edges()) {
                    edges.add(edge);
                    if (!told.contains(edge.source())) {
                        open.push(edge.source());
                    } else if (cast.isStation(edge.source())) {
                        read.add(edge.source());
                    }
                }
            }
        }
        told.addAll(made);
        add(
                Way.FORWARD,
                narrator.computed(station, read),
                narrator.value(station),
                made,
                Set.of(),
                edges);
    }

    /// Inputs are held, unless there is nothing else.
    private boolean comesBackTo(Node station) {
        boolean isHeld =
                station.op() instanceof Op.Input
                        && cast.fed().stream().anyMatch(x -> x.op() instanceof Op.Parameter);
        return !isHeld && gradients.formulas().reaches(station);
    }

    private void backward(Node station) {
        Set<Node> between = new LinkedHashSet<>(List.of(station));
        Set<Edge> edges = new LinkedHashSet<>();
        Set<Node> through = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(station));
        while (!open.isEmpty()) {
            for (Edge edge : uses.getOrDefault(open.pop(), List.of())) {
                if (edge.isReal() && gradients.formulas().reaches(edge.consumer())) {
                    edges.add(edge);
                    if (cast.isStation(edge.consumer())) {
                        through.add(edge.consumer());
                    } else if (between.add(edge.consumer())) {
                        open.push(edge.consumer());
                    }
                }
            }
        }
        add(
                Way.BACKWARD,
                narrator.comesBack(station, through),
                narrator.derivative(station),
                Set.of(),
                between,
                edges);
    }

    private void add(
            Way way,
            String sentence,
            String formula,
            Set<Node> values,
            Set<Node> adjoints,
            Set<Edge> edges) {
        scenes.add(
                new Scene(
                        new Story.Step(scenes.size() + 1, way, sentence, formula),
                        ImmutableSet.copyOf(values),
                        ImmutableSet.copyOf(adjoints),
                        ImmutableSet.copyOf(edges)));
    }
}
