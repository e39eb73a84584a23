package org.cdrl.weka.view;

import java.awt.GridLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import org.cdrl.weka.study.Study;
import weka.core.Attribute;
import weka.core.Instances;

/** What to learn: the class, what else to draw by, for how long. */
final class LearnControls extends Form {
  private static final long serialVersionUID = 1;

  /** How long to train. */
  private record Limit(String name, Duration time) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Limit[] LIMITS = {
    new Limit("as long as suits the data", null),
    new Limit("about a minute", Duration.ofMinutes(1)),
    new Limit("about 5 minutes", Duration.ofMinutes(5)),
    new Limit("about 20 minutes", Duration.ofMinutes(20)),
    new Limit("about an hour", Duration.ofHours(1))
  };

  private static final int SHOWN_CONDITIONS = 3;

  final JButton train = new JButton("Train");
  final JButton resume = new JButton("Continue");
  private final JComboBox<String> classes = new JComboBox<>();
  private final DefaultListModel<String> candidates = new DefaultListModel<>();
  private final JList<String> conditions = new JList<>(candidates);
  private final JComboBox<Limit> limits = new JComboBox<>(LIMITS);
  private final JCheckBox protect = new JCheckBox("Hide rare values");
  private final JLabel conditionsLabel = new JLabel("Draw also by");
  private final JScrollPane conditionsPane;
  private transient Instances data;

  LearnControls() {
    super("1. Learn");
    add(
        "Class",
        classes,
        "Rows can be drawn by the labels of a nominal class; a numeric class is learned as any"
            + " attribute");
    conditions.setSelectionModel(new ToggleSelection());
    conditions.setCellRenderer(new CheckedCell());
    conditions.setVisibleRowCount(SHOWN_CONDITIONS);
    String tip = "Nominal attributes that rows can be drawn by, and that can be composed";
    conditions.setToolTipText(tip);
    conditionsLabel.setToolTipText(tip);
    conditionsPane = new JScrollPane(conditions);
    add(conditionsLabel);
    add(conditionsPane);
    add("Train", limits, "Longer training follows the data more closely, up to a point");
    protect.setToolTipText(
        "For data of people: labels of fewer than 5 rows become \"other\", the 4 lowest and highest"
            + " numbers the next one; neither the model nor the charts have them");
    add(protect);
    JPanel buttons = new JPanel(new GridLayout(1, 2, 6, 0));
    train.setToolTipText("Learns a model of the data that are loaded in Preprocess");
    resume.setToolTipText("Goes on with the training that was stopped");
    buttons.add(train);
    buttons.add(resume);
    add(buttons);
    classes.addActionListener(e -> offerConditions());
    offerConditions();
  }

  /** Offers the attributes of other data. */
  void offer(Instances other) {
    if (other == data) {
      return;
    }
    data = other;
    DefaultComboBoxModel<String> names = new DefaultComboBoxModel<>();
    names.addElement("No class");
    for (int a = 0; a < data.numAttributes(); a++) {
      Attribute attribute = data.attribute(a);
      names.addElement("(" + Attribute.typeToStringShort(attribute) + ") " + attribute.name());
    }
    classes.setModel(names);
    // As in Weka's other tabs, the last attribute is the class unless the data say otherwise.
    classes.setSelectedIndex(data.classIndex() >= 0 ? data.classIndex() + 1 : data.numAttributes());
    offerConditions();
  }

  private void offerConditions() {
    candidates.clear();
    for (int a = 0; data != null && a < data.numAttributes(); a++) {
      if (a != classIndex() && Study.canBeCondition(data.attribute(a))) {
        candidates.addElement(data.attribute(a).name());
      }
    }
    conditionsLabel.setVisible(!candidates.isEmpty());
    conditionsPane.setVisible(!candidates.isEmpty());
    conditions.setVisibleRowCount(Math.min(SHOWN_CONDITIONS, Math.max(1, candidates.size())));
    revalidate();
  }

  /** The class, from 0; -1 for none. */
  int classIndex() {
    return classes.getSelectedIndex() - 1;
  }

  /** Makes an attribute a condition, or no longer. */
  void toggleCondition(String name) {
    int at = candidates.indexOf(name);
    conditions.addSelectionInterval(at, at);
  }

  /** Chosen attributes beside the class. */
  List<String> conditions() {
    return new ArrayList<>(conditions.getSelectedValuesList());
  }

  /** How long to train; null for as long as suits the data. */
  Duration limit() {
    return ((Limit) limits.getSelectedItem()).time();
  }

  /** What makes a study of data, as it is chosen now. */
  Function<Instances, Study> study() {
    int target = classIndex();
    List<String> more = conditions();
    boolean hides = protect.isSelected();
    return rows -> Study.of(rows, target, more, hides);
  }

  void update(Session session) {
    if (session.data() != null) {
      offer(session.data());
    }
    boolean free = !session.isBusy();
    classes.setEnabled(free && session.data() != null);
    conditions.setEnabled(free);
    limits.setEnabled(free);
    protect.setEnabled(free);
    train.setEnabled(free && session.data() != null);
    resume.setEnabled(session.canContinue());
  }
}
