package org.cdrl.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Rows that are taken to the driver, in their order.
 *
 * @param rows of the data frame
 * @param numbers of these rows in the data frame, increasing
 */
record Sample(List<Row> rows, long[] numbers) {
  /**
   * All rows if there are no more than wanted, else as many, any with the same chance.
   *
   * @param most rows at the driver
   */
  static Sample of(NumberedRows all, int most, long seed) {
    List<Tuple2<Long, Row>> taken = all.size() <= most ? all(all) : some(all, most, seed);
    List<Row> rows = new ArrayList<>();
    long[] numbers = new long[taken.size()];
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = taken.get(n)._1();
      rows.add(taken.get(n)._2());
    }
    return new Sample(rows, numbers);
  }

  private static List<Tuple2<Long, Row>> all(NumberedRows all) {
    return all.map(rows -> rows).collect();
  }

  private static List<Tuple2<Long, Row>> some(NumberedRows all, int most, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] chosen =
        LongStream.generate(() -> random.nextLong(all.size()))
            .distinct()
            .limit(most)
            .sorted()
            .toArray();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(all.rows().context());
    Broadcast<long[]> wanted = context.broadcast(chosen);
    List<Tuple2<Long, Row>> taken =
        all.map(
                rows -> {
                  List<Tuple2<Long, Row>> found = new ArrayList<>();
                  for (Iterator<Tuple2<Long, Row>> each = rows; each.hasNext(); ) {
                    Tuple2<Long, Row> row = each.next();
                    if (Arrays.binarySearch(wanted.value(), row._1()) >= 0) {
                      found.add(row);
                    }
                  }
                  return found.iterator();
                })
            .collect();
    wanted.destroy();
    return taken;
  }
}
