package org.cdrl.internal.graph;

import java.nio.file.Path;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.op.Ops;

/**
 * Where graphs and their operations come from: the door to TensorFlow, whose native library has to
 * be in place, and whose names have to be the same in every locale.
 */
public final class Graphs {
  private Graphs() {}

  /**
   * A new graph; the caller closes it.
   *
   * @throws IllegalStateException if there is no native library that can be loaded, saying what to
   *     do
   */
  public static Graph create() {
    NativeLibrary.require();
    return new Graph();
  }

  /** A saved model for serving; the caller closes it. Throws as {@link #create} does. */
  public static SavedModelBundle load(Path folder) {
    NativeLibrary.require();
    return SavedModelBundle.load(folder.toString(), "serve");
  }

  /** Adds operations to a graph or a function. */
  public static Ops ops(ExecutionEnvironment environment) {
    return Ops.create(new LatinNames.Environment(environment));
  }
}
