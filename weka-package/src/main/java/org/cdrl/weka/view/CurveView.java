package org.cdrl.weka.view;

import java.awt.GridLayout;
import java.util.List;
import javax.swing.JPanel;
import org.cdrl.TrainingProgress;
import org.cdrl.report.CurveChart;
import org.cdrl.weka.study.TrainingHistory;
import org.knowm.xchart.XYChart;

/** Energy gap and initializer loss of a training run, as they develop. */
final class CurveView extends JPanel {
  private static final long serialVersionUID = 1;

  private static final String EMPTY =
      "Load data in Preprocess and press Train. The energy gap appears here: by how much the model"
          + " likes the data more than its own rows. A healthy one hovers around 0.";

  private static final String EMPTY_LOSS =
      "The initializer's loss appears here: how far the places where chains start are from where"
          + " they end. It falls in the pre-training, jumps when the training of the energy begins,"
          + " and falls again.";

  private final ChartView gap = new ChartView(400, 200);
  private final ChartView loss = new ChartView(400, 200);
  private transient TrainingHistory shown;
  private int points = -1;

  CurveView() {
    super(new GridLayout(2, 1, 0, 6));
    add(gap);
    add(loss);
  }

  void update(Session session) {
    TrainingHistory curve = session.curve();
    List<TrainingProgress> all = curve == null ? List.of() : curve.reports();
    if (curve == shown && all.size() == points) {
      return;
    }
    shown = curve;
    points = all.size();
    List<TrainingProgress> cooperative =
        all.stream().filter(p -> p.phase() == TrainingProgress.Phase.TRAINING).toList();
    if (cooperative.isEmpty()) {
      gap.hint(
          all.isEmpty()
              ? EMPTY
              : "The energy gap appears after the pre-training of the initializer.");
    } else {
      gap.show(
          size ->
              styled(
                  CurveChart.of(
                      "Energy gap", "nats", cooperative, TrainingProgress::energyGap, Look.REAL)));
    }
    if (all.isEmpty()) {
      loss.hint(EMPTY_LOSS);
    } else {
      loss.show(
          size ->
              styled(
                  CurveChart.of(
                      "Initializer loss",
                      "mean squared distance",
                      all,
                      TrainingProgress::initializerLoss,
                      Look.DRAWN)));
    }
  }

  private static XYChart styled(XYChart chart) {
    Look.style(chart.getStyler());
    return chart;
  }
}
