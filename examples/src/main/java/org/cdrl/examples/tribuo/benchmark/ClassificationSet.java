package org.cdrl.examples.tribuo.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Seven small public sets; the class is the last column. */
enum ClassificationSet {
  IRIS("iris", "weka/iris.arff"),
  WINE("wine", "sklearn/wine_data.csv"),
  WHEAT_SEEDS("wheat-seeds", "uci-small/wheat-seeds.csv"),
  BREAST_CANCER("breast_cancer", "sklearn/breast_cancer.csv"),
  GLASS("glass", "weka/glass.arff"),
  SEGMENT_CHALLENGE("segment-challenge", "weka/segment-challenge.arff"),
  DIGITS("digits", "sklearn/digits.csv.gz");

  /** The first line tells rows, columns and class names. */
  private static final Set<ClassificationSet> REMARK_FIRST = Set.of(WINE, BREAST_CANCER);

  /** Held here, because loggers are forgotten else. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.tribuo"), Logger.getLogger("org.cdrl"));

  private final String title;
  private final String file;

  ClassificationSet(String title, String file) {
    this.title = title;
    this.file = file;
  }

  /** What it is called on the command line and in results. */
  String title() {
    return title;
  }

  /** The sets that were asked for. Tribuo's trainers are quiet from now on. */
  static List<ClassificationSet> of(BenchmarkArguments arguments) {
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    arguments.requireAmong(Arrays.stream(values()).map(ClassificationSet::title).toList());
    return Arrays.stream(values()).filter(set -> arguments.wants(set.title)).toList();
  }

  /** Reads the set from a folder of data sets. */
  TableDataSource<Label> read(Path data) throws IOException {
    Path source = data.resolve(file);
    TableFormat format = new TableFormat(',', false, MissingTokens.DEFAULT);
    if (!REMARK_FIRST.contains(this)) {
      return read(source, format);
    }
    Path rest = Files.createTempFile("cdrl-benchmark", ".csv");
    try (BufferedReader lines = Files.newBufferedReader(source)) {
      Files.write(rest, (Iterable<String>) lines.lines().skip(1)::iterator);
      return read(rest, format);
    } finally {
      Files.delete(rest);
    }
  }

  private static TableDataSource<Label> read(Path source, TableFormat format) throws IOException {
    List<String> names = TableFile.infer(source, format, Map.of(), Set.of()).names();
    List<String> response = names.subList(names.size() - 1, names.size());
    return new TableDataSource<>(source, new LabelFactory(), response, Map.of(), Set.of(), format);
  }
}
