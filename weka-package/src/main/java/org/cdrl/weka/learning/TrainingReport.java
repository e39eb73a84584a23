package org.cdrl.weka.learning;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cdrl.table.TableModel;
import org.cdrl.value.TrainingSummary;
import weka.core.Utils;

/**
 * What there is to tell of a model's training.
 *
 * @param model null before there is one
 */
public record TrainingReport(LearnedModel model) {
  /** Measures as Weka's experiments list them, by name; 0 before there is a model. */
  public Map<String, Double> measures() {
    Map<String, Double> measures = new LinkedHashMap<>();
    TrainingSummary summary = model == null ? null : model.table().engine().summary();
    measures.put("measureIterations", summary == null ? 0 : (double) summary.iterations());
    measures.put("measureTrainingSeconds", summary == null ? 0 : summary.seconds());
    measures.put("measureEnergyGap", summary == null ? 0 : summary.energyGap());
    measures.put("measureInitializerLoss", summary == null ? 0 : summary.initializerLoss());
    measures.put("measureModelBytes", model == null ? 0 : (double) model.bytes().length);
    return measures;
  }

  /**
   * A line per fact, for people.
   *
   * @param run of the model, if it can go on; else null
   * @param predicts what the model predicts
   */
  public String text(PartwiseTraining run, String predicts) {
    TableModel table = model.table();
    TrainingSummary summary = table.engine().summary();
    StringBuilder text = new StringBuilder("Cooperative Diffusion Recovery Likelihood\n\n");
    line(text, "Rows", Long.toString(summary.rows()));
    line(
        text,
        "Attributes",
        table.dataSchema().size() + ", in " + table.engine().columns().size() + " coordinates");
    model.columns().leftOut().forEach((name, why) -> line(text, "Left out", name + ", " + why));
    model
        .columns()
        .protections()
        .forEach((name, how) -> line(text, "Protected", name + ", " + how));
    table
        .rules()
        .findings()
        .forEach(rule -> line(text, "Rule", rule.text() + ": " + rule.description()));
    table
        .rules()
        .ranges()
        .forEach(range -> line(text, "Range", range.text() + ": " + range.description()));
    line(text, "Noise levels", Integer.toString(table.engine().config().chains().levels()));
    line(text, "Iterations", iterations(run));
    summary.shortfall().ifPresent(told -> line(text, "Too short", told));
    line(text, "Seconds", Utils.doubleToString(summary.seconds(), 1));
    line(
        text, "Energy gap", Utils.doubleToString(summary.energyGap(), 3) + " nats, healthy near 0");
    line(text, "Device", summary.device() + ", TensorFlow " + summary.tensorFlowVersion());
    line(text, "Predicts", predicts);
    return text.toString();
  }

  private String iterations(PartwiseTraining run) {
    if (run != null && !run.isComplete()) {
      return run.done() + " of " + run.length() + "; the run is paused";
    }
    long done = model.table().engine().summary().iterations();
    int planned = model.table().engine().config().optimisation().iterations();
    return done < planned ? done + " of " + planned : Integer.toString(planned);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-14s%s%n", name, value));
  }
}
