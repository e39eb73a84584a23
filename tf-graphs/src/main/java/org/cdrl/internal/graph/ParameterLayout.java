package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How the parameters of a network lie in one flat vector.
 *
 * <p>One vector per network makes an optimizer step, a clipped norm or a moving average one
 * operation instead of one per layer, and a model file a list of slices. Matrices are [in, out].
 */
public final class ParameterLayout {
  /** How a parameter starts. */
  public enum Start {
    /** Uniform in +-1/sqrt(fanIn), the usual default of linear layers. */
    UNIFORM,
    /** Normal with a standard deviation given by the entry's scale. */
    NORMAL,
    /** All 0. */
    ZERO,
    /** All 1. */
    ONE
  }

  /** Whether a matrix [in, out] is used as it is or divided by its largest singular value. */
  public enum Norm {
    /** As it is. */
    FREE,
    /** Divided: its largest singular value is 1. */
    UNIT,
    /** Divided only if that makes it smaller: its largest singular value is at most 1. */
    AT_MOST_UNIT
  }

  /**
   * One parameter.
   *
   * @param name unique in its network
   * @param shape sizes, slowest first; the last is that of the outputs
   * @param start how it starts
   * @param scale fan-in for UNIFORM, standard deviation for NORMAL, else unused
   * @param norm of the matrix [in, out], in being the product of all sizes but the last
   * @param offset where it starts in the flat vector
   */
  public record Entry(String name, int[] shape, Start start, double scale, Norm norm, int offset) {
    /** The number of values. */
    public int size() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Whether it is divided by a singular value. */
    public boolean spectral() {
      return norm != Norm.FREE;
    }

    /** The outputs: columns of the matrix. */
    public int out() {
      return shape[shape.length - 1];
    }

    /** The inputs: rows of the matrix. */
    public int in() {
      return size() / out();
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int size;
  private int spectralSize;

  /** Appends a parameter. */
  public ParameterLayout add(
      String name, Start start, double scale, boolean spectral, int... shape) {
    return add(name, start, scale, spectral ? Norm.UNIT : Norm.FREE, shape);
  }

  /** Appends a parameter. */
  public ParameterLayout add(String name, Start start, double scale, Norm norm, int... shape) {
    Entry entry = new Entry(name, shape, start, scale, norm, size);
    if (entries.putIfAbsent(name, entry) != null) {
      throw new IllegalStateException("Two parameters are named " + name);
    }
    size = Math.addExact(size, entry.size());
    if (entry.spectral()) {
      spectralSize += entry.in() + entry.out();
    }
    return this;
  }

  /** Appends a linear layer: {@code name.weight} [in, out] and {@code name.bias} [out]. */
  public ParameterLayout linear(String name, int in, int out, boolean spectral) {
    add(name + ".weight", Start.UNIFORM, in, spectral, in, out);
    return add(name + ".bias", Start.UNIFORM, in, false, out);
  }

  /** The number of values in the flat vector. */
  public int size() {
    return size;
  }

  /**
   * The number of values of the power iteration: u [out], v [in] for each spectral entry, in order.
   */
  public int spectralSize() {
    return spectralSize;
  }

  /** The parameters in order. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** The spectrally normalised parameters in order. */
  public List<Entry> spectralEntries() {
    return entries.values().stream().filter(Entry::spectral).toList();
  }

  /** A fresh flat vector. */
  public float[] start(SplittableRandom random) {
    float[] flat = new float[size];
    for (Entry entry : entries.values()) {
      int end = entry.offset() + entry.size();
      for (int n = entry.offset(); n < end; n++) {
        flat[n] =
            switch (entry.start()) {
              case UNIFORM -> (float) ((2 * random.nextDouble() - 1) / Math.sqrt(entry.scale()));
              case NORMAL -> (float) (random.nextGaussian() * entry.scale());
              case ZERO -> 0;
              case ONE -> 1;
            };
      }
    }
    return flat;
  }

  /** Fresh power-iteration vectors, each of length 1. */
  public float[] spectralStart(SplittableRandom random) {
    float[] flat = new float[spectralSize];
    int offset = 0;
    for (Entry entry : spectralEntries()) {
      for (int length : new int[] {entry.out(), entry.in()}) {
        double sum = 0;
        for (int n = 0; n < length; n++) {
          flat[offset + n] = (float) random.nextGaussian();
          sum += flat[offset + n] * flat[offset + n];
        }
        for (int n = 0; n < length; n++) {
          flat[offset + n] /= (float) Math.sqrt(sum);
        }
        offset += length;
      }
    }
    return flat;
  }

  /**
   * The flat vector with every spectral matrix divided by sigma = v' W u, ready for use.
   *
   * @param flat parameters as stored
   * @param vectors power-iteration vectors as stored
   */
  public float[] normalized(float[] flat, float[] vectors) {
    float[] ready = flat.clone();
    int offset = 0;
    for (Entry entry : spectralEntries()) {
      int in = entry.in();
      int out = entry.out();
      double sigma = 0;
      for (int r = 0; r < in; r++) {
        double dot = 0;
        for (int c = 0; c < out; c++) {
          dot += (double) flat[entry.offset() + r * out + c] * vectors[offset + c];
        }
        sigma += dot * vectors[offset + out + r];
      }
      double divisor = entry.norm() == Norm.UNIT ? sigma : Math.max(1, sigma);
      int end = entry.offset() + entry.size();
      for (int n = entry.offset(); n < end; n++) {
        ready[n] = (float) (flat[n] / divisor);
      }
      offset += in + out;
    }
    return ready;
  }

  /** The named tensors in a flat vector [size]. */
  public Tensors split(Ops tf, Operand<TFloat32> flat) {
    Tensors tensors = new Tensors();
    for (Entry entry : entries.values()) {
      Operand<TFloat32> slice =
          tf.slice(
              flat, tf.constant(new int[] {entry.offset()}), tf.constant(new int[] {entry.size()}));
      tensors.put(entry.name(), tf.reshape(slice, tf.constant(entry.shape())));
    }
    return tensors;
  }

  /** Joins tensors, one per entry in order (for example gradients), into a flat vector. */
  public Operand<TFloat32> join(Ops tf, List<Operand<TFloat32>> tensors) {
    List<Operand<TFloat32>> flat = new ArrayList<>();
    for (Operand<TFloat32> tensor : tensors) {
      flat.add(tf.reshape(tensor, tf.constant(new int[] {-1})));
    }
    return tf.concat(flat, tf.constant(0));
  }
}
