package chainrule.viz;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interfaces.IJavetLogger;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.callback.IJavetDirectCallable.NoThisAndNoResult;
import com.caoccao.javet.interop.callback.JavetCallbackContext;
import com.caoccao.javet.interop.callback.JavetCallbackType;
import guru.nidi.graphviz.engine.AbstractJavascriptEngine;
import guru.nidi.graphviz.engine.GraphvizException;
import java.io.IOException;
import java.util.function.Consumer;

/// A V8 in which graphviz-java's scripts run. They answer by calling `result` or `error`. For one
/// thread, except for [#stop()].
final class V8Script extends AbstractJavascriptEngine {
    private final V8Runtime runtime;
    private String result = "";
    private String error = "";

    V8Script() {
        try {
            runtime = V8Library.load().createV8Runtime();
            runtime.setLogger(new Silent());
            runtime.setPromiseRejectCallback(
                    (_, _, _) -> {}); // the scripts report these themselves, by error
            on("result", text -> result = text);
            on("error", text -> error = text);
            on("log", _ -> {});
        } catch (JavetException | IOException e) {
            throw new GraphvizException("The embedded V8 did not start: " + e.getMessage(), e);
        }
    }

    String version() {
        return runtime.getVersion();
    }

    private void on(String name, Consumer<String> action) throws JavetException {
        NoThisAndNoResult<JavetException> call = values -> action.accept(values[0].toString());
        try (var global = runtime.getGlobalObject()) {
            global.bindFunction(
                    new JavetCallbackContext(
                            name, JavetCallbackType.DirectCallNoThisAndNoResult, call));
        }
    }

    @Override
    protected String execute(String script) {
        result = "";
        error = "";
        try {
            runtime.getExecutor(script).executeVoid();
        } catch (JavetException e) {
            throw new GraphvizException(e.getMessage(), e);
        }
        if (!error.isEmpty()) {
            throw new GraphvizException(error);
        }
        return result;
    }

    /// Ends the running script, from any thread.
    void stop() {
        runtime.terminateExecution();
    }

    @Override
    public void close() {
        try {
            runtime.close(true);
        } catch (JavetException e) {
            throw new GraphvizException("The embedded V8 did not close", e);
        }
    }

    /// Javet would log to stderr that a stopped script left something behind.
    private static final class Silent implements IJavetLogger {
        @Override
        public void debug(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable cause) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    }
}
