package org.cdrl.tribuo.conditioning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.protos.ConditioningProto;
import org.cdrl.tribuo.protos.LabelConditioningProto;
import org.tribuo.Dataset;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * Classes are a condition of the model: examples can be drawn by class and guided towards one, and
 * a class is predicted from what energies and initializer say of an example under every one of
 * them, calibrated on examples that were not trained on.
 *
 * <p>With one class only, its probability is 1.
 */
public final class LabelConditioning implements Conditioning<Label> {
  @Config(
      description =
          "Name of the column that the labels become in tables and samples; the one of the response"
              + " in the input, if it has one. Default label.")
  private String column = "label";

  @ConfigurableName private String name = "";

  /** Labels in a column named {@code label}. */
  public LabelConditioning() {}

  /** Labels in a column of this name. */
  public LabelConditioning(String column) {
    this.column = column;
    postConfig();
  }

  @Override
  public void postConfig() {
    if (column == null || column.isBlank()) {
      throw new PropertyException(name, "column", "column must be a name, not blank");
    }
  }

  @Override
  public Class<Label> outputType() {
    return Label.class;
  }

  @Override
  public OutputFactory<Label> outputFactory() {
    return new LabelFactory();
  }

  @Override
  public void requireTrainable(Dataset<Label> data) {
    Unknown.requireNone(data);
  }

  @Override
  public List<Column> columns(ImmutableOutputInfo<Label> outputs) {
    List<String> labels = outputs.getDomain().stream().map(Label::getLabel).sorted().toList();
    return List.of(new Column(column, Column.Kind.CATEGORICAL, labels, "", "the outputs' labels"));
  }

  @Override
  public boolean columnsAreConditions() {
    return true;
  }

  @Override
  public double[] cells(Label output, List<Column> columns) {
    int label = columns.get(0).labels().indexOf(output.getLabel());
    return new double[] {label < 0 ? Double.NaN : label};
  }

  @Override
  public Label output(double[] cells, List<Column> columns) {
    return Double.isNaN(cells[0])
        ? outputFactory().getUnknownOutput()
        : new Label(columns.get(0).labels().get((int) cells[0]));
  }

  @Override
  public boolean hasProbabilities() {
    return true;
  }

  @Override
  public List<Outcome<Label>> predict(TableModel model, List<Column> columns, Table rows) {
    double[][] probabilities = Classifiers.of(model, columns.get(0).name()).probabilities(rows);
    List<String> labels = columns.get(0).labels();
    return Arrays.stream(probabilities).map(p -> outcome(labels, p)).toList();
  }

  private static Outcome<Label> outcome(List<String> labels, double[] probabilities) {
    Map<String, Label> scores = new LinkedHashMap<>();
    Label best = null;
    for (int l = 0; l < probabilities.length; l++) {
      Label label = new Label(labels.get(l), probabilities[l]);
      scores.put(label.getLabel(), label);
      best = best == null || label.getScore() > best.getScore() ? label : best;
    }
    return new Outcome<>(best, scores);
  }

  /**
   * Evidence multiplies: p_c is proportional to the product of p_mc^w_m. Alternatives are averaged.
   */
  @Override
  public Outcome<Label> combine(List<Outcome<Label>> outcomes, double[] weights, boolean mixture) {
    List<String> labels = new ArrayList<>(outcomes.get(0).scores().keySet());
    labels.sort(null);
    double[] p = new double[labels.size()];
    for (int m = 0; m < weights.length; m++) {
      for (int l = 0; l < p.length; l++) {
        double ofModel = outcomes.get(m).scores().get(labels.get(l)).getScore();
        p[l] += weights[m] * (mixture ? ofModel : Math.log(Math.max(ofModel, Double.MIN_NORMAL)));
      }
    }
    if (!mixture) {
      double most = Arrays.stream(p).max().orElseThrow();
      p = Arrays.stream(p).map(log -> Math.exp(log - most)).toArray();
    }
    double sum = Arrays.stream(p).sum();
    return outcome(labels, Arrays.stream(p).map(v -> v / sum).toArray());
  }

  @Override
  public ConditioningProto serialize() {
    return Protos.of(this, LabelConditioningProto.newBuilder().setColumn(column).build());
  }

  /** Reads what {@link #serialize} wrote. */
  public static LabelConditioning deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    Protos.requireVersion(version, LabelConditioning.class);
    return new LabelConditioning(message.unpack(LabelConditioningProto.class).getColumn());
  }

  @Override
  public String toString() {
    return "LabelConditioning(column=" + column + ")";
  }
}
