package org.cdrl.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Rows of a data frame with their numbers, in its order. The rows of every partition are counted
 * first.
 *
 * @param rows of the data frame
 * @param firsts number of the first row of every partition, and of the first that is not there
 */
record NumberedRows(JavaRDD<Row> rows, long[] firsts) {
  /** Counts, in a job of its own. */
  static NumberedRows of(Dataset<?> frame) {
    return of(frame.toDF().javaRDD());
  }

  /** Counts, in a job of its own. */
  static NumberedRows of(JavaRDD<Row> rows) {
    List<Long> counts =
        rows.mapPartitions(
                partition -> {
                  long n = 0;
                  for (; partition.hasNext(); n++) {
                    partition.next();
                  }
                  return List.of(n).iterator();
                })
            .collect();
    long[] firsts = new long[counts.size() + 1];
    Arrays.setAll(firsts, p -> p == 0 ? 0 : counts.get(p - 1));
    Arrays.parallelPrefix(firsts, Long::sum);
    return new NumberedRows(rows, firsts);
  }

  /** The number of all rows. */
  long size() {
    return firsts[firsts.length - 1];
  }

  /** What becomes of a partition. */
  interface OnPartition<T> extends Serializable {
    /**
     * Works on the rows of a partition.
     *
     * @param rows with their numbers
     */
    Iterator<T> apply(Iterator<Tuple2<Long, Row>> rows);
  }

  /** Works on partitions. */
  <T> JavaRDD<T> map(OnPartition<T> work) {
    long[] of = firsts;
    Function2<Integer, Iterator<Row>, Iterator<T>> numbering =
        (partition, given) -> {
          long[] next = {of[partition]};
          Iterable<Row> all = () -> given;
          return work.apply(
              StreamSupport.stream(all.spliterator(), false)
                  .map(row -> new Tuple2<>(next[0]++, row))
                  .iterator());
        };
    return rows.mapPartitionsWithIndex(numbering, false);
  }
}
