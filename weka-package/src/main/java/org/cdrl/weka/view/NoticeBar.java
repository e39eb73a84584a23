package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTextArea;

/**
 * A line above everything else that says something and offers one answer; hidden if it is empty.
 */
final class NoticeBar extends JPanel {
  private static final long serialVersionUID = 1;

  /** Pixels that are neither the text's nor the button's. */
  private static final int MARGIN = 24;

  private final JTextArea text = new JTextArea();
  final JButton answer = new JButton();

  /**
   * A bar.
   *
   * @param background its colour
   * @param label of the button
   * @param action what the button does
   */
  NoticeBar(Color background, String label, Runnable action) {
    super(new BorderLayout(8, 0));
    setBackground(background);
    setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
    text.setLineWrap(true);
    text.setWrapStyleWord(true);
    text.setEditable(false);
    text.setOpaque(false);
    text.setForeground(Color.BLACK);
    answer.setText(label);
    answer.addActionListener(e -> action.run());
    JPanel end = new JPanel(new BorderLayout());
    end.setOpaque(false);
    end.add(answer, BorderLayout.NORTH);
    add(text, BorderLayout.CENTER);
    add(end, BorderLayout.EAST);
    setVisible(false);
  }

  /** As high as the text is when it is wrapped to the width that there is. */
  @Override
  public Dimension getPreferredSize() {
    if (getParent() != null && getParent().getWidth() > 0) {
      int beside = answer.getPreferredSize().width + MARGIN;
      text.setSize(Math.max(1, getParent().getWidth() - beside), Short.MAX_VALUE);
    }
    return super.getPreferredSize();
  }

  @Override
  public Dimension getMaximumSize() {
    return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
  }

  /** Shows a text, or nothing if it is empty. */
  void show(String newText, boolean enabled) {
    text.setText(newText);
    answer.setEnabled(enabled);
    setVisible(!newText.isEmpty());
  }
}
