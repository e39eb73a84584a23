package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** What marks mean, in as many lines as it takes. */
final class Legend extends JPanel {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 20;

  /** Where there are many marks. */
  private static final int SHORT = 10;

  private static final int MANY = 8;
  private static final int GAP = 10;

  Legend() {
    super(new FlowLayout(FlowLayout.CENTER, GAP, 1));
  }

  /** The data and the generated rows. */
  static Legend ofKinds() {
    Legend legend = new Legend();
    legend.add(new Groups.Mark("data", Look.REAL, true), LONGEST);
    legend.add(new Groups.Mark("generated", Look.DRAWN, true), LONGEST);
    return legend;
  }

  /** The marks of a class. */
  void show(Groups groups) {
    removeAll();
    int longest = groups.marks().size() > MANY ? SHORT : LONGEST;
    groups.marks().forEach(mark -> add(mark, longest));
    revalidate();
    repaint();
  }

  private void add(Groups.Mark mark, int longest) {
    JLabel label = new JLabel(TickText.shortened(mark.name(), longest));
    label.setToolTipText(mark.name());
    label.setIcon(new Dot(mark.colour(), mark.round()));
    add(label);
  }

  /** As high as the lines are that the width makes. */
  @Override
  public Dimension getPreferredSize() {
    Container parent = getParent();
    Dimension size = super.getPreferredSize();
    if (parent == null || parent.getWidth() == 0 || getComponentCount() == 0) {
      return size;
    }
    int lines = 1;
    int used = GAP;
    for (Component part : getComponents()) {
      int width = part.getPreferredSize().width + GAP;
      if (used + width > parent.getWidth() && used > GAP) {
        lines++;
        used = GAP;
      }
      used += width;
    }
    int height = getComponent(0).getPreferredSize().height + 1;
    return new Dimension(Math.min(size.width, parent.getWidth()), lines * height + 1);
  }

  private record Dot(Color colour, boolean round) implements Icon {
    private static final int SIZE = 10;

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
      Graphics2D canvas = (Graphics2D) graphics.create();
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setColor(colour);
      if (round) {
        canvas.fillOval(x, y, SIZE, SIZE);
      } else {
        int half = SIZE / 2;
        canvas.fillPolygon(
            new int[] {x, x + half, x + SIZE, x + half},
            new int[] {y + half, y, y + half, y + SIZE},
            4);
      }
      canvas.dispose();
    }

    @Override
    public int getIconWidth() {
      return SIZE;
    }

    @Override
    public int getIconHeight() {
      return SIZE;
    }
  }
}
