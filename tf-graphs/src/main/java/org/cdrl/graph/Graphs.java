package org.cdrl.graph;

import org.cdrl.natives.ClassPathLibrary;
import org.tensorflow.Graph;

/** Where graphs come from: the door to TensorFlow, whose native library has to be in place. */
public final class Graphs {
  private Graphs() {}

  /** A new graph; the caller closes it. */
  public static Graph create() {
    ClassPathLibrary.prepare();
    return new Graph();
  }
}
