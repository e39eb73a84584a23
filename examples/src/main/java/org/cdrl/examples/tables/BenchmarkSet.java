package org.cdrl.examples.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** The twelve small public sets of the ForestDiffusion protocol; the target is the last column. */
enum BenchmarkSet {
  IRIS("weka/iris.arff", true),
  WINE("sklearn/wine_data.csv", true),
  SEEDS("uci-small/wheat-seeds.csv", true),
  ECOLI("uci-small/ecoli.csv", true),
  GLASS("weka/glass.arff", true),
  BREAST_CANCER("sklearn/breast_cancer.csv", true),
  IONOSPHERE("weka/ionosphere.arff", true),
  SONAR("uci-small/sonar.csv", true),
  ABALONE("uci-small/abalone.csv", false),
  CONCRETE("uci-small/concrete.csv.gz", false),
  YACHT("uci-small/yacht.csv.gz", false),
  WINE_RED("uci/winequality-red.csv", false);

  private final String file;
  private final boolean classes;

  BenchmarkSet(String file, boolean classes) {
    this.file = file;
    this.classes = classes;
  }

  /** Whether the target is a class. */
  boolean classes() {
    return classes;
  }

  /** Reads the set from a folder of data sets. */
  Table read(Path data) throws IOException {
    Path source = data.resolve(file);
    boolean junk = file.startsWith("sklearn");
    boolean header = this == WINE_RED;
    TableFormat format = new TableFormat(header ? ';' : ',', header, MissingTokens.DEFAULT);
    if (!junk) {
      return read(source, format);
    }
    // The first line tells rows, columns and class names.
    Path rest = Files.createTempFile("cdrl-benchmark", ".csv");
    try {
      try (BufferedReader lines = Files.newBufferedReader(source)) {
        Files.write(rest, (Iterable<String>) lines.lines().skip(1)::iterator);
      }
      return read(rest, format);
    } finally {
      Files.delete(rest);
    }
  }

  private Table read(Path source, TableFormat format) throws IOException {
    Map<String, Column.Kind> kinds = new LinkedHashMap<>();
    List<String> names = TableFile.infer(source, format, kinds, Set.of()).names();
    if (!source.toString().endsWith(".arff")) {
      kinds.put(names.get(names.size() - 1), classes ? Column.Kind.CATEGORICAL : Column.Kind.REAL);
    }
    return TableFile.read(source, format, kinds, Set.of());
  }

  /**
   * A random split into 80 % to train and 20 % to test on, stratified by class where there are
   * classes.
   */
  record Split(Table train, Table test) {
    static Split of(Table table, boolean stratified, long seed) {
      int target = table.schema().size() - 1;
      int[] order = IntStream.range(0, table.size()).toArray();
      Random random = new Random(seed);
      for (int k = order.length - 1; k > 0; k--) {
        int other = random.nextInt(k + 1);
        int kept = order[k];
        order[k] = order[other];
        order[other] = kept;
      }
      Map<Double, Long> left = new LinkedHashMap<>();
      for (int r : order) {
        left.merge(stratified ? table.rows()[r][target] : 0, 1L, Long::sum);
      }
      left.replaceAll((label, count) -> Math.round(count * .2));
      boolean[] test = new boolean[order.length];
      for (int r : order) {
        double label = stratified ? table.rows()[r][target] : 0;
        if (left.get(label) > 0) {
          left.merge(label, -1L, Long::sum);
          test[r] = true;
        }
      }
      return new Split(
          table.select(Arrays.stream(order).filter(r -> !test[r]).toArray()),
          table.select(Arrays.stream(order).filter(r -> test[r]).toArray()));
    }
  }
}
