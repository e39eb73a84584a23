package org.cdrl.weka.learning;

import java.util.List;
import org.cdrl.weka.console.SchemeException;
import org.cdrl.weka.instances.InstanceColumns;
import weka.core.Instances;
import weka.core.Utils;

/**
 * What a classifier has to learn.
 *
 * @param rows those with a class; where anomalies are to be told, those of the first class value
 * @param detects whether the normal is told from anomalies, instead of classes from each other
 */
public record ClassProblem(Instances rows, boolean detects) {
  /**
   * The problem that data pose.
   *
   * @param oneClass whether anomalies are to be told although there are several classes
   * @param protect whether rows of class labels that few rows have are left out
   * @throws SchemeException if there is nothing to learn from, saying why
   */
  public static ClassProblem of(Instances data, boolean oneClass, boolean protect)
      throws SchemeException {
    Instances rows = protect ? InstanceColumns.withoutRareClasses(data) : new Instances(data);
    rows.deleteWithMissingClass();
    boolean detects = oneClass || rows.classAttribute().isNominal() && rows.numClasses() == 1;
    if (detects && rows.numClasses() > 1) {
      rows.removeIf(row -> row.classValue() != 0);
    }
    if (rows.isEmpty()) {
      throw new SchemeException(
          detects && data.numClasses() > 1
              ? "There is nothing to learn from: no row has the first class value, \""
                  + data.classAttribute().value(0)
                  + "\""
              : "There is nothing to learn from: no row has a class"
                  + (protect ? " that enough rows have" : ""));
    }
    return new ClassProblem(rows, detects);
  }

  private boolean tellsClasses() {
    return rows.classAttribute().isNominal() && !detects;
  }

  /** The names of the columns to condition on. */
  public List<String> conditions() {
    return tellsClasses() ? List.of(rows.classAttribute().name()) : List.of();
  }

  /** Whether any attribute but a nominal class varies. */
  public boolean isLearnable() {
    for (int a = 0; a < rows.numAttributes(); a++) {
      var stats = rows.attributeStats(a);
      boolean gaps = stats.missingCount > 0 && stats.missingCount < rows.size();
      if (a != rows.classIndex() && (stats.distinctCount > 1 || gaps)) {
        return true;
      }
    }
    return false;
  }

  /** The distribution that is predicted without a model: the classes' frequencies, or the mean. */
  public double[] prior() {
    if (rows.classAttribute().isNumeric()) {
      return new double[] {rows.meanOrMode(rows.classIndex())};
    }
    double[] counts = new double[rows.numClasses()];
    rows.forEach(row -> counts[(int) row.classValue()] += row.weight());
    Utils.normalize(counts);
    return counts;
  }
}
