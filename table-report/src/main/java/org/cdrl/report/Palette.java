package org.cdrl.report;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** What all images have in common: a colour per kind of rows, and plain charts. */
public final class Palette {
  /** The true distribution. */
  public static final Color TRUTH = new Color(0x44, 0x44, 0x44);

  /** What the initializer proposes. */
  public static final Color BEFORE = new Color(0xc2, 0x5a, 0x12);

  /** What the Langevin chains make of it, and samples. */
  public static final Color AFTER = new Color(0x1f, 0x5a, 0xa6);

  private Palette() {}

  /** Plain axes without a frame. */
  public static void style(AxesChartStyler styler) {
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xdddddd));
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setXAxisTickMarkSpacingHint(140);
    styler.setXAxisDecimalPattern("#,##0");
  }
}
