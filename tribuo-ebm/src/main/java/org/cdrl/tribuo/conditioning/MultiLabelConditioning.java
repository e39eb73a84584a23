package org.cdrl.tribuo.conditioning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.protos.ConditioningProto;
import org.cdrl.tribuo.protos.MultiLabelConditioningProto;
import org.tribuo.Dataset;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;

/**
 * Every label is a condition of its own, with the values {@value #NO} and {@value #YES}, so that
 * examples can be drawn with and without any of them, also in combinations that never occurred:
 * that is what composition of attributes is for. Each label is predicted by a classifier of its
 * own.
 */
public final class MultiLabelConditioning implements Conditioning<MultiLabel> {
  /** The value of a label that an example lacks. */
  public static final String NO = "false";

  /** The value of a label that an example has. */
  public static final String YES = "true";

  @Config(
      description =
          "Probability from which a label is predicted, above 0 and below 1; lower it to miss"
              + " fewer. Default .5.")
  private double threshold = .5;

  @ConfigurableName private String name = "";

  /** Predicts what is more probable than not. */
  public MultiLabelConditioning() {}

  /** Predicts labels from this probability on. */
  public MultiLabelConditioning(double threshold) {
    this.threshold = threshold;
    postConfig();
  }

  @Override
  public void postConfig() {
    if (!(threshold > 0 && threshold < 1)) {
      throw new PropertyException(
          name, "threshold", "threshold must be above 0 and below 1, not " + threshold);
    }
  }

  @Override
  public Class<MultiLabel> outputType() {
    return MultiLabel.class;
  }

  @Override
  public OutputFactory<MultiLabel> outputFactory() {
    return new MultiLabelFactory();
  }

  @Override
  public void requireTrainable(Dataset<MultiLabel> data) {
    Unknown.requireNone(data);
    if (data.getOutputInfo().size() == 0) {
      throw new IllegalArgumentException("No example has a label; there is nothing to predict");
    }
  }

  @Override
  public List<Column> columns(ImmutableOutputInfo<MultiLabel> outputs) {
    return outputs.getDomain().stream()
        .map(MultiLabel::getLabelString)
        .sorted()
        .map(label -> new Column(label, Column.Kind.BOOLEAN, List.of(NO, YES), "", "a label"))
        .toList();
  }

  @Override
  public boolean columnsAreConditions() {
    return true;
  }

  @Override
  public double[] cells(MultiLabel output, List<Column> columns) {
    boolean unknown = output.equals(MultiLabelFactory.UNKNOWN_MULTILABEL);
    return columns.stream()
        .mapToDouble(column -> unknown ? Double.NaN : output.contains(column.name()) ? 1 : 0)
        .toArray();
  }

  /** The labels that are there; what is not known is left out. */
  @Override
  public MultiLabel output(double[] cells, List<Column> columns) {
    Set<Label> labels = new HashSet<>();
    boolean known = false;
    for (int l = 0; l < cells.length; l++) {
      known |= !Double.isNaN(cells[l]);
      if (cells[l] == 1) {
        labels.add(new Label(columns.get(l).name()));
      }
    }
    return known ? new MultiLabel(labels) : outputFactory().getUnknownOutput();
  }

  @Override
  public boolean hasProbabilities() {
    return true;
  }

  @Override
  public List<Outcome<MultiLabel>> predict(TableModel model, List<Column> columns, Table rows) {
    double[][] probabilities = new double[rows.size()][columns.size()];
    for (int l = 0; l < columns.size(); l++) {
      double[][] ofLabel = Classifiers.of(model, columns.get(l).name()).probabilities(rows);
      for (int r = 0; r < ofLabel.length; r++) {
        probabilities[r][l] = ofLabel[r][1];
      }
    }
    List<String> labels = columns.stream().map(Column::name).toList();
    List<Outcome<MultiLabel>> outcomes = new ArrayList<>();
    for (double[] p : probabilities) {
      outcomes.add(outcome(labels, p));
    }
    return outcomes;
  }

  private Outcome<MultiLabel> outcome(List<String> labels, double[] probabilities) {
    Set<Label> predicted = new HashSet<>();
    Map<String, MultiLabel> scores = new LinkedHashMap<>();
    for (int l = 0; l < probabilities.length; l++) {
      Label label = new Label(labels.get(l), probabilities[l]);
      scores.put(label.getLabel(), new MultiLabel(Set.of(label), probabilities[l]));
      if (probabilities[l] >= threshold) {
        predicted.add(label);
      }
    }
    return new Outcome<>(new MultiLabel(predicted), scores);
  }

  /**
   * Per label: evidence multiplies, p proportional to the product of p_m^w_m; alternatives mean.
   */
  @Override
  public Outcome<MultiLabel> combine(
      List<Outcome<MultiLabel>> outcomes, double[] weights, boolean mixture) {
    List<String> labels = outcomes.get(0).scores().keySet().stream().sorted().toList();
    double[] p = new double[labels.size()];
    for (int l = 0; l < p.length; l++) {
      double yes = 0;
      double no = 0;
      double mean = 0;
      double total = 0;
      for (int m = 0; m < weights.length; m++) {
        double ofModel = outcomes.get(m).scores().get(labels.get(l)).getScore();
        yes += weights[m] * Math.log(Math.max(ofModel, Double.MIN_NORMAL));
        no += weights[m] * Math.log(Math.max(1 - ofModel, Double.MIN_NORMAL));
        mean += weights[m] * ofModel;
        total += weights[m];
      }
      p[l] = mixture ? mean / total : 1 / (1 + Math.exp(no - yes));
    }
    return outcome(labels, p);
  }

  @Override
  public ConditioningProto serialize() {
    return Protos.of(
        this, MultiLabelConditioningProto.newBuilder().setThreshold(threshold).build());
  }

  /** Reads what {@link #serialize} wrote. */
  public static MultiLabelConditioning deserializeFromProto(
      int version, String className, Any message) throws InvalidProtocolBufferException {
    Protos.requireVersion(version, MultiLabelConditioning.class);
    return new MultiLabelConditioning(
        message.unpack(MultiLabelConditioningProto.class).getThreshold());
  }

  @Override
  public String toString() {
    return "MultiLabelConditioning(threshold=" + threshold + ")";
  }
}
