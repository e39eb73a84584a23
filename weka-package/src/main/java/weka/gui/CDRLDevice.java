package weka.gui;

import java.util.function.Consumer;
import org.cdrl.Device;
import org.cdrl.weka.learning.Engine;
import weka.core.Utils;

/** Tells which device really runs CDRL, for TensorFlow falls back to the processor silently. */
public class CDRLDevice extends CDRLTool {
  private static final long serialVersionUID = 1;

  private static final String HELP =
      """
      Tells which device computes, for TensorFlow falls back to the processor silently: runs a small
      matrix product and asks where it was done. Without options.

      -h
      \tPrints this text.
      """;

  /** The window. */
  public CDRLDevice() {
    super("Runs a small matrix product with TensorFlow and shows which device computed it.");
    button("Run", CDRLDevice::tell);
  }

  private static void tell(Consumer<String> lines) throws Exception {
    Device device = Engine.run(Device::detect);
    lines.accept("CDRL runs on " + device.describe());
    lines.accept(
        device.gpuBuild()
            ? "The library is the one for GPUs."
            : "The library is the one for processors; for NVIDIA GPUs install the other one with"
                + " CDRLSetup -gpu.");
  }

  @Override
  public String getApplicationName() {
    return "CDRL device";
  }

  @Override
  String help() {
    return HELP;
  }

  @Override
  void work(String[] options) throws Exception {
    Utils.checkForRemainingOptions(options);
    tell(System.out::println);
  }
}
