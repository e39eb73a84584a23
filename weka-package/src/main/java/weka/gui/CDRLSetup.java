package weka.gui;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.swing.JFileChooser;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.cdrl.weka.natives.NativeArtifact;
import org.cdrl.weka.natives.Natives;
import weka.core.Utils;

/** Installs TensorFlow's native library, so that nothing has to be fetched on first use. */
public class CDRLSetup extends CDRLTool {
  private static final long serialVersionUID = 1;

  private static final String HELP =
      """
      Installs TensorFlow's native library: the file in the local Maven repository if it is there,
      else the one of the remote repository or mirror that Maven's settings name. Its SHA-256 is
      checked. By platform, 130 to 250 MB are fetched and 660 to 960 MB unpacked; for GPUs 530 MB
      and 1.3 GB. They go to .cdrl/natives in the user's home, or to the folder that java
      -Dorg.bytedeco.javacpp.cachedir=FOLDER names, and stay there when the package is upgraded.

      -gpu
      \tThe library for NVIDIA GPUs on Linux; needs CUDA 12 and cuDNN 9.
      -from <file>
      \tTakes this file, for machines without a network. It must be the artifact
      \ttensorflow-core-native of the machine's platform as it was published.
      -h
      \tPrints this text.
      """;

  /** The window. */
  public CDRLSetup() {
    super(
        "CDRL computes with TensorFlow, whose native library is fetched once: 130 to 250 MB"
            + " for processors, 530 MB for NVIDIA GPUs (Linux, with CUDA 12 and cuDNN 9). Classifiers"
            + " do it when they are first used; here it can be done before. A machine without a"
            + " network takes the library's jar from a file.");
    button("Install for processors", lines -> install(false, null, lines));
    button("Install for NVIDIA GPUs", lines -> install(true, null, lines));
    button("Install from a file...", this::chooseFile);
  }

  private void chooseFile() {
    JFileChooser chooser = new JFileChooser();
    chooser.setFileFilter(
        new FileNameExtensionFilter("TensorFlow's native library (*.jar)", "jar"));
    if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
      installFile(chooser.getSelectedFile());
    }
  }

  /** Installs the library that a file holds: for GPUs if its name says so. */
  void installFile(File file) {
    run(lines -> install(file.getName().contains("-gpu"), file.toPath(), lines));
  }

  @Override
  void refresh() {
    state("TensorFlow's native library: " + Natives.state());
  }

  private static void install(boolean gpu, Path from, Consumer<String> lines) throws Exception {
    if (!gpu && from == null && Natives.onClassPath()) {
      lines.accept("TensorFlow's native library came with the package; nothing has to be done.");
      return;
    }
    Path place = Natives.setUp(NativeArtifact.here(gpu), from, lines);
    lines.accept("TensorFlow's native library is installed in " + place);
    lines.accept("A Weka that is running uses it when it is started anew.");
  }

  @Override
  public String getApplicationName() {
    return "CDRL setup";
  }

  @Override
  String help() {
    return HELP;
  }

  @Override
  void work(String[] options) throws Exception {
    boolean gpu = Utils.getFlag("gpu", options);
    String from = Utils.getOption("from", options);
    Utils.checkForRemainingOptions(options);
    install(gpu, from.isEmpty() ? null : Path.of(from), System.out::println);
  }
}
