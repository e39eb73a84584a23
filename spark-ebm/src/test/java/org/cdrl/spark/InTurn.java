package org.cdrl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Workers;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableWorker;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Table;
import org.cdrl.value.Member;

/** Workers without Spark, one after the other. */
final class InTurn implements TableWorkers, AutoCloseable {
  private final double[][] rows;
  private final long[] numbers;
  private final int count;
  private final int iterations;
  private final List<TableWorker> workers = new ArrayList<>();

  /**
   * Workers.
   *
   * @param table all rows, in the columns that the trainer makes of it
   * @param numbers of the trainer's rows among them
   */
  InTurn(Table table, long[] numbers, int count, int iterations) {
    this.rows = table.rows();
    this.numbers = numbers;
    this.count = count;
    this.iterations = iterations;
  }

  /** The same for rows that a trainer has all. */
  static InTurn all(Table table, int count, int iterations) {
    return new InTurn(table, LongStream.range(0, table.size()).toArray(), count, iterations);
  }

  @Override
  public void begin(byte[] untrained, int[] heldOut) {
    Set<Long> without = IntStream.of(heldOut).mapToObj(n -> numbers[n]).collect(Collectors.toSet());
    try (TableModel model = TableModel.fromBytes("untrained", untrained)) {
      for (int rank = 0; rank < count; rank++) {
        int first = rank;
        double[][] own =
            IntStream.range(0, rows.length)
                .filter(r -> r % count == first && !without.contains((long) r))
                .mapToObj(r -> rows[r])
                .toArray(double[][]::new);
        workers.add(
            TableWorker.of(
                untrained, new Table(model.schema(), own), Member.apart(rank), Execution.DEFAULT.threads(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Workers workers(BiFunction<TableWorker, Round, Learned> part) {
    return new Workers(
        iterations,
        round -> Learned.mean(workers.stream().map(worker -> part.apply(worker, round)).toList()));
  }

  @Override
  public Workers tokens() {
    return workers(TableWorker::tokens);
  }

  @Override
  public Workers engine() {
    return workers(TableWorker::engine);
  }

  @Override
  public void close() {
    workers.forEach(TableWorker::close);
  }
}
