package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import org.cdrl.weka.study.RowImageShape;
import weka.core.Instance;
import weka.core.Instances;

/** Rows as images, as many as there is room for, with their class below. */
final class ImageGridView extends JComponent {
  private static final long serialVersionUID = 1;

  /** Pixels of an image's side, at least. */
  private static final int LEAST = 56;

  private static final int GAP = 8;
  private static final int CAPTION = 14;

  private final String title;
  private transient RowImageShape shape;
  private transient Instances rows;

  ImageGridView(String title) {
    this.title = title;
    setBorder(BorderFactory.createLineBorder(Look.LINE));
  }

  /** Shows rows; nothing if there are none. */
  void show(RowImageShape newShape, Instances newRows) {
    shape = newShape;
    rows = newRows;
    repaint();
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D canvas = (Graphics2D) graphics.create();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, getWidth(), getHeight());
    ChartView.smooth(canvas);
    canvas.setColor(Color.BLACK);
    canvas.drawString(title, GAP, GAP + canvas.getFontMetrics().getAscent());
    if (shape != null && rows != null) {
      // Whole multiples, so that pixels stay square.
      int side = Math.max(1, Math.round((float) LEAST / shape.side())) * shape.side();
      int top = GAP + canvas.getFontMetrics().getHeight() + GAP;
      int columns = Math.max(1, (getWidth() - GAP) / (side + GAP));
      int lines = Math.max(1, (getHeight() - top) / (side + CAPTION + GAP));
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      for (int n = 0; n < Math.min(rows.size(), columns * lines); n++) {
        int x = GAP + n % columns * (side + GAP);
        int y = top + n / columns * (side + CAPTION + GAP);
        paint(canvas, rows.get(n), x, y, side);
      }
    }
    canvas.dispose();
  }

  private void paint(Graphics2D canvas, Instance row, int x, int y, int side) {
    canvas.drawImage(shape.paint(row), x, y, side, side, null);
    canvas.setColor(Look.LINE);
    canvas.drawRect(x - 1, y - 1, side + 1, side + 1);
    if (row.classIndex() >= 0 && !row.classIsMissing()) {
      canvas.setColor(Look.QUIET);
      canvas.setFont(getFont().deriveFont(11f));
      String caption = TickText.shortened(row.toString(row.classIndex(), 3), side / 7);
      canvas.drawString(caption, x, y + side + CAPTION - 2);
    }
  }
}
