package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.TrainingListener;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.value.TrainingSummary;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.MutableDataset;
import org.tribuo.Output;

/**
 * A training run that is ready to start.
 *
 * @param trainer what trains
 * @param source what it trains on
 * @param checkpoints folder that training can go on from; null if there is none
 */
record PreparedTraining<T extends Output<T>>(
    CDRLTrainer<T> trainer, ConfigurableDataSource<T> source, Path checkpoints) {
  private static final int MOST_COLUMNS_SHOWN = 40;

  /** A run of parts whose outputs are not known to fit; the trainer compares them. */
  @SuppressWarnings("unchecked") // see above
  static <T extends Output<T>> PreparedTraining<T> of(
      CDRLTrainer<?> trainer, ConfigurableDataSource<?> source, Path checkpoints) {
    return new PreparedTraining<>(
        (CDRLTrainer<T>) trainer, (ConfigurableDataSource<T>) source, checkpoints);
  }

  /** Trains and writes the model; what was learned so far if the program is interrupted. */
  void run(Path out, Console console) throws UsageException, IOException {
    requireApart(out);
    SavedModel file = new SavedModel(out);
    MutableDataset<T> data = new MutableDataset<>(source);
    boolean quiet = console.quiet();
    if (!quiet && source instanceof TableDataSource<?> table) {
      console.err().println(table.size() + " rows, " + table.schema().size() + " columns");
      SchemaText.print(console.err(), table.schema(), MOST_COLUMNS_SHOWN, null, table.leftOut());
    } else if (source instanceof TableDataSource<?> table && !table.leftOut().isEmpty()) {
      console.err().println("Left out: " + String.join(", ", table.leftOut().keySet()));
    } else if (!quiet) {
      int features = data.getFeatureMap().size();
      console.err().println(data.size() + " examples, " + features + " features");
    }
    if (source instanceof TableDataSource<?> table) {
      SchemaText.namedByNumbers(table.schema()).ifPresent(console.err()::println);
    }
    try (SaveOnInterrupt guard = new SaveOnInterrupt(console.err());
        CDRLModel<T> model = fit(data, file, console)) {
      // Cleared, for a model must be saved after an interrupt too.
      boolean early = Thread.interrupted();
      TrainingSummary summary = model.table().engine().summary();
      file.write(to -> model.serialize().writeTo(to), summary, early, checkpoints);
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s %s after %d iterations and %d of pre-training, %.1f s%n",
              early ? "Ended early; wrote" : "Wrote",
              out,
              summary.iterations(),
              summary.pretrainingIterations(),
              summary.seconds());
      summary.shortfall().ifPresent(console.err()::println);
      if (!quiet && !model.table().calibratedOnUnseen()) {
        console.err().println("Calibrated " + SavedModel.ON_TRAINING);
      }
    }
  }

  /** A configuration may name the file to write as one to read. */
  private void requireApart(Path out) throws UsageException, IOException {
    FilesOfCommand files = FilesOfCommand.writing(out, CommonOptions.OUT);
    for (ObjectProvenance part : List.of(source.getProvenance(), trainer.getProvenance())) {
      for (Pair<String, Provenance> setting : part) {
        if (setting.getB() instanceof FileProvenance file) {
          files.reads(file.getValue().toPath(), setting.getA() + " of the configuration");
        }
      }
    }
    files.requireApart();
  }

  private CDRLModel<T> fit(MutableDataset<T> data, SavedModel file, Console console) {
    try (ProgressDisplay display = new ProgressDisplay(console)) {
      trainer.setListener(file.requiringRoom(display));
      return trainer.train(data);
    } finally {
      trainer.setListener(TrainingListener.SILENT);
    }
  }
}
