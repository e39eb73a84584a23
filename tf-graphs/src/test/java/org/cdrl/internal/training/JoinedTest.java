package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Method;
import org.cdrl.internal.graph.Servers;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Joined workers, here with a server each in one process, learn what one does from the batches of
 * all: the same rows with the same random numbers. What all of them learn has the same bits.
 */
class JoinedTest {
  private static final int WORKERS = 2;
  private static final int SHARE = 16;
  private static final int BATCH = WORKERS * SHARE;
  private static final int ITERATIONS = 20;
  private static final int WIDTH = 3;
  private static final long SEED = 9;
  private static final Execution WAY = Execution.DEFAULT.threads(1);

  /** Sums of as many floats in another order. */
  private static final float ROUNDING = 1e-6f;

  /**
   * For all rows of a run, which are in one batch each: their numbers among those of one worker, or
   * of all.
   */
  private record Places(int[] alone, int[][] joined) {
    static Places of() {
      int rows = ITERATIONS * BATCH;
      Batches ofAll = new Batches(RowWeights.equal(rows), BATCH, SEED);
      Batches ofOne = new Batches(RowWeights.equal(rows / WORKERS), SHARE, SEED);
      int[] alone = new int[rows];
      int[][] joined = new int[WORKERS][rows / WORKERS];
      for (int n = 0; n < ITERATIONS; n++) {
        int[] batch = ofAll.of(n);
        int[] share = ofOne.of(n);
        for (int k = 0; k < BATCH; k++) {
          alone[batch[k]] = n * BATCH + k;
          joined[k / SHARE][share[k % SHARE]] = n * BATCH + k;
        }
      }
      return new Places(alone, joined);
    }
  }

  private static List<Member> members(int run) throws IOException {
    List<String> servers = new ArrayList<>();
    for (int n = 0; n < WORKERS; n++) {
      try (ServerSocket free = new ServerSocket(0)) {
        servers.add("127.0.0.1:" + free.getLocalPort());
      }
    }
    List<Member> members =
        IntStream.range(0, WORKERS).mapToObj(rank -> new Member(rank, servers, run)).toList();
    members.forEach(member -> Servers.start(member, WAY));
    return members;
  }

  /** What all workers come to, side by side. */
  private static <T> List<T> all(List<Member> members, Function<Member, T> work)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(members.size());
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      members.forEach(member -> tasks.add(() -> work.apply(member)));
      List<T> found = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(tasks)) {
        found.add(one.get());
      }
      return found;
    } finally {
      threads.shutdown();
    }
  }

  /** A trained state and the measures of all iterations. */
  private record Trained(float[] state, List<float[]> measures) {}

  private static Trained engine(Method method, Member member, int[] rows) {
    CdrlConfig.Builder config =
        CdrlConfig.builder()
            .method(method)
            .levels(3)
            .langevinSteps(3)
            .energyWidth(8)
            .energyMultipliers(List.of(1))
            .batchSize(BATCH)
            // Of the smallest gradients, which are rounding errors, Adam makes steps like of
            // others.
            .energyLearningRate(3e-4)
            .initializerLearningRate(3e-4)
            .iterations(method == Method.DRL ? ITERATIONS : 13)
            .seed(SEED);
    if (method == Method.CDRL) {
      config.initializerWidth(8).pretrainingIterations(7);
    }
    float[][] data = new float[rows.length][WIDTH];
    float[][] observed = new float[rows.length][WIDTH];
    int[][] conditions = new int[rows.length][1];
    for (int r = 0; r < rows.length; r++) {
      SplittableRandom random = new SplittableRandom(rows[r]);
      conditions[r][0] = random.nextInt(3);
      for (int c = 0; c < WIDTH; c++) {
        data[r][c] = (float) (random.nextGaussian() + conditions[r][0]);
        observed[r][c] = random.nextInt(8) == 0 ? 0 : 1;
      }
    }
    List<float[]> measures = new ArrayList<>();
    try (TrainingSession training =
        new TrainingSession(
            config.build(),
            WAY,
            data,
            observed,
            conditions,
            new int[] {3},
            null,
            RowWeights.equal(rows.length),
            member)) {
      for (int n = 0; n < ITERATIONS; n++) {
        measures.add(training.step(1).measures());
      }
      assertEquals(ITERATIONS, training.done());
      return new Trained(training.state().flat(), measures);
    }
  }

  private static void assertJoined(Trained alone, List<Trained> joined) {
    for (Trained one : joined) {
      assertArrayEquals(joined.get(0).state(), one.state());
      for (int n = 0; n < alone.measures().size(); n++) {
        assertArrayEquals(joined.get(0).measures().get(n), one.measures().get(n));
        float[] expected = alone.measures().get(n);
        for (int k = 0; k < expected.length; k++) {
          assertEquals(
              expected[k], one.measures().get(n)[k], 1e-4 * (1 + Math.abs(expected[k])), "at " + n);
        }
      }
    }
    assertArrayEquals(alone.state(), joined.get(0).state(), ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void bothNetworksLearnFromTheBatchesOfAll(Method method) throws Exception {
    Places places = Places.of();
    Trained alone = engine(method, Member.ONLY, places.alone());
    assertJoined(
        alone, all(members(1), member -> engine(method, member, places.joined()[member.rank()])));
  }

  private static Trained tokens(Member member, int[] rows) {
    int[] counts = RowGradientsTest.columns().counts();
    int[][] tokens = new int[rows.length][counts.length];
    for (int r = 0; r < rows.length; r++) {
      SplittableRandom random = new SplittableRandom(rows[r]);
      for (int c = 0; c < counts.length; c++) {
        tokens[r][c] = random.nextInt(-1, counts[c]);
      }
    }
    List<float[]> bounds = new ArrayList<>();
    try (MaskedTraining training =
        new MaskedTraining(
            new MaskedNetwork(RowGradientsTest.columns(), 8, 2),
            tokens,
            RowWeights.equal(rows.length),
            new MaskedTraining.Length(ITERATIONS, BATCH, 2e-3),
            SEED,
            member,
            WAY)) {
      for (int n = 0; n < ITERATIONS; n++) {
        bounds.add(new float[] {training.step()});
      }
      return new Trained(training.state(), bounds);
    }
  }

  @Test
  void tokensAreLearnedFromTheBatchesOfAll() throws Exception {
    Places places = Places.of();
    Trained alone = tokens(Member.ONLY, places.alone());
    List<Trained> joined =
        all(members(2), member -> tokens(member, places.joined()[member.rank()]));
    assertJoined(alone, joined);
  }

  @Test
  void serversWorkForSeveralRuns() throws Exception {
    List<Member> first = members(3);
    List<Member> second =
        first.stream().map(member -> new Member(member.rank(), member.servers(), 4)).toList();
    int[][] rows = Places.of().joined();
    List<Trained> before = all(first, member -> engine(Method.CDRL, member, rows[member.rank()]));
    all(second, member -> tokens(member, rows[member.rank()]));
    List<Trained> after = all(second, member -> engine(Method.CDRL, member, rows[member.rank()]));
    assertArrayEquals(before.get(0).state(), after.get(1).state());
  }

  @Test
  void sharesAreEqualAndWorkersAreNumbered() {
    List<String> three = List.of("a:1", "b:1", "c:1");
    assertEquals(171, new Member(2, three, 0).share(512));
    assertEquals(512, Member.apart(7).share(512));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Member(3, three, 0));
    assertTrue(e.getMessage().contains("no worker 3 among 3"), e.getMessage());
  }
}
