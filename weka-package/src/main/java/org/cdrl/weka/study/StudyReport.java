package org.cdrl.weka.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.quality.ColumnRoles;
import org.cdrl.quality.QualityReport;
import org.cdrl.quality.ReportProgress;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import weka.core.Instances;
import weka.core.converters.ConverterUtils.DataSource;

/**
 * How good drawn rows are, beside a study's data and rows held out: the figures of {@code cdrl
 * evaluate}. The class is what models are to predict; attributes that are not learned are left out.
 */
public final class StudyReport {
  private static final long SEED = 1;

  private StudyReport() {}

  /**
   * Reads rows held out, in any format that Weka reads.
   *
   * @throws IllegalArgumentException telling what is wrong with the file
   */
  public static Instances read(Path file) {
    Instances rows;
    try {
      rows = DataSource.read(file.toString());
    } catch (Exception e) {
      throw new IllegalArgumentException(
          file + " cannot be read: " + e.getMessage() + "; choose an ARFF or CSV file", e);
    }
    if (rows == null) {
      throw new IllegalArgumentException(file + " has no rows; choose an ARFF or CSV file");
    }
    return rows;
  }

  /**
   * Measures.
   *
   * @param heldOut rows of the study's attributes that it has not
   * @param drawn rows to judge
   * @throws IllegalArgumentException if attributes differ, naming one, or there are too few rows
   */
  public static QualityReport of(
      Study study, Instances heldOut, Instances drawn, ReportProgress progress) {
    Instances others = new Instances(heldOut);
    if (others.numAttributes() == study.data().numAttributes()) {
      others.setClassIndex(study.data().classIndex());
    }
    Table holdout = heldOut(study, others);
    Set<String> leftOut = study.leftOut();
    Schema schema = study.table().schema();
    int[] kept =
        IntStream.range(0, schema.size())
            .filter(c -> !leftOut.contains(schema.column(c).name()))
            .toArray();
    int target = Arrays.binarySearch(kept, study.data().classIndex());
    return QualityReport.of(
        only(study.table(), kept),
        only(holdout, kept),
        only(study.table(drawn), kept),
        new ColumnRoles(
            target < 0 ? OptionalInt.empty() : OptionalInt.of(target), List.of(), List.of()),
        SEED,
        progress);
  }

  private static Table heldOut(Study study, Instances rows) {
    try {
      return study.table(rows);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The rows held out have other attributes than the data ("
              + e.getMessage()
              + "); choose a file with the same header",
          e);
    }
  }

  private static Table only(Table table, int[] columns) {
    return new Table(
        new Schema(Arrays.stream(columns).mapToObj(table.schema()::column).toList()),
        Arrays.stream(table.rows())
            .map(row -> Arrays.stream(columns).mapToDouble(c -> row[c]).toArray())
            .toArray(double[][]::new));
  }
}
