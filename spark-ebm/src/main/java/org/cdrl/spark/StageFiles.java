package org.cdrl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** Stages in folders: Spark's metadata, and the model file beside it. */
final class StageFiles {
  private static final String MODEL = "model.cdrl";

  private StageFiles() {}

  static MLWriter writer(Params stage, ModelFile file) {
    return new MLWriter() {
      @Override
      public void saveImpl(String folder) {
        new DefaultParamsWriter(stage).saveImpl(folder);
        try {
          file.write(new Path(folder, MODEL), sc().hadoopConfiguration());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /**
   * A reader.
   *
   * @param put gives the stage its model
   */
  static <T extends Params> MLReader<T> reader(BiConsumer<T, ModelFile> put) {
    return new MLReader<>() {
      @Override
      public T load(String folder) {
        T stage = new DefaultParamsReader<T>().load(folder);
        try {
          put.accept(
              stage,
              ModelFile.read(new Path(folder, MODEL).toString(), sc().hadoopConfiguration()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return stage;
      }
    };
  }
}
