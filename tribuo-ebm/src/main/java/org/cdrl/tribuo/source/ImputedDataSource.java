package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.dataset.ExamplesInMemory;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.Output;

/**
 * Another source, with what its examples lack filled in by a stored model; see {@link
 * org.cdrl.tribuo.ExampleImputer} for what that is.
 */
public final class ImputedDataSource<T extends Output<T>> extends ExamplesInMemory<T>
    implements ConfigurableDataSource<T> {
  @ConfigurableName private String name = "";

  @Config(mandatory = true, description = "The source whose examples lack something.")
  private ConfigurableDataSource<T> source;

  @Config(mandatory = true, description = "A model file (protobuf) of CDRLTrainer.")
  private Path modelPath;

  @Config(
      description =
          "Draws per missing value: the median, or likeliest label, is taken. 1 keeps the"
              + " spread of the data; then different seeds give several imputations. Default 10.")
  private int draws = 10;

  @Config(description = "Seed of all random numbers. Default 1.")
  private long seed = 1;

  @Config(
      description =
          "Columns that are missing in examples without a feature of theirs, whatever absent"
              + " features mean to the model. Default none.")
  private List<String> columns = new ArrayList<>();

  /** For OLCUT. */
  private ImputedDataSource() {}

  /**
   * Fills in a source.
   *
   * @param draws per missing value
   * @throws IOException if the model cannot be read, saying why
   */
  public ImputedDataSource(
      ConfigurableDataSource<T> source, Path modelPath, int draws, long seed, String... columns)
      throws IOException {
    this.source = source;
    this.modelPath = modelPath;
    this.draws = draws;
    this.seed = seed;
    this.columns = new ArrayList<>(List.of(columns));
    postConfig();
  }

  @Override
  public void postConfig() throws IOException {
    if (draws < 1) {
      throw new PropertyException(name, "draws", "draws must be at least 1, not " + draws);
    }
    List<Example<T>> lacking = new ArrayList<>();
    source.forEach(lacking::add);
    try (CDRLModel<T> model =
        CDRLModel.load(modelPath, source.getOutputFactory().getTypeWitness())) {
      List<Example<T>> filled =
          model
              .imputer()
              .draws(draws)
              .seed(seed)
              .columns(new LinkedHashSet<>(columns))
              .fill(lacking);
      keep(
          filled,
          source.getOutputFactory(),
          new FileProvenance(this, modelPath, null, model.getProvenance()));
    }
  }

  @Override
  public String toString() {
    return "ImputedDataSource(source=" + source + ", modelPath=" + modelPath + ")";
  }
}
