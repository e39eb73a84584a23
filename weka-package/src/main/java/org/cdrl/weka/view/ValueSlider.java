package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingConstants;

/** A slider that shows its value. */
final class ValueSlider extends JPanel {
  private static final long serialVersionUID = 1;

  private final double unit;
  private final JSlider slider;
  private final JLabel shown = new JLabel("", SwingConstants.RIGHT);

  /**
   * A slider.
   *
   * @param low the least value
   * @param high the greatest
   * @param unit between two neighbouring values
   * @param value at first
   */
  ValueSlider(double low, double high, double unit, double value) {
    super(new BorderLayout(4, 0));
    this.unit = unit;
    slider = new JSlider(ticks(low), ticks(high), ticks(value));
    slider.addChangeListener(e -> display());
    shown.setPreferredSize(new Dimension(32, shown.getPreferredSize().height));
    add(slider, BorderLayout.CENTER);
    add(shown, BorderLayout.EAST);
    display();
  }

  private int ticks(double value) {
    return (int) Math.round(value / unit);
  }

  private void display() {
    shown.setText(
        unit == 1
            ? Integer.toString(slider.getValue())
            : String.format(Locale.ROOT, "%.1f", value()));
  }

  double value() {
    return slider.getValue() * unit;
  }

  void set(double value) {
    slider.setValue(ticks(value));
  }

  @Override
  public void setEnabled(boolean enabled) {
    super.setEnabled(enabled);
    slider.setEnabled(enabled);
    shown.setEnabled(enabled);
  }

  @Override
  public void setToolTipText(String text) {
    super.setToolTipText(text);
    for (JComponent part : new JComponent[] {slider, shown}) {
      part.setToolTipText(text);
    }
  }
}
