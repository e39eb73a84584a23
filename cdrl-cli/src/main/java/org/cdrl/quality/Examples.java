package org.cdrl.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of inputs as Tribuo's examples. */
final class Examples {
  /** Tribuo tells of every tree it grows; held here, because loggers are forgotten else. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  static {
    TRIBUO.setLevel(Level.WARNING);
  }

  private Examples() {}

  /** Examples with their outputs. */
  static <T extends Output<T>> Dataset<T> of(
      double[][] inputs, IntFunction<T> output, OutputFactory<T> factory) {
    return new MutableDataset<>(
        list(inputs, output), new SimpleDataSourceProvenance("rows", factory), factory);
  }

  /** Examples of which the output is not known. */
  static <T extends Output<T>> List<Example<T>> of(double[][] inputs, OutputFactory<T> factory) {
    return list(inputs, row -> factory.getUnknownOutput());
  }

  private static <T extends Output<T>> List<Example<T>> list(
      double[][] inputs, IntFunction<T> output) {
    String[] names = new String[inputs[0].length];
    for (int k = 0; k < names.length; k++) {
      // Tribuo orders by name, so the names are as ordered as the inputs.
      names[k] = String.format(Locale.ROOT, "%06d", k);
    }
    List<Example<T>> examples = new ArrayList<>(inputs.length);
    for (int r = 0; r < inputs.length; r++) {
      examples.add(new ArrayExample<>(output.apply(r), names, inputs[r]));
    }
    return examples;
  }
}
