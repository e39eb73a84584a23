package weka.filters.unsupervised.attribute;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.List;
import org.cdrl.table.Imputer;
import org.cdrl.table.data.Table;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.filters.LearningFilter;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instances;
import weka.core.OptionMetadata;
import weka.filters.UnsupervisedFilter;

/** Fills missing values with draws given the other values of their row. */
public class CDRLImpute extends LearningFilter implements UnsupervisedFilter {
  private static final long serialVersionUID = 1;

  private int draws = 40;
  private LearnedModel model;

  @Override
  public String globalInfo() {
    return "Fills missing values by conditional sampling: a generative model of all attributes but"
        + " the class (Cooperative Diffusion Recovery Likelihood) is learned from the first batch,"
        + " and missing values are drawn given the other values of their row. With several draws"
        + " the median of numbers and the likeliest label are taken, joined with what regressions"
        + " on the other values expect, which are nearest to the truth; with one draw the filled"
        + " data vary as real ones do.\n\n"
        + "Observed values and the class do not change; the class does not influence"
        + " what is filled in, so that no information about it leaks in a FilteredClassifier. To"
        + " fill the class attribute too, set no class. For more information see\n\n"
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
  protected void checkOptions() throws SchemeException {
    super.checkOptions();
    require(draws >= 1, "draws (-draws)", draws, "1 or more");
  }

  @Override
  protected Instances determineOutputFormat(Instances input) {
    return input;
  }

  @Override
  protected Instances process(Instances data) throws Exception {
    Instances rows = withoutClass(data);
    if (!isFirstBatchDone()) {
      model = learn(rows, List.of(), FOLDS);
    }
    return Engine.run(() -> filled(data, rows));
  }

  private Instances filled(Instances data, Instances rows) {
    Table table = model.columns().table(rows);
    // Later rows may come one by one or together: what is drawn must depend on the row alone.
    Imputer imputer =
        model.table().imputer().draws(draws).seed(getSeed()).alike(isFirstBatchDone());
    Table filled = imputer.fill(table).centre();
    Instances result = new Instances(data);
    for (int r = 0; r < rows.size(); r++) {
      for (int a = 0; a < rows.numAttributes(); a++) {
        if (rows.get(r).isMissing(a)) {
          int at = data.classIndex() >= 0 && a >= data.classIndex() ? a + 1 : a;
          result.get(r).setValue(at, model.columns().value(a, filled.rows()[r][a]));
        }
      }
    }
    return result;
  }

  @OptionMetadata(
      displayName = "draws",
      description =
          "Draws of every missing value, of which the mean, or the most frequent "
              + "label, is taken; time grows in proportion. 1 for a single draw, as "
              + "varied as real values; more for values nearer to the truth, which vary "
              + "less. (default 40)",
      commandLineParamName = "draws",
      commandLineParamSynopsis = "-draws <number>",
      displayOrder = 1)
  public int getDraws() {
    return draws;
  }

  public void setDraws(int draws) {
    this.draws = draws;
  }

  /** Runs the filter from the command line. */
  public static void main(String[] args) {
    CDRLImpute filter = new CDRLImpute();
    filter.run(filter, args);
  }
}
