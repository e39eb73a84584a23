package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cdrl.tribuo.ExampleGenerator;
import org.cdrl.tribuo.ExampleSampler;
import org.cdrl.tribuo.dataset.ExamplesInMemory;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Output;

/**
 * Samples of a stored model. With the same model file, settings, machine and threads the same
 * examples, so that what is trained on them can be built anew from its provenance, which also holds
 * the model's own.
 */
public final class ModelSampleSource<T extends Output<T>> extends ExamplesInMemory<T>
    implements ConfigurableDataSource<T> {
  @ConfigurableName private String name = "";

  @Config(mandatory = true, description = "A model file (protobuf) of CDRLTrainer or composed.")
  private Path modelPath;

  @Config(mandatory = true, description = "How many examples, at least 1.")
  private int numSamples;

  @Config(description = "Seed of all random numbers. Default 1.")
  private long seed = 1;

  @Config(
      description =
          "What all examples have: a label or a number per column; the output's column too. Default"
              + " nothing.")
  private Map<String, String> given = new HashMap<>();

  @Config(
      description =
          "A condition of whose labels there are equally many; the output's column, say. Default"
              + " none: as frequent as in training.")
  private String balanced = "";

  @Config(
      description =
          "0 as learned; .3 to 1.5 makes examples more typical of their conditions at the cost of"
              + " variety. Default 0.")
  private double guidance = 0;

  @Config(
      description =
          "Langevin steps per level; fewer are faster and a little worse. Default 0: as in"
              + " training.")
  private int langevinSteps = 0;

  /** For OLCUT. */
  private ModelSampleSource() {}

  /**
   * Draws examples, outputs as frequent as in training.
   *
   * @throws IOException if the model cannot be read, saying why
   */
  public ModelSampleSource(Path modelPath, int numSamples, long seed) throws IOException {
    this(modelPath, numSamples, seed, Map.of(), "", 0, 0);
  }

  /**
   * Draws examples.
   *
   * @param given a label or a number per column
   * @param balanced a condition of whose labels there are equally many, or an empty text
   * @param guidance 0 as learned
   * @param langevinSteps per level, 0 as in training
   * @throws IOException if the model cannot be read, saying why
   */
  public ModelSampleSource(
      Path modelPath,
      int numSamples,
      long seed,
      Map<String, String> given,
      String balanced,
      double guidance,
      int langevinSteps)
      throws IOException {
    this.modelPath = modelPath;
    this.numSamples = numSamples;
    this.seed = seed;
    this.given = new HashMap<>(given);
    this.balanced = balanced;
    this.guidance = guidance;
    this.langevinSteps = langevinSteps;
    postConfig();
  }

  @Override
  public void postConfig() throws IOException {
    if (numSamples < 1) {
      throw new PropertyException(
          name, "numSamples", "numSamples must be at least 1, not " + numSamples);
    }
    if (!Double.isFinite(guidance)) {
      throw new PropertyException(name, "guidance", "guidance must be finite, not " + guidance);
    }
    if (langevinSteps < 0) {
      throw new PropertyException(
          name,
          "langevinSteps",
          "langevinSteps must be at least 1, or 0 for as many as in training, not "
              + langevinSteps);
    }
    try (ExampleGenerator<?> model = ExampleGenerator.load(modelPath)) {
      draw(model);
    }
  }

  @SuppressWarnings("unchecked") // what the caller asks for, as everywhere in OLCUT
  private void draw(ExampleGenerator<?> model) throws IOException {
    ExampleGenerator<T> typed = (ExampleGenerator<T>) model;
    ExampleSampler<T> sampler = typed.sampler().seed(seed);
    for (Map.Entry<String, String> cell : new TreeMap<>(given).entrySet()) {
      sampler = sampler.givenText(cell.getKey(), cell.getValue());
    }
    if (!balanced.isEmpty()) {
      sampler = sampler.balanced(balanced);
    }
    if (guidance != 0) {
      sampler = sampler.guidance(guidance);
    }
    if (langevinSteps != 0) {
      sampler = sampler.langevinSteps(langevinSteps);
    }
    keep(
        sampler.examples(numSamples),
        typed.outputFactory(),
        new FileProvenance(this, modelPath, null, typed.getProvenance()));
  }

  @Override
  public String toString() {
    return "ModelSampleSource(modelPath="
        + modelPath
        + ", numSamples="
        + numSamples
        + ", seed="
        + seed
        + ", given="
        + given
        + ")";
  }
}
