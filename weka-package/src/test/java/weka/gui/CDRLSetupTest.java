package weka.gui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cdrl.weka.view.Swing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CDRLSetupTest {
  @Test
  void showsWhatIsInstalledAndWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
    CDRLSetup setup = Swing.ask(CDRLSetup::new);
    Swing.run(setup::refresh);
    assertTrue(Swing.ask(setup.state::getText).contains("came with the package"));

    Path file = Files.writeString(folder.resolve("tensorflow.jar"), "no library");
    Swing.run(() -> setup.installFile(file.toFile()));
    Swing.await("the file was looked at", () -> !setup.progress.isIndeterminate());
    String text = Swing.ask(setup.text::getText);
    assertTrue(text.contains(file + " is not"), text);
    assertFalse(text.contains("\tat "), text);
    assertTrue(Files.exists(file), "the user's file is left alone");
  }
}
