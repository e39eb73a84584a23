package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Models of tables that are made in a second, and as good as that. */
final class TinyModels {
  private TinyModels() {}

  /** Settings of the engine. */
  static CdrlConfig.Builder settings(CdrlConfig.Builder builder) {
    return builder
        .levels(1)
        .langevinSteps(1)
        .energyWidth(16)
        .initializerWidth(16)
        .pretrainingIterations(5)
        .iterations(1)
        .warmUp(0)
        .batchSize(32);
  }

  /** Settings of the trainer. */
  static CDRLTrainerBuilder<Label> settings(CDRLTrainerBuilder<Label> builder) {
    return builder
        .set(Chains.LEVELS, 1)
        .set(Chains.LANGEVIN_STEPS, 1)
        .set(VectorArchitecture.ENERGY_WIDTH, 16)
        .set(VectorArchitecture.INITIALIZER_WIDTH, 16)
        .set(Optimisation.PRETRAINING_ITERATIONS, 5)
        .iterations(1)
        .batchSize(32)
        .validation(.2);
  }

  /**
   * Trains a model.
   *
   * @param classes the first is the output, the others are conditions
   * @param more settings
   */
  static void train(
      Path csv, List<String> classes, Path to, UnaryOperator<CDRLTrainerBuilder<Label>> more)
      throws IOException {
    CDRLTrainer<Label> trainer =
        more.apply(
                settings(
                    CDRLTrainer.builder(new LabelConditioning(classes.get(0)), Absent.MISSING)
                        .conditions(classes.subList(1, classes.size()).toArray(String[]::new))))
            .build();
    TableDataSource<Label> source =
        new TableDataSource<>(
            csv,
            new LabelFactory(),
            classes.subList(0, 1),
            Map.<String, Kind>of(),
            Set.of(),
            TableFormat.DEFAULT);
    try (CDRLModel<Label> model = trainer.train(new MutableDataset<>(source))) {
      model.serializeToFile(to);
    }
  }

  /** A table of 80 rows: shapes in turn, their sizes and colours. */
  static String shapes(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("shape,size,colour\n");
    for (int r = 0; r < 80; r++) {
      text.append(r % 2 == 0 ? "Round" : "square").append(',');
      text.append(Math.round(100 * random.nextGaussian()) / 100.).append(',');
      text.append(random.nextBoolean() ? "red" : "blue").append('\n');
    }
    return text.toString();
  }
}
