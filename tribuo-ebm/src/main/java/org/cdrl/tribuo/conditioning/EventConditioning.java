package org.cdrl.tribuo.conditioning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.protos.ConditioningProto;
import org.cdrl.tribuo.protos.EventConditioningProto;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.AnomalyInfo;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.Event.EventType;

/**
 * Learns what expected events look like; others are those that the model finds more anomalous than
 * most of them. Trained on expected events only, as Tribuo's other detectors.
 *
 * <p>The score of an event is threshold minus anomaly score: negative for anomalies, and smaller
 * the more anomalous. Samples are expected events.
 */
public final class EventConditioning implements Conditioning<Event> {
  @Config(
      description =
          "Share of events like those of training that are called anomalous, above 0 and below 1:"
              + " the threshold is the anomaly score that this share of events exceeds. Raise it to"
              + " find more anomalies, at more false alarms. Default .05.")
  private double contamination = .05;

  @ConfigurableName private String name = "";

  /** A threshold that one expected event in twenty exceeds. */
  public EventConditioning() {}

  /** A threshold that this share of expected events exceeds. */
  public EventConditioning(double contamination) {
    this.contamination = contamination;
    postConfig();
  }

  @Override
  public void postConfig() {
    if (!(contamination > 0 && contamination < 1)) {
      throw new PropertyException(
          name, "contamination", "contamination must be above 0 and below 1, not " + contamination);
    }
  }

  @Override
  public Class<Event> outputType() {
    return Event.class;
  }

  @Override
  public OutputFactory<Event> outputFactory() {
    return new AnomalyFactory();
  }

  @Override
  public void requireTrainable(Dataset<Event> data) {
    Unknown.requireNone(data);
    if (((AnomalyInfo) data.getOutputInfo()).getAnomalyCount() == 0) {
      return;
    }
    int n = 0;
    for (Example<Event> example : data) {
      n++;
      if (example.getOutput().getType() == EventType.ANOMALOUS) {
        throw new IllegalArgumentException(
            "Example " + n + " is ANOMALOUS; training takes EXPECTED events only, leave it out");
      }
    }
  }

  @Override
  public List<Column> columns(ImmutableOutputInfo<Event> outputs) {
    return List.of();
  }

  @Override
  public boolean columnsAreConditions() {
    return true;
  }

  @Override
  public double[] cells(Event output, List<Column> columns) {
    return new double[0];
  }

  @Override
  public Event output(double[] cells, List<Column> columns) {
    return new Event(EventType.EXPECTED);
  }

  @Override
  public boolean hasProbabilities() {
    return false;
  }

  @Override
  public List<Outcome<Event>> predict(TableModel model, List<Column> columns, Table rows) {
    AnomalyScorer scorer = model.anomalies();
    double threshold = scorer.threshold(1 - contamination);
    return Arrays.stream(scorer.score(rows).scores())
        .mapToObj(score -> outcome(threshold - score))
        .toList();
  }

  private static Outcome<Event> outcome(double score) {
    return new Outcome<>(
        new Event(score < 0 ? EventType.ANOMALOUS : EventType.EXPECTED, score), Map.of());
  }

  /** The mean of scores, or the largest: one of several alternatives suffices. */
  @Override
  public Outcome<Event> combine(List<Outcome<Event>> outcomes, double[] weights, boolean mixture) {
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < weights.length; m++) {
      double score = outcomes.get(m).output().getScore();
      sum += weights[m] * score;
      largest = Math.max(largest, score);
    }
    return outcome(mixture ? largest : sum / Arrays.stream(weights).sum());
  }

  @Override
  public ConditioningProto serialize() {
    return Protos.of(
        this, EventConditioningProto.newBuilder().setContamination(contamination).build());
  }

  /** Reads what {@link #serialize} wrote. */
  public static EventConditioning deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    Protos.requireVersion(version, EventConditioning.class);
    return new EventConditioning(message.unpack(EventConditioningProto.class).getContamination());
  }

  @Override
  public String toString() {
    return "EventConditioning(contamination=" + contamination + ")";
  }
}
