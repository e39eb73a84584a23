package org.cdrl.weka.learning;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.cdrl.Device;
import org.cdrl.TrainingDivergedException;
import org.cdrl.natives.NativeMessages;
import org.cdrl.weka.console.CommandLine;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.natives.Natives;

/** Calls of the engine, whose errors become those that Weka shows to its users. */
public final class Engine {
  private Engine() {}

  /** Work that the engine does. */
  @FunctionalInterface
  public interface Work<T> {
    T result() throws Exception;
  }

  /**
   * Does some work.
   *
   * @throws InterruptedException if it was interrupted; the thread stays so
   * @throws SchemeException if it cannot be done, saying why in a line or two
   */
  public static <T> T run(Work<T> work) throws Exception {
    if (CommandLine.isProgram()) {
      NativeMessages.drop();
    }
    Natives.require();
    try {
      T result = work.result();
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("Stopped");
      }
      return result;
    } catch (CancellationException e) {
      throw new InterruptedException("Stopped");
    } catch (UncheckedIOException e) {
      throw new SchemeException(e.getCause().getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException | TrainingDivergedException e) {
      // Other threads' errors come wrapped.
      if (e.getCause() instanceof LinkageError error) {
        throw unloadable(error);
      }
      throw new SchemeException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw unloadable(e);
    }
  }

  private static SchemeException unloadable(LinkageError e) {
    return new SchemeException(
        "TensorFlow's native library could not be loaded: "
            + e
            + ". Run \"java weka.Run .CDRLSetup\" to fetch it, then start Weka anew",
        e);
  }

  /**
   * Fails unless a GPU does the work.
   *
   * @throws SchemeException telling which device does
   */
  public static void requireGpu() throws Exception {
    Device device = run(Device::detect);
    if (!device.name().startsWith("GPU")) {
      throw new SchemeException(
          "A GPU is required, but work is done by "
              + device.describe()
              + ". Run \"java weka.Run .CDRLSetup -gpu\" for the natives of NVIDIA GPUs, with CUDA"
              + " 12 and cuDNN 9 installed, or do not require a GPU");
    }
  }
}
