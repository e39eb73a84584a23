package org.cdrl.weka.view;

import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** Labels and controls below each other, under a title. */
class Form extends JPanel {
  private static final long serialVersionUID = 1;

  private static final int GAP = 2;

  private int row;

  Form(String title) {
    super(new GridBagLayout());
    if (!title.isEmpty()) {
      setBorder(BorderFactory.createTitledBorder(title));
    }
  }

  /** Adds a control with a label before it. */
  JLabel add(String text, JComponent control, String tip) {
    JLabel label = new JLabel(text);
    label.setLabelFor(control);
    label.setToolTipText(tip);
    control.setToolTipText(tip);
    add(label, at(0, 1, 0));
    add(narrow(control), at(1, 1, 1));
    row++;
    return label;
  }

  /** Adds a control that takes the whole width. */
  void add(JComponent control) {
    add(control, at(0, 2, 1));
    row++;
  }

  /** Controls must not widen the form because of their longest item. */
  static JComponent narrow(JComponent control) {
    control.setPreferredSize(new Dimension(60, control.getPreferredSize().height));
    return control;
  }

  private GridBagConstraints at(int column, int width, double weight) {
    return new GridBagConstraints(
        column,
        row,
        width,
        1,
        weight,
        0,
        GridBagConstraints.LINE_START,
        GridBagConstraints.HORIZONTAL,
        new Insets(GAP, GAP, GAP, GAP),
        0,
        0);
  }

  /** Never taller than its parts. */
  @Override
  public Dimension getMaximumSize() {
    return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
  }
}
