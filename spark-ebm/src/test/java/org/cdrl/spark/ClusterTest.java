package org.cdrl.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.value.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;

/**
 * Executors that are processes of their own learn and score with the same bits as one process, also
 * where one of them is lost in the middle of a round.
 */
@Tag("slow")
class ClusterTest {
  @TempDir static Path folder;

  private static SparkSession session;

  @BeforeAll
  static void begin() throws IOException {
    Parcels.session().stop();
    // Workers look for Spark's jars there, and find them on the class path instead.
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    session =
        SparkSession.builder()
            .master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .getOrCreate();
  }

  @AfterAll
  static void end() {
    session.stop();
  }

  /** Ends an executor once so many jobs have begun. */
  private static final class Killing extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final long process;

    Killing(long process) {
      this.process = process;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      if (jobs.incrementAndGet() == CdrlEstimatorTest.LATER) {
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      lost.incrementAndGet();
    }
  }

  private static List<Long> executors() {
    return JavaSparkContext.fromSparkContext(session.sparkContext())
        .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
        .map(
            n -> {
              Thread.sleep(200);
              return ProcessHandle.current().pid();
            })
        .distinct()
        .collect();
  }

  @Test
  void aLostExecutorChangesNothing() throws IOException {
    assertNothingChanges(CdrlEstimatorTest.quick(), InTurn.apart(2));
  }

  @Test
  void aLostExecutorCostsJoinedWorkersARound() throws IOException {
    assertNothingChanges(
        CdrlEstimatorTest.quick().setSynchronization(CdrlEstimator.COLLECTIVE), InTurn.joined(2));
  }

  private static void assertNothingChanges(CdrlEstimator estimator, List<Member> members)
      throws IOException {
    Path csv = Files.createTempFile(folder, "rows", ".csv");
    var source = CdrlEstimatorTest.tokens(csv);
    Dataset<Row> rows =
        session.read().option("header", true).csv(csv.toString()).drop(CdrlEstimatorTest.DIFFERENT);
    List<Long> processes = executors();
    assertEquals(2, processes.size());
    assertTrue(!processes.contains(ProcessHandle.current().pid()));
    Killing killing = new Killing(processes.get(0));
    session.sparkContext().addSparkListener(killing);
    CdrlSparkModel told = estimator.fit(Parcels.in(3, rows));
    assertEquals(1, killing.lost.get());
    assertTrue(killing.jobs.get() > CdrlEstimatorTest.LATER);
    try (InTurn workers = InTurn.all(source.table(), members, CdrlEstimatorTest.ROUND);
        CDRLModel<Label> expected =
            CdrlEstimatorTest.alone().workers(workers).build().train(new SourceDataset<>(source))) {
      CdrlEstimatorTest.assertSame(expected, told, Parcels.in(5, rows.limit(100)));
    }
  }
}
