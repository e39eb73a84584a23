package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingSummary;
import org.cdrl.persistence.WholeFile;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.source.TableDataSource;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.MutableDataset;
import org.tribuo.Output;

/**
 * A training run that is ready to start.
 *
 * @param trainer what trains
 * @param source what it trains on
 */
record Training<T extends Output<T>>(CDRLTrainer<T> trainer, ConfigurableDataSource<T> source) {
  private static final int MOST_COLUMNS_SHOWN = 40;

  /** A run of parts whose outputs are not known to fit; the trainer compares them. */
  @SuppressWarnings("unchecked") // see above
  static <T extends Output<T>> Training<T> of(
      CDRLTrainer<?> trainer, ConfigurableDataSource<?> source) {
    return new Training<>((CDRLTrainer<T>) trainer, (ConfigurableDataSource<T>) source);
  }

  /** Trains and writes the model; what was learned so far if the program is interrupted. */
  void run(Path out, boolean quiet, Console console) throws IOException {
    MutableDataset<T> data = new MutableDataset<>(source);
    if (!quiet && source instanceof TableDataSource<?> table) {
      console.err().println(table.size() + " rows, " + table.schema().size() + " columns");
      SchemaText.print(console.err(), table.schema(), MOST_COLUMNS_SHOWN, null);
    } else if (!quiet) {
      int features = data.getFeatureMap().size();
      console.err().println(data.size() + " examples, " + features + " features");
    }
    try (SaveOnInterrupt guard = new SaveOnInterrupt(console.err());
        CDRLModel<T> model = fit(data, quiet, console)) {
      // Cleared, for a model must be saved after an interrupt too.
      boolean early = Thread.interrupted();
      WholeFile.write(out, to -> model.serialize().writeTo(to));
      TrainingSummary summary = model.table().engine().summary();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s %s after %d iterations and %d of pre-training, %.1f s%n",
              early ? "Ended early; wrote" : "Wrote",
              out,
              summary.iterations(),
              summary.teachingIterations(),
              summary.seconds());
      summary.shortfall().ifPresent(console.err()::println);
    }
  }

  private CDRLModel<T> fit(MutableDataset<T> data, boolean quiet, Console console) {
    if (quiet) {
      return trainer.train(data);
    }
    try (ProgressDisplay display = ProgressDisplay.on(console.err())) {
      trainer.setListener(display);
      return trainer.train(data);
    } finally {
      trainer.setListener(TrainingListener.SILENT);
    }
  }
}
