package org.cdrl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.cdrl.ForwardingListener;
import org.cdrl.TrainingListener;
import org.cdrl.files.WholeFile;
import org.cdrl.value.TrainingSummary;

/** The file that a trained model goes to: what took hours must not be lost, nor replace better. */
final class SavedModel {
  /** What to tell of a model that no other rows calibrated. */
  static final String ON_TRAINING =
      "on training rows, which makes anomaly scores and class probabilities too sure";

  /** For all that is not weights. */
  private static final long OVERHEAD = 1_000_000;

  private final Path file;

  SavedModel(Path file) {
    this.file = file;
  }

  /** A listener that ends training before it begins if the disk has no room for the model. */
  TrainingListener requiringRoom(TrainingListener listener) {
    return new ForwardingListener(listener) {
      @Override
      public void begins(long parameters) {
        try {
          WholeFile.requireRoom(file, Float.BYTES * parameters + OVERHEAD);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        super.begins(parameters);
      }
    };
  }

  /**
   * Writes the model, elsewhere if need be.
   *
   * @param early whether training was ended by the user
   * @param checkpoints where training can go on from, or null
   * @throws IOException if the file was not written: it could not be, saying where the model is
   *     instead, or training ended before the energy had learned anything
   */
  void write(WholeFile.Content model, TrainingSummary summary, boolean early, Path checkpoints)
      throws IOException {
    if (summary.iterations() == 0) { // The energy is as random as it began.
      throw new IOException(
          "stopped before the energy had learned anything, so that "
              + file
              + " was not written"
              + (early ? "" : "; give more --" + TrainingOptions.MINUTES)
              + (checkpoints == null
                  ? ""
                  : "; --" + TrainingCommand.RESUME + " " + checkpoints + " continues"));
    }
    WholeFile.writeOrKeep(file, model);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
