package chainrule.viz;

import com.google.common.base.Throwables;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// viz.js for all threads: it lives on a thread of its own, and callers take turns.
///
/// (graphviz-java starts one per calling thread and never ends it.)
final class EmbeddedDot implements Layout {
    /// One in a process; nothing runs before its first picture.
    static final EmbeddedDot SHARED = new EmbeddedDot();

    private static final long STACK_BYTES = 16 << 20;

    private record Running(V8Script v8, VizJs viz) {}

    private final ReentrantLock turn = new ReentrantLock(true);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> {
                var worker = new Thread(null, task, "chainrule-render", STACK_BYTES);
                worker.setDaemon(true);
                return worker;
            });
    private volatile @Nullable Running running;

    @Override
    public String name() {
        return onTurn(
                "", Duration.ofSeconds(60), () -> "viz.js 2.1.3 on V8 " + started().v8().version());
    }

    @Override
    public String svg(String dot, Duration limit) {
        var standIns = new StandIns();
        String hidden = standIns.hide(dot);
        try {
            return standIns.restore(onTurn(dot, limit, () -> draw(hidden)));
        } catch (GraphvizException e) {
            throw new RenderException(
                    "The embedded engine refused the DOT text: " + standIns.restore(said(e)), e);
        }
    }

    private String draw(String dot) throws IOException {
        return started().viz().execute(dot, Options.create(), Rasterizer.NONE).asString();
    }

    private static String said(GraphvizException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.contains("call stack") || message.contains("enlarge memory")
                ? message.lines().findFirst().orElse("")
                        + " (the graph is too large for it: draw a part, collapse scopes, or install Graphviz)"
                : message;
    }

    private Running started() {
        Running now = running;
        if (now == null) {
            now = start();
            running = now;
        }
        return now;
    }

    /// V8 may be on the class path and yet not run: another C library, a folder for temporary files
    /// from which nothing may be executed.
    private static Running start() {
        try {
            var v8 = new V8Script();
            return new Running(v8, new VizJs(v8));
        } catch (GraphvizException | LinkageError e) {
            throw new RenderException(notStarted(e), e);
        }
    }

    /// The innermost cause knows why; the message of a file's is the bare name of the file.
    private static String notStarted(Throwable e) {
        Throwable why = Throwables.getRootCause(e);
        return "The embedded engine did not start (%s: %s). Install Graphviz (https://graphviz.org/download), whose dot is then used."
                .formatted(why.getClass().getSimpleName(), why.getMessage());
    }

    private <T> T onTurn(String dot, Duration limit, Callable<T> work) {
        turn.lock();
        try {
            return await(thread.submit(work), dot, limit);
        } finally {
            turn.unlock();
        }
    }

    private <T> T await(Future<T> work, String dot, Duration limit) {
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            restart();
            throw new RenderException(Layout.tooSlow("The embedded engine", dot, limit), e);
        } catch (InterruptedException e) {
            restart();
            Thread.currentThread().interrupt();
            throw new RenderException("Interrupted while the embedded engine was drawing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GraphvizException refused) {
                throw refused;
            }
            if (e.getCause() instanceof RenderException notStarted) {
                throw notStarted;
            }
            throw new RenderException("The embedded engine failed: " + e.getCause(), e);
        }
    }

    /// Ends a script that is still at work. The next picture starts another V8.
    private void restart() {
        Running stuck = running;
        running = null;
        if (stuck != null) {
            stuck.v8().stop();
            thread.execute(stuck.viz()::close);
        }
    }
}
