package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cdrl.metrics.RocCurve;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Anomaly detection on sets of ADBench, clean split: half of the normal rows, shuffled, to train
 * on; the other half and all anomalies to test on.
 *
 * <p>{@code examples/run tables.AnomalyBenchmark DATA SEEDS [SET...]} prints a line per set and
 * seed: the area under the ROC curve in per cent of this project's score, of the distance to the
 * 5th nearest training row and of the Mahalanobis distance (both on standardised columns), the
 * share of normal test rows whose score exceeds that of 95 % of normal rows by the model's own
 * account (.05 is ideal), and the seconds of training and of scoring. Then the means.
 */
public final class AnomalyBenchmark {
  private static final int NEIGHBOURS = 5;

  private AnomalyBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "adbench");
    int seeds = Integer.parseInt(args[1]);
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> args.length == 2 || Arrays.asList(args).contains(name(file)))
              .sorted()
              .toList();
    }
    System.out.println(
        "set,seed,rows,columns,cdrl,knn,gaussian,false_alarms,seconds_train,seconds_score");
    double[] sums = new double[3];
    int runs = 0;
    for (Path file : files) {
      Table table =
          TableFile.read(file, TableFormat.DEFAULT, Map.of("label", Column.Kind.REAL), Set.of());
      for (int seed = 1; seed <= seeds; seed++) {
        double[] areas = run(name(file), table, seed);
        for (int k = 0; k < areas.length; k++) {
          sums[k] += areas[k];
        }
        runs++;
      }
    }
    System.out.printf(
        Locale.ROOT, "mean,,,,%.2f,%.2f,%.2f,,,%n", sums[0] / runs, sums[1] / runs, sums[2] / runs);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("^[0-9]+_|\\.csv\\.gz$", "");
  }

  private static double[] run(String name, Table table, int seed) {
    int label = table.schema().indexOf("label");
    Schema schema =
        new Schema(
            table.schema().columns().stream().filter(c -> !c.name().equals("label")).toList());
    List<double[]> normal = new ArrayList<>();
    List<double[]> anomalies = new ArrayList<>();
    for (double[] row : table.rows()) {
      double[] cells =
          IntStream.range(0, row.length).filter(c -> c != label).mapToDouble(c -> row[c]).toArray();
      (row[label] == 0 ? normal : anomalies).add(cells);
    }
    Collections.shuffle(normal, new Random(seed));
    int half = normal.size() / 2;
    Table train = new Table(schema, normal.subList(0, half).toArray(double[][]::new));
    List<double[]> tested = new ArrayList<>(normal.subList(half, normal.size()));
    int normals = tested.size();
    tested.addAll(anomalies);
    Table test = new Table(schema, tested.toArray(double[][]::new));

    long begun = System.nanoTime();
    try (TableModel model = TableTrainer.create().settings(b -> b.seed(seed)).fit(train)) {
      double training = (System.nanoTime() - begun) / 1e9;
      begun = System.nanoTime();
      AnomalyScorer.Scores scores = model.anomalies().score(test);
      double scoring = (System.nanoTime() - begun) / 1e9;
      double[][] x = standardised(train, train);
      double[][] y = standardised(train, test);
      double[] areas = {
        100 * area(scores.scores(), normals),
        100 * area(nearest(x, y), normals),
        100 * area(mahalanobis(x, y), normals)
      };
      double alarms =
          IntStream.range(0, normals).filter(r -> scores.shares()[r] > .95).count()
              / (double) normals;
      System.out.printf(
          Locale.ROOT,
          "%s,%d,%d,%d,%.2f,%.2f,%.2f,%.3f,%.1f,%.1f%n",
          name,
          seed,
          train.size(),
          schema.size(),
          areas[0],
          areas[1],
          areas[2],
          alarms,
          training,
          scoring);
      return areas;
    }
  }

  private static double[][] standardised(Table train, Table table) {
    int d = train.schema().size();
    double[][] z = new double[table.size()][d];
    for (int c = 0; c < d; c++) {
      double[] cells = train.column(c);
      double mean = Arrays.stream(cells).average().orElseThrow();
      double variance =
          Arrays.stream(cells).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double deviation = variance > 0 ? Math.sqrt(variance) : 1;
      for (int r = 0; r < z.length; r++) {
        z[r][c] = (table.rows()[r][c] - mean) / deviation;
      }
    }
    return z;
  }

  private static double[] nearest(double[][] train, double[][] rows) {
    double[] far = new double[rows.length];
    double[] distances = new double[train.length];
    for (int r = 0; r < rows.length; r++) {
      for (int t = 0; t < train.length; t++) {
        double sum = 0;
        for (int c = 0; c < rows[r].length; c++) {
          double difference = rows[r][c] - train[t][c];
          sum += difference * difference;
        }
        distances[t] = sum;
      }
      Arrays.sort(distances);
      far[r] = distances[NEIGHBOURS - 1];
    }
    return far;
  }

  private static double[] mahalanobis(double[][] train, double[][] rows) {
    int d = train[0].length;
    DMatrixRMaj x = new DMatrixRMaj(train);
    DMatrixRMaj covariance = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multTransA(1. / train.length, x, x, covariance);
    for (int c = 0; c < d; c++) {
      covariance.add(c, c, 1e-6);
    }
    CommonOps_DDRM.invert(covariance);
    double[] far = new double[rows.length];
    DMatrixRMaj product = new DMatrixRMaj(d, 1);
    for (int r = 0; r < rows.length; r++) {
      DMatrixRMaj row = DMatrixRMaj.wrap(d, 1, rows[r]);
      CommonOps_DDRM.mult(covariance, row, product);
      far[r] = CommonOps_DDRM.dot(row, product);
    }
    return far;
  }

  private static double area(double[] scores, int normals) {
    return RocCurve.area(
        Arrays.copyOf(scores, normals), Arrays.copyOfRange(scores, normals, scores.length));
  }
}
