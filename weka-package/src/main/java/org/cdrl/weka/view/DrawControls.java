package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import org.cdrl.weka.study.DrawRequest;
import org.cdrl.weka.study.Study;

/** Which rows to draw. */
final class DrawControls extends Form {
  private static final long serialVersionUID = 1;

  private static final int MOST_ROWS = 10_000_000;

  /** Rows that are drawn if nobody says otherwise: as many as there are, up to this. */
  private static final int DEFAULT_ROWS = 1000;

  final JButton draw = new JButton("Draw");
  final JRadioButton byLabel = new JRadioButton("By label", true);
  final JRadioButton composed = new JRadioButton("Composed");
  final LabelControls labels = new LabelControls();
  final CompositionControls composition = new CompositionControls();
  private final JPanel place = new JPanel(new BorderLayout());
  private final ValueSlider guidance = new ValueSlider(0, 3, .1, 0);
  private final ValueSlider steps = new ValueSlider(1, 60, 1, 15);
  private final SpinnerNumberModel rows = new SpinnerNumberModel(DEFAULT_ROWS, 1, MOST_ROWS, 100);
  private final SpinnerNumberModel seed = new SpinnerNumberModel(1, 0, Integer.MAX_VALUE, 1);
  private final JSpinner rowsSpinner = new JSpinner(rows);
  private final JSpinner seedSpinner = new JSpinner(seed);
  private transient Study offered;
  private boolean stepsKnown;
  private boolean free;

  DrawControls() {
    super("2. Draw");
    ButtonGroup group = new ButtonGroup();
    group.add(byLabel);
    group.add(composed);
    byLabel.setToolTipText("Rows with chosen labels");
    composed.setToolTipText("Rows that have some labels and not others, each with a weight");
    JPanel ways = new JPanel(new GridLayout(1, 2));
    ways.add(byLabel);
    ways.add(composed);
    add(ways);
    add(place);
    add(
        "Guidance",
        guidance,
        "0 draws as learned; .3 to 1.5 makes rows more typical of their labels, with less variety");
    add(
        "Steps",
        steps,
        "Langevin steps per noise level, at first as in training; fewer are faster and worse");
    seedSpinner.setToolTipText("The same seed draws the same rows");
    JLabel seedLabel = new JLabel("Seed");
    seedLabel.setLabelFor(seedSpinner);
    JPanel seeds = new JPanel(new BorderLayout(6, 0));
    seeds.add(seedLabel, BorderLayout.WEST);
    seeds.add(narrow(seedSpinner), BorderLayout.CENTER);
    JPanel amounts = new JPanel(new GridLayout(1, 2, 6, 0));
    amounts.add(rowsSpinner);
    amounts.add(seeds);
    add("Rows", amounts, "How many rows to draw");
    rowsSpinner.setToolTipText(amounts.getToolTipText());
    draw.setToolTipText("Draws rows from the model, and compares them with the data");
    add(draw);
    byLabel.addActionListener(e -> showWay());
    composed.addActionListener(e -> showWay());
    showWay();
  }

  private void showWay() {
    place.removeAll();
    place.add(composed.isSelected() ? composition : labels);
    guidance.setEnabled(free && !composed.isSelected() && hasConditions());
    revalidate();
    repaint();
  }

  private boolean hasConditions() {
    return offered != null && !offered.conditions().isEmpty();
  }

  /** What is asked for. */
  DrawRequest request() {
    boolean compose = composed.isSelected();
    return new DrawRequest(
        rows.getNumber().intValue(),
        compose ? Map.of() : labels.labels(),
        compose ? Optional.empty() : labels.turns(),
        compose ? composition.parts() : List.of(),
        compose || !hasConditions() ? 0 : guidance.value(),
        (int) steps.value(),
        seed.getNumber().longValue());
  }

  /** Sets how many rows to draw, how strongly guided. */
  void set(int newRows, double newGuidance) {
    rows.setValue(newRows);
    guidance.set(newGuidance);
  }

  void update(Session session) {
    Study study = session.study();
    if (study != null && study != offered) {
      offered = study;
      stepsKnown = false;
      labels.offer(study);
      composition.offer(study);
      rows.setValue(Math.min(DEFAULT_ROWS, study.data().numInstances()));
      byLabel.setSelected(true);
      guidance.set(0);
    }
    free = session.hasModel() && !session.isBusy();
    if (session.hasModel() && !stepsKnown) {
      stepsKnown = true;
      steps.set(session.steps());
    }
    labels.setEnabled(free);
    composition.setEnabled(free);
    byLabel.setEnabled(free);
    composed.setEnabled(free && composition.hasItems());
    steps.setEnabled(free);
    rowsSpinner.setEnabled(free);
    seedSpinner.setEnabled(free);
    draw.setEnabled(free);
    showWay();
  }
}
