package chainrule.viz;

import guru.nidi.graphviz.engine.AbstractGraphvizEngine;
import guru.nidi.graphviz.engine.EngineResult;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;

/// Graphviz as WebAssembly that the build has made classes of Java: graphviz-java's engine for
/// wherever a JVM runs. It needs no native library and writes no file.
///
/// Every picture has a Graphviz of its own, which takes some milliseconds. So nothing is shared
/// between threads, and a picture does not depend on those before it.
final class GraphvizEngine extends AbstractGraphvizEngine {
    GraphvizEngine() {
        super(true);
    }

    @Override
    protected void doInit() {}

    String version() {
        var graphviz = new One();
        return graphviz.text(graphviz.call("viz_get_graphviz_version"));
    }

    @Override
    public EngineResult execute(String dot, Options options, @Nullable Rasterizer rasterizer) {
        return EngineResult.fromString(new One().svg(dot));
    }

    /// One Graphviz, for one picture. Its memory goes with it, so nothing is freed.
    private static final class One {
        private final GraphvizWorld world = new GraphvizWorld();
        private final Instance instance;

        One() {
            instance =
                    Instance.builder(GraphvizWasm.load())
                            .withMachineFactory(GraphvizWasm::create)
                            .withMemoryFactory(ByteArrayMemory::new)
                            .withImportValues(world.imports(GraphvizWasm.load()))
                            .build();
            call("start");
        }

        String svg(String dot) {
            int graph = required(call("viz_read_one_graph", pointer(dot)));
            int context = required(call("viz_create_context"));
            call("viz_reset_errors");
            if (call("viz_layout", context, graph, pointer("dot")) != 0) {
                throw new GraphvizException(world.said());
            }
            return text(required(call("viz_render", context, graph, pointer("svg"))));
        }

        private int required(int pointer) {
            if (pointer == 0) {
                throw new GraphvizException(world.said());
            }
            return pointer;
        }

        int call(String function, long... arguments) {
            long[] result = instance.export(GraphvizNames.given(function)).apply(arguments);
            return result == null || result.length == 0 ? 0 : (int) result[0];
        }

        private int pointer(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int pointer = required(call("malloc", bytes.length + 1L));
            instance.memory().write(pointer, bytes);
            instance.memory().writeByte(pointer + bytes.length, (byte) 0);
            return pointer;
        }

        String text(int pointer) {
            return instance.memory().readCString(pointer, StandardCharsets.UTF_8);
        }
    }
}
