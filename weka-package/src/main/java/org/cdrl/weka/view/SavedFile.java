package org.cdrl.weka.view;

import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;

/** Asks where a file is to be written. */
final class SavedFile {
  private SavedFile() {}

  /**
   * A file that the user chose, and may replace; empty if none.
   *
   * @param ending what the name gets if it has none
   */
  static Optional<Path> choose(Component parent, JFileChooser chooser, String ending) {
    if (chooser.showSaveDialog(parent) != JFileChooser.APPROVE_OPTION) {
      return Optional.empty();
    }
    File chosen = chooser.getSelectedFile();
    File file = chosen.getName().contains(".") ? chosen : new File(chosen.getPath() + "." + ending);
    return !file.exists() || mayReplace(parent, file)
        ? Optional.of(file.toPath())
        : Optional.empty();
  }

  private static boolean mayReplace(Component parent, File file) {
    return JOptionPane.showConfirmDialog(
            parent, file.getName() + " exists. Replace it?", "Save", JOptionPane.OK_CANCEL_OPTION)
        == JOptionPane.OK_OPTION;
  }
}
