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
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Workers;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableWorker;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Table;
import org.cdrl.value.Member;
import scala.Tuple2;

/**
 * Tasks as workers: every round is a job, the weights come with it and go back with its results,
 * and their mean is the next round's. So an executor that is lost costs the part of a round that it
 * was at. Workers that are joined have the same weights all the time; if one of them is lost, all
 * begin the round again. Which row goes to which worker depends on the row's number alone.
 */
final class FrameWorkers implements TableWorkers, AutoCloseable {
  /** Rows that are read at once. */
  private static final int CHUNK = 1024;

  /** Runs of a round, at most, and how Spark tells that one is lost with one of its tasks. */
  private static final int ATTEMPTS = 4;

  private static final String LOST = "failed barrier ResultStage";

  private static final Logger LOG = Logger.getLogger(FrameWorkers.class.getName());

  /** Open workers of this JVM that no task has. */
  private static final Shelf<TableWorker> OPEN = new Shelf<>();

  private final String run = UUID.randomUUID().toString();
  private final NumberedRows rows;
  private final StructType fields;
  private final CellWriter session;
  private final long[] numbers;
  private final int count;
  private final int iterations;
  private final boolean joined;
  private final JavaSparkContext context;

  /** Whether the round before has failed. */
  private boolean broken;

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
   * @param joined whether workers take every step together, through servers of TensorFlow's
   */
  FrameWorkers(
      NumberedRows rows,
      StructType fields,
      CellWriter session,
      long[] numbers,
      int count,
      int iterations,
      boolean joined) {
    this.rows = rows;
    this.fields = fields;
    this.session = session;
    this.numbers = numbers;
    this.count = count;
    this.iterations = iterations;
    this.joined = joined;
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
    try {
      return Learned.mean(joined ? atOnce(part, begun) : learned(cells, part, begun, false));
    } finally {
      begun.destroy();
    }
  }

  /** Spark does not repeat a stage whose tasks run at once, so the round is begun again here. */
  private List<Learned> atOnce(Part part, Broadcast<Round> round) {
    for (int attempt = 1; ; attempt++) {
      boolean anew = attempt > 1 || broken;
      try {
        broken = true;
        List<Learned> learned = learned(AtOnce.of(cells), part, round, anew);
        broken = false;
        return learned;
      } catch (Exception e) { // Spark's are checked, and not declared.
        if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains(LOST)) {
          throw e;
        }
        LOG.log(Level.WARNING, "A round of training has failed, and begins again", e);
      }
    }
  }

  private List<Learned> learned(
      JavaRDD<double[][]> given, Part part, Broadcast<Round> round, boolean anew) {
    Broadcast<byte[]> bytes = model;
    String key = run;
    boolean together = joined;
    int threads = context.getConf().getInt("spark.task.cpus", 1);
    Function2<Integer, Iterator<double[][]>, Iterator<Learned>> work =
        (rank, own) -> {
          Execution way = Execution.DEFAULT.threads(threads);
          Member member =
              together
                  ? Meeting.join(BarrierTaskContext.get(), key, anew, way)
                  : Member.apart(rank);
          TableWorker worker = OPEN.take(key, rank);
          if (worker != null && !worker.member().equals(member)) {
            worker.close();
            worker = null;
          }
          boolean whole = false;
          try {
            if (worker == null) {
              worker = worker(bytes.value(), own.next(), member, way);
            }
            Learned learned = part.run(worker, round.value());
            whole = true;
            // All that are joined have learned the same.
            return together && rank > 0 ? Collections.emptyIterator() : List.of(learned).iterator();
          } finally {
            if (whole) {
              OPEN.giveBack(key, rank, worker);
            } else {
              Meeting.leave(key, rank);
              if (worker != null) {
                worker.close();
              }
            }
          }
        };
    return given.mapPartitionsWithIndex(work, true).collect();
  }

  private static TableWorker worker(byte[] bytes, double[][] rows, Member member, Execution way)
      throws IOException {
    try (TableModel opened = open(bytes)) {
      return TableWorker.of(bytes, new Table(opened.schema(), rows), member, way);
    }
  }

  /** Frees what executors keep. */
  @Override
  public void close() {
    if (cells == null) {
      return;
    }
    String key = run;
    cells.foreachPartition(
        any -> {
          OPEN.clear(key);
          Meeting.end(key);
        });
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
