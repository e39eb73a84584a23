package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import org.cdrl.weka.study.Study;
import org.cdrl.weka.study.WeightedLabel;

/** A composition: labels that rows should have, and others that they should not. */
final class CompositionControls extends JPanel {
  private static final long serialVersionUID = 1;

  /** A label of a condition, and how it is shown. */
  private record Item(String condition, String label, String shown) {
    @Override
    public String toString() {
      return shown;
    }
  }

  /** One part. */
  private final class Line extends JPanel {
    private static final long serialVersionUID = 1;

    private final JComboBox<String> sign = new JComboBox<>(new String[] {"and", "not"});
    private final JComboBox<Item> item = new JComboBox<>(items.toArray(Item[]::new));
    private final JSpinner weight = new JSpinner(new SpinnerNumberModel(1, .1, 10, .1));
    private final JButton away = new JButton("×");

    Line(boolean wanted, int chosen) {
      super(new BorderLayout(3, 0));
      sign.setSelectedIndex(wanted ? 0 : 1);
      item.setSelectedIndex(chosen);
      sign.setToolTipText("Whether rows should have this label or should not");
      weight.setToolTipText("How strongly this counts; 1 is as learned, more insists");
      away.setToolTipText("Takes this line away");
      away.setMargin(new java.awt.Insets(0, 4, 0, 4));
      sign.setPreferredSize(new Dimension(66, sign.getPreferredSize().height));
      item.setToolTipText("What rows should have or not");
      item.setPreferredSize(new Dimension(60, item.getPreferredSize().height));
      weight.setPreferredSize(new Dimension(54, weight.getPreferredSize().height));
      away.addActionListener(e -> takeAway(this));
      JPanel end = new JPanel(new BorderLayout(3, 0));
      end.add(weight, BorderLayout.CENTER);
      end.add(away, BorderLayout.EAST);
      add(sign, BorderLayout.WEST);
      add(item, BorderLayout.CENTER);
      add(end, BorderLayout.EAST);
      setMaximumSize(new Dimension(Integer.MAX_VALUE, getPreferredSize().height));
    }

    WeightedLabel part() {
      Item chosen = (Item) item.getSelectedItem();
      return new WeightedLabel(
          chosen.condition(),
          chosen.label(),
          sign.getSelectedIndex() == 0,
          ((Number) weight.getValue()).doubleValue());
    }

    @Override
    public void setEnabled(boolean enabled) {
      super.setEnabled(enabled);
      sign.setEnabled(enabled);
      item.setEnabled(enabled);
      weight.setEnabled(enabled);
      away.setEnabled(enabled);
    }
  }

  private final List<Item> items = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final JPanel stack = new JPanel();
  private final JButton more = new JButton("Add a condition");

  CompositionControls() {
    super(new BorderLayout(0, 4));
    stack.setLayout(new BoxLayout(stack, BoxLayout.Y_AXIS));
    more.addActionListener(e -> add(true, 0));
    add(stack, BorderLayout.CENTER);
    add(more, BorderLayout.SOUTH);
  }

  /** Offers the labels of a study, of which the first is wanted. */
  void offer(Study study) {
    items.clear();
    boolean one = study.conditions().size() == 1;
    for (String condition : study.conditions()) {
      for (String label : study.labels(condition)) {
        items.add(new Item(condition, label, one ? label : label + " (" + condition + ")"));
      }
    }
    lines.clear();
    stack.removeAll();
    if (items.size() > 1) {
      add(true, 0);
      add(false, 1);
    }
    revalidate();
  }

  /** Whether there is anything to compose. */
  boolean hasItems() {
    return items.size() > 1;
  }

  private void add(boolean wanted, int item) {
    Line line = new Line(wanted, item);
    lines.add(line);
    stack.add(line);
    stack.add(Box.createVerticalStrut(3));
    revalidate();
  }

  private void takeAway(Line line) {
    int at = lines.indexOf(line);
    lines.remove(at);
    // The gap below goes along.
    stack.remove(2 * at + 1);
    stack.remove(2 * at);
    revalidate();
    repaint();
  }

  /** The composition. */
  List<WeightedLabel> parts() {
    return lines.stream().map(Line::part).toList();
  }

  @Override
  public void setEnabled(boolean enabled) {
    super.setEnabled(enabled);
    more.setEnabled(enabled);
    lines.forEach(line -> line.setEnabled(enabled));
  }
}
