package org.cdrl.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Stages whose tasks run all at once or not at all, for which Spark's API for Java has no name. */
final class AtOnce {
  private AtOnce() {}

  /** The same elements; what is made of them is in such a stage. */
  static <T> JavaRDD<T> of(JavaRDD<T> elements) {
    return elements
        .rdd()
        .barrier()
        .<T>mapPartitions(new Same<Iterator<T>>(), true, elements.classTag())
        .toJavaRDD();
  }

  private static final class Same<T> extends AbstractFunction1<T, T> implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public T apply(T given) {
      return given;
    }
  }
}
