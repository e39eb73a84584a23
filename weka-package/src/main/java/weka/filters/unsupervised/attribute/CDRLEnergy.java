package weka.filters.unsupervised.attribute;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.List;
import org.cdrl.weka.filters.LearningFilter;
import org.cdrl.weka.instances.Rows;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import weka.core.Attribute;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instances;
import weka.core.OptionMetadata;
import weka.filters.UnsupervisedFilter;

/** Appends the anomaly score of every row. */
public class CDRLEnergy extends LearningFilter implements UnsupervisedFilter {
  private static final long serialVersionUID = 1;

  private String attributeName = "energy";
  private LearnedModel model;

  @Override
  public String globalInfo() {
    return "Appends a numeric attribute, the anomaly score of a row by a generative model of"
        + " all attributes but the class (Cooperative Diffusion Recovery Likelihood), which is"
        + " learned from the first batch: how badly the model finds the row again when it is"
        + " noised, at several noise levels, and how far the row is from the first batch's. Higher"
        + " is more anomalous: about 3 for one row in twenty like those of the first batch, 4.6 for"
        + " one in a hundred.\n\n"
        + "It ranks rows under one model and is no likelihood. Rows of the first batch, which the"
        + " model was trained on, look a little less anomalous than new ones of the same kind. For"
        + " more information see\n\n"
        + getTechnicalInformation();
  }

  @Override
  public Capabilities getCapabilities() {
    Capabilities can = super.getCapabilities();
    can.enableAllClasses();
    can.enable(Capability.MISSING_CLASS_VALUES);
    can.enable(Capability.NO_CLASS);
    return can;
  }

  @Override
  protected Instances determineOutputFormat(Instances input) throws Exception {
    require(
        !attributeName.isBlank() && input.attribute(attributeName) == null,
        "attributeName (-name)",
        attributeName,
        "a name that no attribute has yet");
    Instances output = new Instances(input, 0);
    output.insertAttributeAt(new Attribute(attributeName), output.numAttributes());
    return output;
  }

  @Override
  protected Instances process(Instances data) throws Exception {
    Instances rows = withoutClass(data);
    if (!isFirstBatchDone()) {
      model = learn(rows, List.of(), FOLDS);
    }
    double[] scores =
        Engine.run(() -> model.table().anomalies().score(model.columns().table(rows)).scores());
    Instances output = new Instances(getOutputFormat(), data.size());
    for (int r = 0; r < scores.length; r++) {
      double[] values = new double[output.numAttributes()];
      System.arraycopy(data.get(r).toDoubleArray(), 0, values, 0, data.numAttributes());
      values[values.length - 1] = scores[r];
      output.add(Rows.like(data.get(r), data.get(r).weight(), values));
    }
    return output;
  }

  @OptionMetadata(
      displayName = "attributeName",
      description = "Name of the attribute that is appended. (default energy)",
      commandLineParamName = "name",
      commandLineParamSynopsis = "-name <name>",
      displayOrder = 1)
  public String getAttributeName() {
    return attributeName;
  }

  public void setAttributeName(String attributeName) {
    this.attributeName = attributeName;
  }

  /** Runs the filter from the command line. */
  public static void main(String[] args) {
    CDRLEnergy filter = new CDRLEnergy();
    filter.run(filter, args);
  }
}
