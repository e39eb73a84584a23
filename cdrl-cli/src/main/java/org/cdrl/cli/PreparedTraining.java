package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.cdrl.ForwardingListener;
import org.cdrl.TrainingListener;
import org.cdrl.tribuo.CDRLImageTrainer;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.ResumableTrainer;
import org.cdrl.tribuo.dataset.ExampleSource;
import org.cdrl.tribuo.dataset.LabelledImages;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.value.TrainingSummary;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/** A training run that is ready to start, with its trainer and its data. */
abstract class PreparedTraining<T extends Output<T>, M extends Model<T>> {
  private final ResumableTrainer<T, M> trainer;
  private final ConfigurableDataSource<T> source;

  /** Folder that training can go on from; null if there is none. */
  private final Path checkpoints;

  PreparedTraining(
      ResumableTrainer<T, M> trainer, ConfigurableDataSource<T> source, Path checkpoints) {
    this.trainer = trainer;
    this.source = source;
    this.checkpoints = checkpoints;
  }

  /** A run of parts whose outputs are not known to fit; the trainer compares them. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // see above
  static PreparedTraining<?, ?> of(
      ResumableTrainer<?, ?> trainer, ConfigurableDataSource<?> source, Path checkpoints) {
    return trainer instanceof CDRLImageTrainer images
        ? new PreparedImages(images, (ConfigurableDataSource<Label>) source, checkpoints)
        : new PreparedTable((CDRLTrainer) trainer, source, checkpoints);
  }

  /** Tells what is learned from. */
  abstract void describe(ConfigurableDataSource<T> source, Dataset<T> data, Console console);

  /** What the training of a model was like. */
  abstract TrainingSummary summary(M model);

  /** Frees a model, once it is written. */
  abstract void close(M model);

  /** Tells what else there is to tell of a model. */
  void tell(M model, Console console) {}

  /** Trains and writes the model; what was learned so far if the program is interrupted. */
  final void run(Path out, Console console) throws UsageException, IOException {
    requireApart(out);
    SavedModel file = new SavedModel(out);
    Dataset<T> data =
        source instanceof ExampleSource<T> lazy
            ? new SourceDataset<>(lazy)
            : new MutableDataset<>(source);
    describe(source, data, console);
    try (SaveOnInterrupt guard = new SaveOnInterrupt(console.err())) {
      M model = fit(data, file, console);
      try {
        // Cleared, for a model must be saved after an interrupt too.
        boolean early = Thread.interrupted();
        TrainingSummary summary = summary(model);
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
        tell(model, console);
      } finally {
        close(model);
      }
    }
  }

  /** A configuration may name the file to write as one to read. */
  private void requireApart(Path out) throws UsageException, IOException {
    FilesOfCommand files = FilesOfCommand.writing(out, CommonOptions.OUT);
    for (ObjectProvenance part : List.of(source.getProvenance(), trainer.getProvenance())) {
      for (Pair<String, Provenance> setting : part) {
        if (setting.getB() instanceof FileProvenance file) {
          String name = setting.getA() + " of the configuration";
          if (source instanceof LabelledImages) {
            files.readsImages(file.getValue().toPath(), name);
          } else {
            files.reads(file.getValue().toPath(), name);
          }
        }
      }
    }
    files.requireApart();
  }

  private M fit(Dataset<T> data, SavedModel file, Console console) {
    try (ProgressDisplay display = new ProgressDisplay(console)) {
      trainer.setListener(keeping(data, file.requiringRoom(display)));
      return trainer.train(data);
    } finally {
      trainer.setListener(TrainingListener.SILENT);
    }
  }

  /** A listener that writes the run's configuration beside its checkpoints once it begins. */
  private TrainingListener keeping(Dataset<T> data, TrainingListener listener) {
    if (checkpoints == null) {
      return listener;
    }
    ModelProvenance provenance =
        new ModelProvenance(
            trainer.getClass().getName(),
            OffsetDateTime.now(ZoneId.systemDefault()),
            data.getProvenance(),
            trainer.getProvenance());
    return new ForwardingListener(listener) {
      @Override
      public void begins(long parameters) {
        try {
          Checkpoints.write(checkpoints, new ModelConfiguration(provenance));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        super.begins(parameters);
      }
    };
  }
}
