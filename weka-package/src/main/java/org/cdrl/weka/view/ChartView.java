package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import org.knowm.xchart.internal.chartpart.Chart;

/** Shows a chart, or says why there is none. The chart is made when it is first seen. */
final class ChartView extends JComponent {
  private static final long serialVersionUID = 1;

  /** Makes a chart for a place. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it.
     *
     * @param size of the place, in pixels
     */
    Chart<?, ?> make(Dimension size);
  }

  private transient Maker maker;
  private transient Chart<?, ?> chart;
  private Dimension made;
  private String hint = "";

  ChartView(int width, int height) {
    setPreferredSize(new Dimension(width, height));
    setBorder(BorderFactory.createLineBorder(Look.LINE));
  }

  /** Shows a chart from now on. */
  void show(Maker newMaker) {
    maker = newMaker;
    chart = null;
    repaint();
  }

  /** Shows a text from now on. */
  void hint(String text) {
    maker = null;
    chart = null;
    hint = text;
    repaint();
  }

  /** Says why there is no chart, unless there is one. */
  void cannot(Throwable cause) {
    if (maker == null) {
      hint("This cannot be drawn: " + Words.of(cause));
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D canvas = (Graphics2D) graphics.create();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, getWidth(), getHeight());
    if (maker == null) {
      smooth(canvas);
      Hint.paint(canvas, hint, getFont(), getSize());
    } else {
      try {
        if (chart == null || !getSize().equals(made)) {
          made = getSize();
          chart = maker.make(made);
        }
        chart.paint(canvas, getWidth(), getHeight());
      } catch (RuntimeException e) {
        // Whatever the charts' library does not like must not leave an empty place.
        maker = null;
        cannot(e);
      }
    }
    canvas.dispose();
  }

  /** Text as the desktop has it, where there is one. */
  static void smooth(Graphics2D canvas) {
    Object hints = Toolkit.getDefaultToolkit().getDesktopProperty("awt.font.desktophints");
    if (hints instanceof Map<?, ?> map) {
      canvas.addRenderingHints(map);
    } else {
      canvas.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }
  }
}
