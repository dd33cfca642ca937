package chainrule.viz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void draws() throws Exception {
        Path out = Files.createDirectories(Path.of("/tmp/story"));
        for (var s :
                Map.of(
                                "perceptron", Sample.perceptron(),
                                "two", Networks.twoLayers(),
                                "wide", Networks.layers(3, 2, 16, 16, 1),
                                "softmax", Networks.softmaxClassifier(1),
                                "deep", Networks.layers(1, 30, 3, 1))
                        .entrySet()) {
            Network.of(s.getValue().tape()).write(out.resolve(s.getKey() + "_w.png"));
            Network.of(s.getValue().gradients()).write(out.resolve(s.getKey() + "_d.png"));
            Network.of(s.getValue().root()).write(out.resolve(s.getKey() + ".png"));
            Network.of(s.getValue().root()).write(out.resolve(s.getKey() + ".svg"));
        }
    }
}
