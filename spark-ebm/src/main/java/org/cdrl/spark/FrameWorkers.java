package org.cdrl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.TaskCompletionListener;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Workers;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableWorker;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Table;
import scala.Tuple2;

/**
 * Tasks as workers: every round is a job, the weights come with it and go back with its results,
 * and their mean is the next round's. So an executor that is lost costs the part of a round that it
 * was at. Which row goes to which worker depends on the row's number alone.
 */
final class FrameWorkers implements TableWorkers, AutoCloseable {
  /** Rows that are read at once. */
  private static final int CHUNK = 1024;

  /** Open workers of this JVM that no task has. */
  private static final Shelf<TableWorker> OPEN = new Shelf<>();

  private final String run = UUID.randomUUID().toString();
  private final NumberedRows rows;
  private final StructType fields;
  private final CellWriter session;
  private final long[] numbers;
  private final int count;
  private final int iterations;
  private final JavaSparkContext context;

  private Broadcast<byte[]> model;
  private Broadcast<long[]> heldOut;

  /** The cells of every worker's rows, one element in every partition. */
  private JavaRDD<double[][]> cells;

  /**
   * Workers.
   *
   * @param rows of the data frame
   * @param fields of the rows
   * @param session whose time zone counts
   * @param numbers of the rows that the trainer has, in its order
   * @param count how many workers
   * @param iterations of a round
   */
  FrameWorkers(
      NumberedRows rows,
      StructType fields,
      CellWriter session,
      long[] numbers,
      int count,
      int iterations) {
    this.rows = rows;
    this.fields = fields;
    this.session = session;
    this.numbers = numbers;
    this.count = count;
    this.iterations = iterations;
    context = JavaSparkContext.fromSparkContext(rows.rows().context());
  }

  /** One of the workers in a task. */
  private interface Part extends Serializable {
    Learned run(TableWorker worker, Round round);
  }

  @Override
  public void begin(byte[] untrained, int[] unseen) {
    model = context.broadcast(untrained);
    heldOut =
        context.broadcast(Arrays.stream(unseen).mapToLong(n -> numbers[n]).sorted().toArray());
    Broadcast<byte[]> bytes = model;
    Broadcast<long[]> without = heldOut;
    StructType given = fields;
    CellWriter zone = session;
    int workers = count;
    Partitioner byNumber = new HashPartitioner(workers);
    cells =
        JavaPairRDD.fromJavaRDD(
                rows.map(
                    partition ->
                        new Learnable(
                            open(bytes.value()), given, zone, without.value(), partition)))
            .repartitionAndSortWithinPartitions(byNumber)
            .mapPartitions(
                sorted -> {
                  List<double[]> all = new ArrayList<>();
                  sorted.forEachRemaining(row -> all.add(row._2()));
                  return Collections.singleton(all.toArray(double[][]::new)).iterator();
                })
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Of the rows of every worker; once they have begun. */
  String checksum() {
    return String.join(" ", cells.map(FrameWorkers::checksum).collect());
  }

  private static String checksum(double[][] rows) {
    CRC32C sum = new CRC32C();
    for (double[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * row.length);
      bytes.asDoubleBuffer().put(row);
      sum.update(bytes);
    }
    return Long.toHexString(sum.getValue());
  }

  private static TableModel open(byte[] bytes) {
    try {
      return TableModel.fromBytes("the untrained model", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Workers tokens() {
    return workers(TableWorker::tokens);
  }

  @Override
  public Workers engine() {
    return workers(TableWorker::engine);
  }

  private Workers workers(Part part) {
    return new Workers(iterations, round -> run(part, round));
  }

  private Learned run(Part part, Round round) {
    Broadcast<Round> begun = context.broadcast(round);
    Broadcast<byte[]> bytes = model;
    String key = run;
    int threads = context.getConf().getInt("spark.task.cpus", 1);
    Function2<Integer, Iterator<double[][]>, Iterator<Learned>> work =
        (rank, given) -> {
          TableWorker kept = OPEN.take(key, rank);
          TableWorker worker =
              kept == null ? worker(bytes.value(), given.next(), rank, threads) : kept;
          TaskContext.get()
              .addTaskCompletionListener(
                  (TaskCompletionListener) ended -> OPEN.giveBack(key, rank, worker));
          return List.of(part.run(worker, begun.value())).iterator();
        };
    List<Learned> learned = cells.mapPartitionsWithIndex(work, true).collect();
    begun.destroy();
    return Learned.mean(learned);
  }

  private static TableWorker worker(byte[] bytes, double[][] rows, int rank, int threads)
      throws IOException {
    try (TableModel opened = open(bytes)) {
      return TableWorker.of(
          bytes, new Table(opened.schema(), rows), rank, Execution.DEFAULT.threads(threads));
    }
  }

  /** Frees what executors keep. */
  @Override
  public void close() {
    if (cells == null) {
      return;
    }
    String key = run;
    cells.foreachPartition(any -> OPEN.clear(key));
    cells.unpersist();
    model.destroy();
    heldOut.destroy();
  }

  /** Rows that may be learned: not held out, and with something in them. */
  private static final class Learnable implements Iterator<Tuple2<Long, double[]>> {
    private final CellReader reader;
    private final long[] heldOut;
    private final Iterator<Tuple2<Long, Row>> rows;
    private Iterator<Tuple2<Long, double[]>> chunk = List.<Tuple2<Long, double[]>>of().iterator();

    Learnable(
        TableModel model,
        StructType fields,
        CellWriter session,
        long[] heldOut,
        Iterator<Tuple2<Long, Row>> rows) {
      reader = new CellReader(model.schema(), fields, Set.of(), session.zone());
      model.close();
      this.heldOut = heldOut;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!chunk.hasNext() && rows.hasNext()) {
        chunk = next(rows);
      }
      return chunk.hasNext();
    }

    private Iterator<Tuple2<Long, double[]>> next(Iterator<Tuple2<Long, Row>> from) {
      List<Long> numbers = new ArrayList<>();
      List<Row> read = new ArrayList<>();
      while (numbers.size() < CHUNK && from.hasNext()) {
        Tuple2<Long, Row> row = from.next();
        if (Arrays.binarySearch(heldOut, row._1()) < 0) {
          numbers.add(row._1());
          read.add(row._2());
        }
      }
      double[][] cells = reader.read(read).rows();
      return IntStream.range(0, cells.length)
          .filter(r -> !Arrays.stream(cells[r]).allMatch(Double::isNaN))
          .mapToObj(r -> new Tuple2<>(numbers.get(r), cells[r]))
          .iterator();
    }

    @Override
    public Tuple2<Long, double[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return chunk.next();
    }
  }
}
