package org.cdrl.table;

import java.io.IOException;
import java.util.stream.IntStream;
import org.cdrl.Learned;
import org.cdrl.Round;
import org.cdrl.Worker;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.training.MaskedTraining;
import org.cdrl.table.data.Table;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;

/**
 * One of the {@link TableWorkers}, with its own rows. What it learns in a round follows from the
 * round, its rows in their order, its rank, the machine and the number of threads.
 */
public final class TableWorker implements AutoCloseable {
  private final TableTask task;
  private final Member member;
  private final Execution way;

  /** Rows that the trainer learns from itself; its settings follow from them. */
  private final int trainers;

  /** Made when they are needed first. */
  private MaskedTraining tokens;

  private Worker engine;

  private TableWorker(TableTask task, Member member, Execution way, int trainers) {
    this.task = task;
    this.member = member;
    this.way = way;
    this.trainers = trainers;
  }

  /**
   * A worker.
   *
   * @param untrained what the trainer gave
   * @param rows in the model's schema, without held-out ones, at least one
   * @param member which of the workers it is; the server of a joined one runs
   * @throws IOException if the bytes are no model
   * @throws IllegalArgumentException if there are no rows, or they are of another schema
   */
  public static TableWorker of(byte[] untrained, Table rows, Member member, Execution way)
      throws IOException {
    if (rows.size() == 0) {
      throw new IllegalArgumentException(
          "Worker " + member.rank() + " has no rows; there are more workers than pieces of rows");
    }
    try (TableModel model = TableModel.fromBytes("the untrained model", untrained)) {
      TableModel.requireSchema(model.schema(), rows);
      TableParts parts = model.parts();
      RowWeights weights = RowWeights.equal(rows.size());
      int[] all = IntStream.range(0, rows.size()).toArray();
      TokenEncoding tokens =
          TokenModel.encoding(parts.conditions(), parts.encoding(), parts.rules().schema().size());
      TableTask task =
          new TableTask(
              parts.rules().extend(rows),
              weights,
              parts.conditions(),
              parts.encoding(),
              tokens,
              model.engine().config(),
              new RowSplit(weights, all, new int[0], new int[0]));
      return new TableWorker(task, member, way, Math.toIntExact(model.engine().summary().rows()));
    }
  }

  /** Which of the workers it is. */
  public Member member() {
    return member;
  }

  /** Runs iterations of the network of tokens. */
  public Learned tokens(Round round) {
    if (tokens == null) {
      tokens = TokenTraining.of(task, task.split().learned(), trainers, member, way);
    }
    tokens.restore(round.state(), (int) round.from());
    double loss = 0;
    for (int n = 0; n < round.iterations(); n++) {
      loss += tokens.step() / (double) round.iterations();
    }
    return new Learned(tokens.state(), new float[] {(float) loss});
  }

  /** Runs iterations of the engine's networks. */
  public Learned engine(Round round) {
    if (engine == null) {
      engine =
          TableRun.trainer(task.asked(), task.encoding().width(), way)
              .worker(task.data(spread(task.table().size(), most(task.asked()))), member);
    }
    return engine.run(round);
  }

  /** Rows that all iterations of this worker look at. */
  private long most(CdrlConfig config) {
    return config.plannedIterations() * member.share(config.optimisation().batchSize());
  }

  /** Numbers of all rows, or of so many that are evenly spread over them. */
  private static int[] spread(int rows, long most) {
    int n = (int) Math.min(rows, most);
    return IntStream.range(0, n).map(k -> (int) ((long) k * rows / n)).toArray();
  }

  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
