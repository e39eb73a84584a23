package org.cdrl.graph;

import org.cdrl.natives.ClassPathLibrary;
import org.tensorflow.Graph;

/** Where graphs come from: the door to TensorFlow, whose native library has to be in place. */
public final class Graphs {
  private Graphs() {}

  /**
   * A new graph; the caller closes it.
   *
   * @throws IllegalStateException if there is no native library that can be loaded, saying what to
   *     do
   */
  public static Graph create() {
    requireLibrary();
    return new Graph();
  }

  /** For those to whom TensorFlow gives a graph; throws as {@link #create} does. */
  public static void requireLibrary() {
    ClassPathLibrary.prepare();
    NativeLibrary.require();
  }
}
