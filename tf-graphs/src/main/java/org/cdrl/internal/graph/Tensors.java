package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** An ordered set of named graph tensors: the weights of a network, or what it knows of a row. */
public final class Tensors {
  private final Map<String, Operand<TFloat32>> byName = new LinkedHashMap<>();

  /** The tensor of this name; it must exist. */
  public Operand<TFloat32> get(String name) {
    Operand<TFloat32> found = byName.get(name);
    if (found == null) {
      throw new IllegalStateException("No tensor named " + name + " among " + byName.keySet());
    }
    return found;
  }

  /** Adds or replaces a tensor. */
  public Tensors put(String name, Operand<TFloat32> tensor) {
    byName.put(name, tensor);
    return this;
  }

  /** The tensors in insertion order. */
  public List<Operand<TFloat32>> list() {
    return new ArrayList<>(byName.values());
  }

  /** The number of tensors. */
  public int size() {
    return byName.size();
  }

  /** The same names for other tensors, in the same order: how tensors enter the body of a loop. */
  public Tensors rebind(List<Operand<TFloat32>> tensors) {
    if (tensors.size() != byName.size()) {
      throw new IllegalArgumentException(
          "Expected " + byName.size() + " tensors, got " + tensors.size());
    }
    Tensors rebound = new Tensors();
    int n = 0;
    for (String name : byName.keySet()) {
      rebound.put(name, tensors.get(n++));
    }
    return rebound;
  }

  /** The same names with a function applied to every tensor. */
  public Tensors map(UnaryOperator<Operand<TFloat32>> function) {
    Tensors mapped = new Tensors();
    byName.forEach((name, tensor) -> mapped.put(name, function.apply(tensor)));
    return mapped;
  }
}
