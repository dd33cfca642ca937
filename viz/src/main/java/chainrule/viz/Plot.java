package chainrule.viz;

import chainrule.graph.Node;
import chainrule.viz.Story.Way;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/// What happens in a story, scene by scene: what is given, each station on the way forward, and
/// each on the way back.
final class Plot {
    private final Cast cast;
    private final Links links;
    private final Narrator narrator;
    private final List<Scene> scenes = new ArrayList<>();

    Plot(Cast cast, Links links, Narrator narrator) {
        this.cast = cast;
        this.links = links;
        this.narrator = narrator;
    }

    ImmutableList<Scene> scenes() {
        add(Way.GIVEN, narrator.given(), narrator.givenValues(), cast.fed(), List.of());
        for (Node station : cast.computed()) {
            List<Link> into = links.into(station);
            add(
                    Way.FORWARD,
                    narrator.computed(station, into),
                    narrator.value(station),
                    List.of(station),
                    into);
        }
        for (Node station : cast.order().reversed()) {
            if (cast.isStation(station) && narrator.isToldBack(station)) {
                List<Link> back = links.backTo(station);
                add(
                        Way.BACKWARD,
                        narrator.comesBack(station, back),
                        narrator.derivative(station),
                        List.of(station),
                        back);
            }
        }
        return ImmutableList.copyOf(scenes);
    }

    private void add(
            Way way, String sentence, String formula, List<Node> nodes, List<Link> passed) {
        scenes.add(
                new Scene(
                        new Story.Step(scenes.size() + 1, way, sentence, formula),
                        ImmutableList.copyOf(nodes),
                        ImmutableList.copyOf(passed)));
    }
}
