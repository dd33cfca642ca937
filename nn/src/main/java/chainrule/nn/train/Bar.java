package chainrule.nn.train;

import chainrule.tensor.Numbers;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar on the console with the error and the metrics behind it.
public final class Bar implements Progress, AutoCloseable {
    private final ProgressBar bar;
    private final Line line;

    private Bar(ProgressBar bar, Line line) {
        this.bar = bar;
        this.line = line;
    }

    /// A line on the console that is ended once.
    private static final class Line extends ConsoleProgressBarConsumer {
        private boolean ended;

        Line() {
            super(System.err, 100);
        }

        @Override
        public synchronized void close() {
            if (!ended) {
                ended = true;
                super.close();
            }
        }
    }

    /// A bar on standard error for a number of epochs; close it when they are done.
    public static Bar onConsole(String title, int epochs) {
        Line line = new Line();
        return new Bar(
                new ProgressBarBuilder()
                        .setTaskName(title)
                        .setInitialMax(epochs)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(100)
                        .setConsumer(line)
                        .build(),
                line);
    }

    @Override
    public void epoch(Epoch epoch) {
        StringBuilder text = new StringBuilder("error ").append(Numbers.text(epoch.error(), 4));
        epoch.metrics()
                .forEach((name, value) ->
                        text.append("  ").append(name).append(' ').append(Numbers.text(value, 4)));
        bar.setExtraMessage(text.toString());
        bar.stepTo(epoch.number());
    }

    @Override
    public void close() {
        bar.close();
        line.close(); // a bar that is closed before it was drawn once does not do so
    }
}
