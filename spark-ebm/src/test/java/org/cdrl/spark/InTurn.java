package org.cdrl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Worker;
import org.cdrl.Workers;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableWorker;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Table;
import org.cdrl.value.Member;

/** Workers without Spark: one after the other, or, where they are joined, in threads. */
final class InTurn implements TableWorkers, AutoCloseable {
  private static final Execution WAY = Execution.DEFAULT.threads(1);

  private final double[][] rows;
  private final long[] numbers;
  private final List<Member> members;
  private final int iterations;
  private final List<TableWorker> workers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Workers.
   *
   * @param table all rows, in the columns that the trainer makes of it
   * @param numbers of the trainer's rows among them
   */
  InTurn(Table table, long[] numbers, List<Member> members, int iterations) {
    this.rows = table.rows();
    this.numbers = numbers;
    this.members = members;
    this.iterations = iterations;
  }

  /** The same for rows that a trainer has all. */
  static InTurn all(Table table, List<Member> members, int iterations) {
    return new InTurn(table, LongStream.range(0, table.size()).toArray(), members, iterations);
  }

  /** Workers that learn apart. */
  static List<Member> apart(int count) {
    return IntStream.range(0, count).mapToObj(Member::apart).toList();
  }

  /** Workers that take every step together; their servers run in this process. */
  static List<Member> joined(int count) throws IOException {
    List<String> servers = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      try (ServerSocket free = new ServerSocket(0)) {
        servers.add("127.0.0.1:" + free.getLocalPort());
      }
    }
    List<Member> members =
        IntStream.range(0, count).mapToObj(rank -> new Member(rank, servers, count)).toList();
    members.forEach(member -> Worker.serve(member, WAY));
    return members;
  }

  @Override
  public void begin(byte[] untrained, int[] heldOut) {
    Set<Long> without = IntStream.of(heldOut).mapToObj(n -> numbers[n]).collect(Collectors.toSet());
    try (TableModel model = TableModel.fromBytes("untrained", untrained)) {
      for (Member member : members) {
        double[][] own =
            IntStream.range(0, rows.length)
                .filter(r -> r % members.size() == member.rank() && !without.contains((long) r))
                .mapToObj(r -> rows[r])
                .toArray(double[][]::new);
        workers.add(TableWorker.of(untrained, new Table(model.schema(), own), member, WAY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Workers workers(BiFunction<TableWorker, Round, Learned> part) {
    return new Workers(iterations, round -> Learned.mean(all(part, round)));
  }

  private List<Learned> all(BiFunction<TableWorker, Round, Learned> part, Round round) {
    if (!members.get(0).isJoined()) {
      return workers.stream().map(worker -> part.apply(worker, round)).toList();
    }
    List<CompletableFuture<Learned>> learning =
        workers.stream()
            .map(worker -> CompletableFuture.supplyAsync(() -> part.apply(worker, round), threads))
            .toList();
    return learning.stream().map(CompletableFuture::join).toList();
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
    threads.shutdown();
    workers.forEach(TableWorker::close);
  }
}
