package chainrule.viz;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void draws() throws Exception {
        Path out = Files.createDirectories(Path.of("/tmp/story"));
        for (var s :
                java.util.Map.of(
                                "neuron", Stories.neuron(),
                                "scalars", Stories.twoLayers(),
                                "perceptron", Sample.perceptron())
                        .entrySet()) {
            Story story = Story.of(s.getValue().gradients(), Render.embedded());
            story.steps().forEach(System.out::println);
            if (true) {
                Files.write(out.resolve(s.getKey() + "_last.png"), story.png(story.steps().size()));
                continue;
            }
            story.writeFrames(out.resolve("f_" + s.getKey()));
            story.write(out.resolve(s.getKey() + "_strip.png"));
            story.write(out.resolve(s.getKey() + "_strip.svg"));
            story.write(out.resolve(s.getKey() + ".gif"));
        }
    }
}
