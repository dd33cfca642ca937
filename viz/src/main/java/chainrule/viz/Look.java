package chainrule.viz;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/// How all charts look: on white, with letters that can be read where 1000 pixels are shown, and a
/// legend in a corner of the plot.
final class Look {
    static final Color POSITIVE = Color.decode(Theme.POSITIVE);
    static final Color NEGATIVE = Color.decode(Theme.NEGATIVE);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

    private Look() {}

    static void of(XYChart chart) {
        var styler = chart.getStyler();
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        styler.setLegendFont(TICKS);
        styler.setLegendBackgroundColor(new Color(255, 255, 255, 220));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(TITLE);
        styler.setAxisTitleFont(AXIS);
        styler.setAxisTickLabelsFont(TICKS);
    }
}
