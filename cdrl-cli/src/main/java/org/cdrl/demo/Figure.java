package org.cdrl.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Panels side by side, with the same axes. */
public final class Figure {
  /** Width and height of a panel, in pixels. */
  static final int SIDE = 420;

  private static final int LEFT = 44;
  private static final int TOP = 40;
  private static final int BOTTOM = 34;
  private static final int GAP = 12;
  private static final int TICK = 4;
  private static final Color INK = new Color(0x333333);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private Figure() {}

  /** Draws panels of a square from left to right. */
  public static BufferedImage of(Square square, List<Panel> panels) {
    int width = panels.size() * (LEFT + SIDE + GAP);
    BufferedImage image = new BufferedImage(width, TOP + SIDE + BOTTOM, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int p = 0; p < panels.size(); p++) {
      Graphics2D place =
          (Graphics2D)
              canvas.create(p * (LEFT + SIDE + GAP), 0, LEFT + SIDE + GAP, image.getHeight());
      place.translate(LEFT, TOP);
      draw(panels.get(p), square, place);
      place.dispose();
    }
    canvas.dispose();
    return image;
  }

  private static void draw(Panel panel, Square square, Graphics2D canvas) {
    Graphics2D inside = (Graphics2D) canvas.create(0, 0, SIDE, SIDE);
    panel.content().accept(inside);
    inside.dispose();
    canvas.setColor(INK);
    canvas.setStroke(new BasicStroke(1));
    canvas.drawRect(0, 0, SIDE, SIDE);
    canvas.setFont(TITLE);
    canvas.drawString(panel.title(), 0, -13);
    canvas.setFont(LABEL);
    for (int value = -8; value <= 8; value += 4) {
      int at = (int) Math.round((value / square.half() + 1) * SIDE / 2);
      String text = Integer.toString(value);
      int textWidth = canvas.getFontMetrics().stringWidth(text);
      canvas.drawLine(at, SIDE, at, SIDE + TICK);
      canvas.drawString(text, at - textWidth / 2, SIDE + TICK + 16);
      canvas.drawLine(-TICK, SIDE - at, 0, SIDE - at);
      canvas.drawString(text, -TICK - 4 - textWidth, SIDE - at + 5);
    }
  }
}
