package org.cdrl.weka.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import org.cdrl.weka.study.Study;

/** A label per condition that drawn rows should have. */
final class LabelControls extends Form {
  private static final long serialVersionUID = 1;

  /** The first items of every choice, before the labels. */
  private static final int ANY = 0;

  private static final int TURNS = 1;

  private final Map<String, JComboBox<String>> choices = new LinkedHashMap<>();

  LabelControls() {
    super("");
  }

  /** Offers the conditions of a study. */
  void offer(Study study) {
    removeAll();
    choices.clear();
    for (String condition : study.conditions()) {
      JComboBox<String> choice = new JComboBox<>();
      choice.addItem("as in the data");
      choice.addItem("all in turn");
      study.labels(condition).forEach(choice::addItem);
      add(
          TickText.shortened(condition, 14),
          choice,
          "Which label of " + condition + " drawn rows have; in turn: as many rows of each");
      choice.addActionListener(e -> oneInTurn(choice));
      choices.put(condition, choice);
    }
    if (choices.isEmpty()) {
      add(
          new JLabel(
              "<html>The model has no conditions: rows<br>are drawn as in the data.</html>"));
    }
    revalidate();
  }

  /** Only one condition's labels can take turns. */
  private void oneInTurn(JComboBox<String> chosen) {
    if (chosen.getSelectedIndex() == TURNS) {
      choices.values().stream()
          .filter(other -> other != chosen && other.getSelectedIndex() == TURNS)
          .forEach(other -> other.setSelectedIndex(ANY));
    }
  }

  /** Chooses a label. */
  void choose(String condition, String label) {
    choices.get(condition).setSelectedItem(label);
  }

  /** The labels that were chosen, per condition. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    choices.forEach(
        (condition, choice) -> {
          if (choice.getSelectedIndex() > TURNS) {
            labels.put(condition, (String) choice.getSelectedItem());
          }
        });
    return labels;
  }

  /** The condition whose labels take turns. */
  Optional<String> turns() {
    return choices.entrySet().stream()
        .filter(choice -> choice.getValue().getSelectedIndex() == TURNS)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public void setEnabled(boolean enabled) {
    super.setEnabled(enabled);
    List.copyOf(choices.values()).forEach(choice -> choice.setEnabled(enabled));
  }
}
