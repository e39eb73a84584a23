package weka.datagenerators.classifiers.classification;

import static org.cdrl.weka.console.NumberOptions.require;

import java.io.File;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Vector;
import org.cdrl.Sampler;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.weka.console.CommandLine;
import org.cdrl.weka.console.NumberOptions;
import org.cdrl.weka.console.OutputFiles;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.instances.InstanceColumns;
import org.cdrl.weka.instances.InstanceKeys;
import org.cdrl.weka.learning.Engine;
import org.cdrl.weka.learning.LearnedModel;
import weka.core.CommandlineRunnable;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.Option;
import weka.core.RevisionUtils;
import weka.core.Utils;
import weka.datagenerators.ClassificationGenerator;

/** Draws rows from a saved model. */
public class CDRLGenerator extends ClassificationGenerator implements CommandlineRunnable {
  private static final long serialVersionUID = 1;

  /** Rows that are drawn together where they are asked for one by one: as the engine draws them. */
  private static final int PIECE = Sampler.ROWS_AT_ONCE;

  private static final Map<String, Class<?>> NUMBERS =
      Map.of("n", int.class, "S", int.class, "guidance", double.class, "steps", int.class);

  private File model = new File("");
  private String label = "";
  private double guidance = 0;
  private int langevinSteps = 0;

  private transient LearnedModel learned;
  private transient TableSampler sampler;

  /** The next row of the sampler's sequence to be given out. */
  private transient long next;

  /** Rows that were drawn ahead, and the number of the first one. */
  private transient Instances ahead;

  private transient long firstAhead;

  /** What the generator does, for Weka's windows. */
  public String globalInfo() {
    return "Draws rows from a saved model of CDRL (Cooperative Diffusion Recovery Likelihood): new"
        + " rows like those of its training data. The model is a CDRL classifier that was saved in"
        + " the Explorer or on the command line (-d), or a file of the panel or the command line"
        + " tool of CDRL.\n\n"
        + "Rows have the attributes of the training data; classes are as frequent as there, unless"
        + " one is chosen. Keys are made anew: numbers of a numeric attribute, else strings."
        + " Values that a classifier hid in training (option -protect) are in no row. The"
        + " same seed gives the same rows.";
  }

  @Override
  public Enumeration<Option> listOptions() {
    Vector<Option> options = enumToVector(super.listOptions());
    options.add(new Option("\t" + modelTipText(), "model", 1, "-model <file>"));
    options.add(new Option("\t" + classValueTipText(), "class", 1, "-class <value>"));
    options.add(new Option("\t" + guidanceTipText(), "guidance", 1, "-guidance <number>"));
    options.add(new Option("\t" + langevinStepsTipText(), "steps", 1, "-steps <number>"));
    return options.elements();
  }

  @Override
  public void setOptions(String[] options) throws Exception {
    NumberOptions.requireReadable(this, NUMBERS, options);
    super.setOptions(options);
    String file = Utils.getOption("model", options);
    if (!file.isEmpty()) {
      // There is no default to go back to.
      setModel(new File(file));
    }
    setClassValue(Utils.getOption("class", options));
    String given = Utils.getOption("guidance", options);
    setGuidance(given.isEmpty() ? 0 : Double.parseDouble(given));
    given = Utils.getOption("steps", options);
    setLangevinSteps(given.isEmpty() ? 0 : Integer.parseInt(given));
    checkOptions();
  }

  private void checkOptions() throws SchemeException {
    require(getNumExamples() >= 0, "numExamples (-n)", getNumExamples(), "0 or more");
    require(
        guidance >= 0 && guidance < Double.POSITIVE_INFINITY,
        "guidance (-guidance)",
        guidance,
        "0 or more");
    require(
        langevinSteps >= 0,
        "langevinSteps (-steps)",
        langevinSteps,
        "0 for those of training, or more");
  }

  @Override
  public String[] getOptions() {
    Vector<String> options = new Vector<>();
    Collections.addAll(options, super.getOptions());
    if (!model.getPath().isEmpty()) {
      Collections.addAll(options, "-model", model.getPath());
    }
    if (!label.isEmpty()) {
      Collections.addAll(options, "-class", label);
    }
    Collections.addAll(options, "-guidance", Double.toString(guidance));
    Collections.addAll(options, "-steps", Integer.toString(langevinSteps));
    return options.toArray(new String[0]);
  }

  /** Weka writes no header above rows that come all at once. */
  @Override
  public boolean getSingleModeFlag() {
    return true;
  }

  @Override
  public Instances defineDataFormat() throws Exception {
    if (model.getPath().isEmpty()) {
      throw new SchemeException("Choose a saved model of CDRL (-model FILE) to draw rows from");
    }
    checkOptions();
    m_Random = new Random(getSeed());
    setNumExamplesAct(getNumExamples());
    learned = LearnedModel.read(model);
    sampler = Engine.run(this::sampler);
    next = 0;
    ahead = null;
    Instances format = InstanceKeys.header(learned.columns());
    format.setRelationName(getRelationNameToUse());
    m_DatasetFormat = format;
    return format;
  }

  private TableSampler sampler() throws SchemeException {
    TableSampler wanted = learned.table().sampler().seed(getSeed()).guidance(guidance);
    if (langevinSteps > 0) {
      wanted = wanted.langevinSteps(langevinSteps);
    }
    if (!label.isEmpty()) {
      int at = learned.columns().header().classIndex();
      Column column = at < 0 ? null : learned.columns().schema().column(at);
      if (column == null || column.isNumeric()) {
        throw new SchemeException(
            "The model has no nominal class, so classValue (-class) cannot be " + label);
      }
      wanted = wanted.given(column.name(), label);
    }
    return wanted;
  }

  @Override
  public Instance generateExample() throws Exception {
    if (ahead == null || next < firstAhead || next >= firstAhead + ahead.size()) {
      firstAhead = next;
      ahead = drawn(next, (int) Math.max(1, Math.min(PIECE, getNumExamplesAct() - next)));
    }
    return ahead.get((int) (next++ - firstAhead));
  }

  @Override
  public Instances generateExamples() throws Exception {
    Instances drawn = drawn(next, getNumExamplesAct());
    next += drawn.size();
    return drawn;
  }

  private Instances drawn(long first, int count) throws Exception {
    if (m_DatasetFormat == null || sampler == null) {
      throw new SchemeException("The data format has not been defined yet (defineDataFormat)");
    }
    InstanceColumns columns = learned.columns();
    return Engine.run(
        () -> {
          Instances drawn = InstanceKeys.drawn(columns, sampler.draw(first, count), sampler, first);
          drawn.setRelationName(m_DatasetFormat.relationName());
          return drawn;
        });
  }

  @Override
  public String generateStart() {
    return "";
  }

  @Override
  public String generateFinished() {
    return "";
  }

  /** Tells what the format is, which Weka's own generators leave open. */
  public String datasetFormatTipText() {
    return "The attributes of the rows, which the model has.";
  }

  /** Tells what model is, for Weka's windows. */
  public String modelTipText() {
    return "The file of the model to draw rows from; it must be given.";
  }

  public File getModel() {
    return model;
  }

  public void setModel(File model) {
    this.model = model;
  }

  /** Tells what the class value is, for Weka's windows. */
  public String classValueTipText() {
    return "Draw rows of this class value only. (default: classes as frequent as in " + "training)";
  }

  public String getClassValue() {
    return label;
  }

  public void setClassValue(String label) {
    this.label = label;
  }

  /** Tells what guidance is, for Weka's windows. */
  public String guidanceTipText() {
    return "Makes rows more typical of their class: 0 draws them as they are, 0.3 to 1.5"
        + " moves them away from other classes, at the cost of variety. (default 0)";
  }

  public double getGuidance() {
    return guidance;
  }

  public void setGuidance(double guidance) {
    this.guidance = guidance;
  }

  /** Tells what langevinSteps is, for Weka's windows. */
  public String langevinStepsTipText() {
    return "Langevin steps per noise level; more follow the energy better, and time "
        + "grows in proportion. (default 0: as in training)";
  }

  public int getLangevinSteps() {
    return langevinSteps;
  }

  public void setLangevinSteps(int langevinSteps) {
    this.langevinSteps = langevinSteps;
  }

  @Override
  public String getRevision() {
    return RevisionUtils.extract("$Revision: 1 $");
  }

  @Override
  public void preExecution() {}

  @Override
  public void run(Object generator, String[] options) {
    CommandLine.run(
        () -> {
          boolean help = Utils.getOptionPos('h', options) >= 0;
          OutputFiles.write(
              options,
              List.of("model"),
              List.of("o"),
              () -> {
                if (!help) {
                  // Weka prints a stack trace and all options where it cannot read them.
                  ((CDRLGenerator) generator).setOptions(options.clone());
                }
                makeData((CDRLGenerator) generator, options);
              });
        });
  }

  @Override
  public void postExecution() {}

  /** Runs the generator from the command line. */
  public static void main(String[] args) {
    CDRLGenerator generator = new CDRLGenerator();
    generator.run(generator, args);
  }
}
