package org.cdrl.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.cdrl.table.TableModel;

/** Runs a model over pieces of rows, wherever they are. */
final class Pieces {
  /** As many as the command line works on at once, so that bits are the same. */
  static final int ROWS = TableModel.ROWS_AT_A_TIME;

  /** Of the hash by which Spark divides rows among partitions. */
  private static final int SEED = 42;

  private Pieces() {}

  /** What becomes of rows. */
  interface Work extends Serializable {
    /** Gets ready for the pieces of one task. */
    OnPiece with(TableModel model);
  }

  /** What becomes of the rows of a piece. */
  interface OnPiece {
    /**
     * Works on a piece.
     *
     * @param first number of its first row
     * @param rows of the data frame
     * @return as many rows
     */
    List<Row> apply(long first, List<Row> rows);
  }

  /** What makes rows. */
  interface Source extends Serializable {
    /** Gets ready for the pieces of one task. */
    NewPiece with(TableModel model);
  }

  /** Makes the rows of a piece. */
  interface NewPiece {
    /** Rows first .. first+n-1. */
    List<Row> rows(long first, int n);
  }

  /**
   * Works on all rows of a data frame, which keep their order.
   *
   * @param result the schema of what comes out
   */
  static Dataset<Row> map(ModelFile file, Dataset<?> rows, StructType result, Work work) {
    SparkSession session = rows.sparkSession();
    Broadcast<SharedModel> shared = broadcast(file, session);
    JavaRDD<Row> worked =
        numbered(rows)
            .mapPartitions(
                numbered -> {
                  if (!numbered.hasNext()) {
                    return Collections.emptyIterator();
                  }
                  OnPiece change = work.with(shared.value().lend(TaskContext.get()));
                  Cut pieces = new Cut(numbered);
                  return joined(pieces, piece -> change.apply(pieces.first, piece));
                });
    return session.createDataFrame(worked, result);
  }

  /**
   * Makes rows.
   *
   * @param n how many
   * @param partitions among which they are divided
   * @param result their schema
   */
  static Dataset<Row> make(
      ModelFile file,
      SparkSession session,
      long n,
      int partitions,
      StructType result,
      Source source) {
    Broadcast<SharedModel> shared = broadcast(file, session);
    long pieces = (n + ROWS - 1) / ROWS;
    JavaRDD<Row> made =
        session
            .range(0, pieces, 1, partitions)
            .javaRDD()
            .mapPartitions(
                numbers -> {
                  if (!numbers.hasNext()) {
                    return Collections.emptyIterator();
                  }
                  NewPiece rows = source.with(shared.value().lend(TaskContext.get()));
                  return joined(
                      numbers,
                      piece -> rows.rows(piece * ROWS, (int) Math.min(ROWS, n - piece * ROWS)));
                });
    return session.createDataFrame(made, result);
  }

  private static Broadcast<SharedModel> broadcast(ModelFile file, SparkSession session) {
    return file.shared(JavaSparkContext.fromSparkContext(session.sparkContext()));
  }

  private static <T> Iterator<Row> joined(Iterator<T> pieces, Function<T, List<Row>> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pieces, 0), false)
        .flatMap(piece -> rows.apply(piece).stream())
        .iterator();
  }

  /**
   * Rows with their numbers behind them, in order, every piece in one partition, and as many pieces
   * in each. Numbering them counts the rows of partitions first, unless there is only one.
   */
  private static JavaRDD<Row> numbered(Dataset<?> rows) {
    JavaRDD<Row> all = rows.toDF().javaRDD();
    int partitions = all.getNumPartitions();
    if (partitions <= 1) {
      return all.zipWithIndex().map(row -> Rows.with(row._1(), row._1().size(), row._2()));
    }
    NumberedRows counted = NumberedRows.of(all);
    long pieces = Math.max(1, (counted.size() + ROWS - 1) / ROWS);
    int[] keys = keys(partitions);
    JavaRDD<Row> numbered =
        counted.map(
            each ->
                joined(
                    each,
                    row -> {
                      int to = (int) (row._1() / ROWS * partitions / pieces);
                      return List.of(Rows.with(row._2(), row._2().size(), keys[to], row._1()));
                    }));
    String key = free("partition", rows);
    String number = free("row number", rows);
    return rows.sparkSession()
        .createDataFrame(
            numbered,
            rows.schema()
                .add(key, DataTypes.IntegerType, false)
                .add(number, DataTypes.LongType, false))
        .repartition(partitions, functions.col("`" + key + "`"))
        .sortWithinPartitions(functions.col("`" + number + "`"))
        .javaRDD();
  }

  private static String free(String name, Dataset<?> rows) {
    String free = name;
    while (List.of(rows.columns()).contains(free)) {
      free += "'";
    }
    return free;
  }

  /** A number for every partition that Spark's hash function takes there. */
  private static int[] keys(int partitions) {
    int[] keys = new int[partitions];
    boolean[] found = new boolean[partitions];
    for (int key = 0, left = partitions; left > 0; key++) {
      int to = Math.floorMod(Murmur3_x86_32.hashInt(key, SEED), partitions);
      left -= found[to] ? 0 : 1;
      keys[to] = found[to] ? keys[to] : key;
      found[to] = true;
    }
    return keys;
  }

  /** Cuts numbered rows into pieces. */
  private static final class Cut implements Iterator<List<Row>> {
    private final Iterator<Row> rows;
    private Row next;

    /** The number of the first row of the piece that was cut last. */
    private long first;

    Cut(Iterator<Row> rows) {
      this.rows = rows;
      next = rows.hasNext() ? rows.next() : null;
    }

    private static long number(Row row) {
      return row.getLong(row.size() - 1);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public List<Row> next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      first = number(next);
      List<Row> piece = new ArrayList<>();
      do {
        piece.add(next);
        next = rows.hasNext() ? rows.next() : null;
      } while (next != null && number(next) / ROWS == first / ROWS);
      return piece;
    }
  }
}
