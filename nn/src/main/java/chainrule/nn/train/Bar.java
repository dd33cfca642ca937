package chainrule.nn.train;

import chainrule.tensor.Numbers;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar on the console with the error and the metrics behind it.
public final class Bar implements Progress, AutoCloseable {
    private final ProgressBar bar;

    private Bar(ProgressBar bar) {
        this.bar = bar;
    }

    /// A bar on standard error for a number of epochs; close it when they are done.
    public static Bar onConsole(String title, int epochs) {
        return new Bar(
                new ProgressBarBuilder()
                        .setTaskName(title)
                        .setInitialMax(epochs)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(100)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, 100))
                        .build());
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
    }
}
