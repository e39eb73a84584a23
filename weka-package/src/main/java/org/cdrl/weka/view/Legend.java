package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JPanel;
import weka.core.Attribute;

/** What colours mean, in one line. */
final class Legend extends JPanel {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 20;

  Legend() {
    super(new FlowLayout(FlowLayout.CENTER, 14, 2));
  }

  /** The data and the generated rows. */
  static Legend ofKinds() {
    Legend legend = new Legend();
    legend.add("data", Look.REAL);
    legend.add("generated", Look.DRAWN);
    return legend;
  }

  /** The labels of a class that have colours of their own; nothing if there are none. */
  void show(Attribute groups) {
    removeAll();
    if (groups != null && groups.isNominal()) {
      int shown = Math.min(groups.numValues(), Look.groups());
      for (int g = 0; g < shown; g++) {
        add(AxisText.shortened(groups.value(g), LONGEST), Look.group(g));
      }
      if (shown < groups.numValues()) {
        add(new JLabel("(colours repeat)"));
      }
    }
    revalidate();
    repaint();
  }

  private void add(String text, Color colour) {
    JLabel label = new JLabel(text);
    label.setIcon(new Dot(colour));
    add(label);
  }

  private record Dot(Color colour) implements Icon {
    private static final int SIZE = 10;

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
      Graphics2D canvas = (Graphics2D) graphics.create();
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setColor(colour);
      canvas.fillOval(x, y, SIZE, SIZE);
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
