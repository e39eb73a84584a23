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

  /** Where there is no class. */
  static final Color NO_GROUP = new Color(0x555555);

  /** Lines of grids and frames. */
  static final Color LINE = new Color(0xdddddd);

  /** Text that explains. */
  static final Color QUIET = new Color(0x666666);

  /** Colours that can be told apart without full colour vision (Okabe, Ito 2008). */
  private static final Color[] GROUPS = {
    new Color(0x0072b2),
    new Color(0xe69f00),
    new Color(0x009e73),
    new Color(0xcc79a7),
    new Color(0x56b4e9),
    new Color(0xd55e00),
    new Color(0x8a7f00),
    new Color(0x333333)
  };

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private Look() {}

  /** The number of groups that have colours of their own. */
  static int groups() {
    return GROUPS.length;
  }

  /** The colour of a group; grey for -1. */
  static Color group(int group) {
    return group < 0 ? NO_GROUP : GROUPS[group % GROUPS.length];
  }

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
