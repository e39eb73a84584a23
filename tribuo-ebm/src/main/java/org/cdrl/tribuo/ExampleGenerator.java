package org.cdrl.tribuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.ModelProvenance;

/** A model that examples can be drawn from: one, or several composed. */
public interface ExampleGenerator<T extends Output<T>> extends AutoCloseable {
  /** A sampler with the defaults. */
  ExampleSampler<T> sampler();

  /** Makes outputs of the model's type. */
  OutputFactory<T> outputFactory();

  /** Where the model comes from. */
  ModelProvenance getProvenance();

  /** A row of the model's table as an example: what is missing is left out. */
  Example<T> example(double[] row);

  /** Frees graphs and sessions. */
  @Override
  void close();

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read, or is no such model, saying so
   */
  static ExampleGenerator<?> load(Path file) throws IOException {
    return ModelReader.generator(file.toString(), Files.readAllBytes(file));
  }
}
