package chainrule.viz;

import chainrule.graph.Node;
import chainrule.viz.Story.Way;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/// The graph of a story as it is at one step: laid out once, and given other looks. What is not
/// computed yet is dashed and says `?`.
final class Frames {
    private static final String NOW = "#fff0b3";
    private static final String FAINT = "#8a8a8a";

    private final Cast cast;
    private final StoryDot dot;
    private final List<Scene> scenes;
    private final SvgTree laidOut;

    Frames(Cast cast, StoryDot dot, List<Scene> scenes, SvgTree laidOut) {
        this.cast = cast;
        this.dot = dot;
        this.scenes = scenes;
        this.laidOut = laidOut;
    }

    /// The graph at a step, counted from 0.
    SvgTree at(int index) {
        SvgTree frame = laidOut.copy();
        Scene now = scenes.get(index);
        Set<Node> values = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Node> adjoints = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Link> passed = new HashSet<>();
        boolean back = now.step().way() == Way.BACKWARD;
        for (Scene scene : scenes.subList(0, index + 1)) {
            boolean isBack = scene.step().way() == Way.BACKWARD;
            (isBack ? adjoints : values).addAll(scene.nodes());
            if (isBack) {
                passed.addAll(scene.links());
            }
        }
        for (Node node : dot.stations()) {
            Element group = frame.group(dot.id(node));
            boolean isNow = now.nodes().contains(node);
            node(group, node, values.contains(node), adjoints.contains(node), isNow, back);
        }
        for (Link link : dot.links()) {
            Element group = frame.group(dot.id(link));
            boolean isUsed = values.contains(link.to());
            link(group, link, isUsed, passed.contains(link), now.links().contains(link), back);
        }
        return frame;
    }

    private void node(
            Element group,
            Node node,
            boolean hasValue,
            boolean hasAdjoint,
            boolean isNow,
            boolean back) {
        shapes(group)
                .forEach(shape -> {
                    if (!hasValue) {
                        shape.setAttribute("stroke", FAINT);
                        shape.setAttribute("stroke-dasharray", "5,4");
                    }
                    if (isNow && !shape.getAttribute("fill").isEmpty()) {
                        shape.setAttribute("fill", NOW);
                        shape.setAttribute("stroke", "#000000");
                        shape.setAttribute("stroke-width", "3");
                    }
                });
        List<Element> lines = SvgTree.all(group, "text");
        if (!hasValue) {
            lines.forEach(line -> line.setAttribute("fill", FAINT));
        }
        boolean hasLine = dot.hasAdjoint(node);
        if (!hasValue) {
            lines.get(lines.size() - (hasLine ? 2 : 1)).setTextContent("= ?");
        }
        if (hasLine && !hasAdjoint) {
            Element adjoint = lines.getLast();
            adjoint.setTextContent(back ? dot.symbol(node) + " = ?" : "");
            adjoint.setAttribute("fill", FAINT);
        }
        named(
                group,
                Labels.tooltip(cast.written(node)),
                !hasValue || (back && hasLine && !hasAdjoint) ? "waiting" : "known",
                isNow);
    }

    private void link(
            Element group,
            Link link,
            boolean isUsed,
            boolean isPassed,
            boolean isNow,
            boolean back) {
        Stroke stroke =
                isPassed
                        ? dot.contribution(link).map(Stroke::of).orElse(Stroke.PLAIN)
                        : new Stroke(
                                isNow ? "#000000" : isUsed ? Theme.NEUTRAL : "#bbbbbb",
                                "solid",
                                isNow ? 2.5 : 1,
                                Stroke.Head.ARROW);
        for (Element path : SvgTree.all(group, "path")) {
            path.setAttribute("stroke", stroke.color());
            path.setAttribute("stroke-width", String.format(Locale.ROOT, "%.2f", stroke.width()));
            if (!stroke.style().equals("solid")) {
                path.setAttribute(
                        "stroke-dasharray", stroke.style().equals("dashed") ? "6,3" : "1,4");
            }
        }
        for (Element head : SvgTree.all(group, "polygon")) {
            head.setAttribute("stroke", stroke.color());
            head.setAttribute("fill", stroke.color());
        }
        for (Element line : SvgTree.all(group, "text")) {
            if (isPassed) {
                line.setAttribute("fill", stroke.color());
            } else {
                line.setTextContent("");
            }
        }
        named(
                group,
                "%s → %s".formatted(cast.name(link.from()), cast.name(link.to())),
                back ? (isPassed ? "known" : "waiting") : isUsed ? "known" : "waiting",
                isNow);
    }

    private static Stream<Element> shapes(Element group) {
        return Stream.of("path", "polygon", "ellipse")
                .flatMap(tag -> SvgTree.all(group, tag).stream());
    }

    private static void named(Element group, String title, String state, boolean isNow) {
        SvgTree.all(group, "title").stream().findFirst().ifPresent(x -> x.setTextContent(title));
        group.setAttribute(
                "class", group.getAttribute("class") + " " + state + (isNow ? " now" : ""));
    }
}
