package weka.filters.supervised.instance;

import static org.cdrl.weka.console.NumberOptions.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cdrl.table.TableSampler;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.filters.LearningFilter;
import org.cdrl.weka.instances.InstanceKeys;
import org.cdrl.weka.instances.Rows;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import weka.core.Attribute;
import weka.core.Capabilities;
import weka.core.Capabilities.Capability;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.OptionMetadata;
import weka.filters.SupervisedFilter;

/** Adds rows of classes that are rare, drawn from a model. */
public class CDRLOversample extends LearningFilter implements SupervisedFilter {
  private static final long serialVersionUID = 1;

  private static final double SHARE = .25;

  /** More rows than this in one class are a mistake. */
  private static final int MOST = 10_000_000;

  private String label = "";
  private double percentage = 0;
  private double guidance = 2;

  @Override
  public String globalInfo() {
    return "Adds rows of rare classes, drawn by class from one generative model of all rows"
        + " (Cooperative Diffusion Recovery Likelihood), so that what classes have in common is"
        + " learned from all of them. By default rows are added to every class that occurs until"
        + " it weighs as much as the most frequent one; with a percentage, one class gets so many"
        + " more.\n\n"
        + "Only the first batch is changed: in a FilteredClassifier rows are added to the training"
        + " data alone. New rows come last, with the mean weight of their class, and have missing"
        + " values as often as its rows do. Keys (see docs/keys.md) are made anew; those of a nominal"
        + " attribute become labels more. For more information see\n\n"
        + getTechnicalInformation();
  }

  @Override
  public Capabilities getCapabilities() {
    Capabilities can = super.getCapabilities();
    can.enable(Capability.NOMINAL_CLASS);
    can.enable(Capability.MISSING_CLASS_VALUES);
    return can;
  }

  @Override
  protected void checkOptions() throws SchemeException {
    super.checkOptions();
    require(
        percentage >= 0 && percentage < Double.POSITIVE_INFINITY,
        "percentage (-P)",
        percentage,
        "0 or more");
    require(
        guidance >= 0 && guidance < Double.POSITIVE_INFINITY,
        "guidance (-guidance)",
        guidance,
        "0 or more");
  }

  @Override
  protected Instances determineOutputFormat(Instances input) {
    return input;
  }

  @Override
  protected Instances process(Instances data) throws Exception {
    if (isFirstBatchDone()) {
      return data;
    }
    int[] more = more(data);
    Instances known = new Instances(data);
    known.deleteWithMissingClass();
    Instances result = new Instances(data);
    LearnedModel model = null;
    // Every row has keys of its own, whatever its class.
    int added = 0;
    for (int l = 0; l < more.length; l++) {
      if (more[l] > 0) {
        if (model == null) {
          model = learn(known, shown(known, more), List.of(data.classAttribute().name()), 0);
        }
        result = with(model, known, l, more[l], result, added);
        added += more[l];
      }
    }
    if (!result.equalHeaders(data)) {
      // New keys are labels more.
      setOutputFormat(result);
    }
    return result;
  }

  /**
   * How many rows of every class to add. Classes are compared by their weights; a new row weighs as
   * much as one of its class does on average.
   */
  private int[] more(Instances data) throws SchemeException {
    double[] weights = data.attributeStats(data.classIndex()).nominalWeights;
    int[] counts = data.attributeStats(data.classIndex()).nominalCounts;
    int[] more = new int[counts.length];
    int rarest = -1;
    for (int l = 0; l < counts.length; l++) {
      if (weights[l] > 0 && (rarest < 0 || weights[l] < weights[rarest])) {
        rarest = l;
      }
    }
    Attribute classes = data.classAttribute();
    int wanted = label.isEmpty() ? rarest : classes.indexOfValue(label);
    require(
        label.isEmpty() || wanted >= 0 && weights[wanted] > 0,
        "classValue (-class)",
        label,
        "a class value that occurs in the data");
    double most = Arrays.stream(weights).max().orElseThrow();
    for (int l = 0; l < counts.length; l++) {
      if (weights[l] > 0 && (l == wanted || label.isEmpty() && percentage == 0)) {
        double rows =
            percentage > 0
                ? counts[l] * percentage / 100
                : (most - weights[l]) * counts[l] / weights[l];
        more[l] = wholeNumber(rows, classes.value(l));
      }
    }
    return more;
  }

  private static int wholeNumber(double rows, String label) throws SchemeException {
    if (rows > MOST) {
      throw new SchemeException(
          String.format(
              Locale.ROOT,
              "%.0f rows would be added to class %s; name a percentage (-P) that adds at most %d",
              rows,
              label,
              MOST));
    }
    return (int) Math.round(rows);
  }

  /** The result with rows of a class more; the first of them has the keys of this number. */
  private Instances with(
      LearnedModel model, Instances known, int l, int count, Instances result, int first)
      throws Exception {
    Attribute classes = known.classAttribute();
    Instances real = ofClass(known, l);
    double weight = real.stream().mapToDouble(Instance::weight).average().orElseThrow();
    return Engine.run(
        () -> {
          TableSampler sampler =
              model
                  .table()
                  .sampler()
                  .given(classes.name(), classes.value(l))
                  .guidance(guidance)
                  .seed(getSeed());
          List<Instance> rows = new ArrayList<>();
          for (Instance row : model.columns().instances(sampler.draw(count))) {
            rows.add(Rows.like(real.get(0), weight, row.toDoubleArray()));
          }
          return InstanceKeys.withDrawn(model.columns(), result, rows, sampler, first);
        });
  }

  /**
   * The data, with rows of the classes to be filled repeated until training meets each class at
   * least {@link #SHARE} times as often as the most frequent one: what a model has hardly ever
   * seen, it draws like the rest.
   */
  private static Instances shown(Instances known, int[] more) {
    double[] weights = known.attributeStats(known.classIndex()).nominalWeights;
    double wanted = SHARE * Arrays.stream(weights).max().orElseThrow();
    Instances shown = new Instances(known);
    for (int l = 0; l < weights.length; l++) {
      if (more[l] > 0) {
        Instances real = ofClass(known, l);
        double mean = weights[l] / real.size();
        double weight = weights[l];
        for (int n = 0; weight + mean <= wanted; n++) {
          Instance row = real.get(n % real.size());
          shown.add(row);
          weight += row.weight();
        }
      }
    }
    return shown;
  }

  private static Instances ofClass(Instances known, int l) {
    Instances real = new Instances(known, 0);
    known.stream().filter(row -> row.classValue() == l).forEach(real::add);
    return real;
  }

  @OptionMetadata(
      displayName = "percentage",
      description =
          "Rows to add to one class, in percent of those that it has; 100 doubles "
              + "it. (default 0: as many as make all classes equally frequent)",
      commandLineParamName = "P",
      commandLineParamSynopsis = "-P <percentage>",
      displayOrder = 1)
  public double getPercentage() {
    return percentage;
  }

  public void setPercentage(double percentage) {
    this.percentage = percentage;
  }

  @OptionMetadata(
      displayName = "classValue",
      description =
          "The only class to add rows to, by its value. (default: with a percentage"
              + " the rarest one, else all)",
      commandLineParamName = "class",
      commandLineParamSynopsis = "-class <value>",
      displayOrder = 2)
  public String getClassValue() {
    return label;
  }

  public void setClassValue(String label) {
    this.label = label;
  }

  @OptionMetadata(
      displayName = "guidance",
      description =
          "Makes new rows more typical of their class: 0 draws them as they are, of which many look "
              + "like rows of other classes if the class is rare; more moves them away from "
              + "other classes, at the cost of variety. (default 2)",
      commandLineParamName = "guidance",
      commandLineParamSynopsis = "-guidance <number>",
      displayOrder = 3)
  public double getGuidance() {
    return guidance;
  }

  public void setGuidance(double guidance) {
    this.guidance = guidance;
  }

  /** Runs the filter from the command line. */
  public static void main(String[] args) {
    CDRLOversample filter = new CDRLOversample();
    filter.run(filter, args);
  }
}
