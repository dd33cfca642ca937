package chainrule.viz;

import chainrule.viz.GraphvizWorld.GraphvizStopped;
import com.google.common.base.Throwables;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The embedded Graphviz, on a thread of its own for each picture: with a stack for deep graphs,
/// and an end when the time is over.
final class EmbeddedDot implements Layout {
    private static final long STACK_BYTES = 256 << 20;
    private static final String TOO_LARGE =
            "The graph is too large for the embedded engine: draw a part of it or collapse its scopes, install Graphviz"
                    + " (https://graphviz.org/download), whose dot is then used, or use the DOT text itself.";

    private final GraphvizEngine engine = new GraphvizEngine();

    @Override
    public String name() {
        return "Graphviz %s, embedded"
                .formatted(await(engine::version, "", Duration.ofSeconds(60)));
    }

    @Override
    public String svg(String dot, Duration limit) {
        var standIns = new StandIns();
        String hidden = standIns.hide(Fonts.measured(dot));
        try {
            return Fonts.asNamed(standIns.restore(await(() -> draw(hidden), dot, limit)));
        } catch (GraphvizException e) {
            throw new RenderException(
                    "The embedded engine refused the DOT text: "
                            + standIns.restore(String.valueOf(e.getMessage())).strip(),
                    e);
        }
    }

    private String draw(String dot) throws IOException {
        return engine.execute(dot, Options.create(), null).asString();
    }

    private static String await(Callable<String> work, String dot, Duration limit) {
        var task = new FutureTask<>(work);
        var thread = new Thread(null, task, "chainrule-render", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RenderException(Layout.tooSlow("The embedded engine", dot, limit), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException("Interrupted while the embedded engine was drawing", e);
        } catch (ExecutionException e) {
            throw failed(Throwables.getRootCause(e));
        } finally {
            task.cancel(true); // WebAssembly stops at its next loop or call
        }
    }

    private static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case GraphvizException refused -> refused;
            case StackOverflowError deep -> new RenderException(TOO_LARGE, deep);
            case OutOfMemoryError large -> new RenderException(TOO_LARGE, large);
            case GraphvizStopped gaveUp ->
                    new RenderException(
                            "The embedded engine gave up: " + gaveUp.getMessage(), gaveUp);
            default -> new RenderException("The embedded engine failed: " + cause, cause);
        };
    }
}
