package org.cdrl.weka.view;

import java.awt.GridLayout;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.filechooser.FileNameExtensionFilter;

/** What to do with generated rows and with the model. */
final class UseControls extends Form {
  private static final long serialVersionUID = 1;

  final JButton send = new JButton("Send rows to Preprocess");
  private final JButton saveRows = new JButton("Save rows...");
  private final JButton saveModel = new JButton("Save model...");
  private File folder;

  UseControls(Session session) {
    super("3. Use");
    send.setToolTipText("Makes the generated rows the data of all tabs; Undo brings the old back");
    saveRows.setToolTipText("Writes the generated rows as an ARFF file");
    saveModel.setToolTipText("Writes the model, for the data generator CDRLGenerator");
    add(send);
    JPanel saves = new JPanel(new GridLayout(1, 2, 6, 0));
    saves.add(saveRows);
    saves.add(saveModel);
    add(saves);
    send.addActionListener(e -> session.send());
    saveRows.addActionListener(e -> choose("ARFF data files", "arff", session::saveRows));
    saveModel.addActionListener(e -> choose("CDRL models", "cdrl", session::saveModel));
  }

  private void choose(String what, String ending, Consumer<Path> then) {
    JFileChooser chooser = new JFileChooser(folder);
    chooser.setFileFilter(new FileNameExtensionFilter(what + " (*." + ending + ")", ending));
    SavedFile.choose(this, chooser, ending).ifPresent(then);
    folder = chooser.getCurrentDirectory();
  }

  void update(Session session) {
    boolean free = !session.isBusy();
    send.setEnabled(free && session.drawn() != null);
    saveRows.setEnabled(free && session.drawn() != null);
    saveModel.setEnabled(free && session.hasModel());
  }
}
