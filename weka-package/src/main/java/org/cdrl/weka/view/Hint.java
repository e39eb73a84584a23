package org.cdrl.weka.view;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;

/** A text in the middle of an empty place. */
final class Hint {
  private static final float WIDEST = 420;

  private Hint() {}

  static void paint(Graphics2D canvas, String text, Font font, Dimension place) {
    if (text.isEmpty()) {
      return;
    }
    AttributedString attributed = new AttributedString(text);
    attributed.addAttribute(TextAttribute.FONT, font);
    FontRenderContext context = canvas.getFontRenderContext();
    LineBreakMeasurer measurer = new LineBreakMeasurer(attributed.getIterator(), context);
    float width = Math.min(WIDEST, place.width - 24f);
    List<TextLayout> lines = new ArrayList<>();
    float height = 0;
    while (width > 0 && measurer.getPosition() < text.length()) {
      TextLayout line = measurer.nextLayout(width);
      lines.add(line);
      height += line.getAscent() + line.getDescent() + line.getLeading();
    }
    canvas.setColor(Look.QUIET);
    float y = (place.height - height) / 2;
    for (TextLayout line : lines) {
      y += line.getAscent();
      line.draw(canvas, (place.width - line.getAdvance()) / 2, y);
      y += line.getDescent() + line.getLeading();
    }
  }
}
