package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** Colours and fonts that all views share. */
final class Look {
  /** The data. */
  static final Color REAL = new Color(0x1f5aa6);

  /** Generated rows. */
  static final Color DRAWN = new Color(0xd55e00);

  /** Lines of grids and frames. */
  static final Color LINE = new Color(0xdddddd);

  /** Text that explains. */
  static final Color QUIET = new Color(0x666666);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private Look() {}

  /** A colour that lets others shine through. */
  static Color faint(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** A plain chart. */
  static void style(AxesChartStyler styler) {
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(LINE);
    styler.setChartTitleFont(TITLE);
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(AXIS);
    styler.setAxisTickLabelsFont(TICK);
    styler.setChartPadding(8);
    // More, and XChart would put ticks beyond the ends of axes.
    styler.setPlotContentSize(.98);
    styler.setXAxisTickMarkSpacingHint(70);
    styler.setYAxisTickMarkSpacingHint(40);
  }
}
