package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cdrl.TrainingListener;
import org.cdrl.value.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
  @TempDir Path folder;

  private static TrainingSummary after(long iterations) {
    return new TrainingSummary(80, 500, iterations, 1, 0, 0, 0, "CPU", "2");
  }

  @Test
  void whatHasLearnedNothingReplacesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("m.cdrl"), "hours of work");
    SavedModel model = new SavedModel(file);
    IOException failure =
        assertThrows(
            IOException.class,
            () -> model.write(out -> out.write('x'), after(0), true, Path.of("state")));
    assertEquals(
        "stopped before the energy had learned anything, so that "
            + file
            + " was not written; --resume state continues",
        failure.getMessage());
    String tooShort =
        assertThrows(
                IOException.class, () -> model.write(out -> out.write('x'), after(0), false, null))
            .getMessage();
    assertTrue(tooShort.endsWith("was not written; give more --minutes"), tooShort);
    assertEquals("hours of work", Files.readString(file));
    model.write(out -> out.write('x'), after(1), true, null);
    assertEquals("x", Files.readString(file));
  }

  @Test
  void aModelThatHasNoRoomIsRefusedBeforeTraining() {
    TrainingListener listener =
        new SavedModel(folder.resolve("m.cdrl")).requiringRoom(TrainingListener.SILENT);
    listener.begins(1000);
    String message =
        assertThrows(UncheckedIOException.class, () -> listener.begins(Long.MAX_VALUE / 8))
            .getCause()
            .getMessage();
    assertTrue(message.contains("m.cdrl: it needs about"), message);
  }
}
