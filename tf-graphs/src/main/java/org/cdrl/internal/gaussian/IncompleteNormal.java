package org.cdrl.internal.gaussian;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The normal distribution of incomplete rows, found by expectation maximisation (Dempster, Laird,
 * Rubin, JRSS B 39, 1977; Little and Rubin, "Statistical Analysis with Missing Data", section
 * 11.2), with the covariance shrunk towards a multiple of the identity as far as so few rows ask
 * for (Chen, Wiesel, Eldar, Hero, IEEE Transactions on Signal Processing 58, 2010, "OAS").
 *
 * <p>What is missing in a row is normal given the rest. In terms of the precision P its mean is
 * mu_m - P_mm^-1 P_mo (x_o - mu_o) and its covariance P_mm^-1, which costs little where little is
 * missing.
 */
public final class IncompleteNormal {
  private static final int ROUNDS = 100;

  /** Rounds that change no mean and covariance of standardised columns by more are the last. */
  private static final double TOLERANCE = 1e-3;

  /** More rows tell no more of a covariance. */
  private static final int MOST_ROWS = 5000;

  private final double[] mean;
  private final double[] deviation;

  /** Of the standardised columns. */
  private DMatrixRMaj covariance;

  /** P, its inverse. */
  private DMatrixRMaj precision;

  private IncompleteNormal(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * Fits rows, shrunk as far as OAS has it.
   *
   * @param rows [n][d], NaN where missing; in every column something is there
   */
  public static IncompleteNormal of(float[][] rows) {
    return of(rows, 1);
  }

  /**
   * Fits rows.
   *
   * @param rows [n][d], NaN where missing; in every column something is there
   * @param shrinkage a share of that of OAS, above 0 up to 1. OAS is about the covariance; columns
   *     that nearly follow from each other are predicted better with less
   */
  public static IncompleteNormal of(float[][] rows, double shrinkage) {
    int d = rows[0].length;
    double[] mean = new double[d];
    double[] deviation = new double[d];
    for (int c = 0; c < d; c++) {
      int column = c;
      double[] known =
          Arrays.stream(rows)
              .mapToDouble(row -> row[column])
              .filter(v -> !Double.isNaN(v))
              .toArray();
      double centre = Arrays.stream(known).average().orElseThrow();
      double variance =
          Arrays.stream(known).map(v -> (v - centre) * (v - centre)).average().orElseThrow();
      mean[c] = centre;
      deviation[c] = variance > 0 ? Math.sqrt(variance) : 1;
    }
    IncompleteNormal normal = new IncompleteNormal(mean, deviation);
    normal.covariance = CommonOps_DDRM.identity(d);
    normal.precision = CommonOps_DDRM.identity(d);
    int step = (rows.length + MOST_ROWS - 1) / MOST_ROWS;
    double change = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS && change > TOLERANCE; round++) {
      change = normal.maximise(rows, step, shrinkage);
    }
    return normal;
  }

  /**
   * The distribution that has told its parts.
   *
   * @param mean of every column
   * @param deviation that columns are divided by
   * @param covariance of the columns so divided, its lower triangle row by row
   * @throws IllegalArgumentException if the sizes do not fit, or it is no covariance
   */
  public static IncompleteNormal of(double[] mean, double[] deviation, double[] covariance) {
    int d = mean.length;
    if (deviation.length != d || covariance.length != d * (d + 1L) / 2) {
      throw new IllegalArgumentException(
          "no covariance of " + d + " columns has " + covariance.length + " numbers");
    }
    IncompleteNormal normal = new IncompleteNormal(mean.clone(), deviation.clone());
    normal.covariance = new DMatrixRMaj(d, d);
    for (int i = 0, at = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, at++) {
        normal.covariance.set(i, j, covariance[at]);
        normal.covariance.set(j, i, covariance[at]);
      }
    }
    normal.precision = new DMatrixRMaj(d, d);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
    if (!cholesky.decompose(normal.covariance.copy())) {
      throw new IllegalArgumentException("a covariance is not positive definite");
    }
    CommonOps_DDRM.invert(normal.covariance, normal.precision);
    return normal;
  }

  /** The mean of every column. */
  public double[] mean() {
    return mean.clone();
  }

  /** What columns are divided by for their covariance. */
  public double[] deviation() {
    return deviation.clone();
  }

  /** The covariance of the columns so divided, its lower triangle row by row. */
  public double[] covariance() {
    int d = mean.length;
    double[] lower = new double[d * (d + 1) / 2];
    for (int i = 0, at = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, at++) {
        lower[at] = covariance.get(i, j);
      }
    }
    return lower;
  }

  /**
   * One round of expectation maximisation on every so many-th row.
   *
   * @return the largest change of a mean or covariance
   */
  private double maximise(float[][] rows, int step, double shrinkage) {
    int d = mean.length;
    int n = 0;
    double[] sum = new double[d];
    DMatrixRMaj products = new DMatrixRMaj(d, d);
    for (int r = 0; r < rows.length; r += step, n++) {
      Given given = new Given(rows[r]);
      double[] z = given.means();
      for (int i = 0; i < d; i++) {
        sum[i] += z[i];
        for (int j = 0; j <= i; j++) {
          products.data[i * d + j] += z[i] * z[j];
        }
      }
      given.addCovariance(products);
    }
    for (int i = 0; i < d; i++) {
      sum[i] /= n;
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double covariance = products.get(i, j) / n - sum[i] * sum[j];
        products.set(i, j, covariance);
        products.set(j, i, covariance);
      }
    }
    double change = 0;
    for (int i = 0; i < d; i++) {
      mean[i] += sum[i] * deviation[i];
      change = Math.max(change, Math.abs(sum[i]));
    }
    shrink(products, n, shrinkage);
    for (int k = 0; k < d * d; k++) {
      change = Math.max(change, Math.abs(products.data[k] - covariance.data[k]));
    }
    covariance = products;
    CommonOps_DDRM.invert(products, precision);
    return change;
  }

  /** (1 - rho) S + rho tr(S) / d I, with a share of the rho of OAS. */
  private static void shrink(DMatrixRMaj s, int n, double shrinkage) {
    int d = s.numRows;
    double trace = CommonOps_DDRM.trace(s);
    double squares = 0;
    for (double value : s.data) {
      squares += value * value;
    }
    double above = (1 - 2.0 / d) * squares + trace * trace;
    double below = (n + 1 - 2.0 / d) * (squares - trace * trace / d);
    double rho = shrinkage * (below > 0 ? Math.min(1, above / below) : 1);
    CommonOps_DDRM.scale(1 - rho, s);
    for (int i = 0; i < d; i++) {
      s.add(i, i, rho * trace / d);
    }
  }

  /** Draws what is missing in a row, given the rest; what is there stays as it is. */
  public void draw(float[] row, SplittableRandom random) {
    Given given = new Given(row);
    double[] z = given.draw(random);
    for (int c : given.open) {
      row[c] = (float) (mean[c] + deviation[c] * z[c]);
    }
  }

  /**
   * What is missing in a row, each value on its own given the rest.
   *
   * @param mean where something is missing, else the row
   * @param deviation standard deviation; 0 where nothing is missing
   */
  public record Expected(double[] mean, double[] deviation) {}

  /** What is to be expected where a row has NaN. */
  public Expected expect(float[] row) {
    Given given = new Given(row);
    double[] means = new double[row.length];
    Arrays.setAll(means, c -> row[c]);
    double[] spread = new double[row.length];
    double[] variances = given.variances();
    for (int i = 0; i < given.open.length; i++) {
      int c = given.open[i];
      means[c] = mean[c] + deviation[c] * given.means()[c];
      spread[c] = deviation[c] * Math.sqrt(variances[i]);
    }
    return new Expected(means, spread);
  }

  /**
   * Log density of what is there in a row, up to a constant that depends on which values are there.
   *
   * @param row [d], NaN where missing
   */
  public double logDensity(float[] row) {
    // With what is missing at its mean, z^T P z is the smallest, and that of the rest alone.
    double[] z = new Given(row).means();
    int d = z.length;
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double pull = precision.data[i * d + i] * z[i] / 2;
      for (int j = 0; j < i; j++) {
        pull += precision.data[i * d + j] * z[j];
      }
      sum += z[i] * pull;
    }
    return -sum;
  }

  /** A row's missing values given the others. */
  private final class Given {
    final int[] open;
    private final double[] z;
    private DMatrixRMaj factor;
    private DMatrixRMaj transposed;

    Given(float[] row) {
      int d = row.length;
      z = new double[d];
      int[] found = new int[d];
      int count = 0;
      for (int c = 0; c < d; c++) {
        if (Float.isNaN(row[c])) {
          found[count++] = c;
        } else {
          z[c] = (row[c] - mean[c]) / deviation[c];
        }
      }
      open = Arrays.copyOf(found, count);
      solve();
    }

    private void solve() {
      int m = open.length;
      if (m == 0) {
        return;
      }
      int d = z.length;
      DMatrixRMaj own = new DMatrixRMaj(m, m);
      DMatrixRMaj pull = new DMatrixRMaj(m, 1);
      for (int i = 0; i < m; i++) {
        int at = open[i] * d;
        for (int j = 0; j < m; j++) {
          own.set(i, j, precision.data[at + open[j]]);
        }
        double sum = 0;
        for (int j = 0; j < d; j++) {
          sum -= precision.data[at + j] * z[j]; // z is 0 where something is missing
        }
        pull.set(i, 0, sum);
      }
      CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(m, true);
      if (!cholesky.decompose(own)) {
        throw new ArithmeticException("A shrunk covariance is positive definite");
      }
      factor = cholesky.getT(null);
      // Rows of it lie together, which columns of the factor do not.
      transposed = CommonOps_DDRM.transpose(factor, null);
      forward(pull.data, 0);
      backward(pull.data, 0);
      for (int i = 0; i < m; i++) {
        z[open[i]] = pull.data[i];
      }
    }

    /** L x = b, where b is 0 before a position, and so is x. */
    private void forward(double[] b, int first) {
      int m = open.length;
      for (int i = first; i < m; i++) {
        double x = b[i];
        for (int k = first; k < i; k++) {
          x -= factor.data[i * m + k] * b[k];
        }
        b[i] = x / factor.data[i * m + i];
      }
    }

    /** L^T x = b, from a position on. */
    private void backward(double[] b, int first) {
      int m = open.length;
      for (int i = m - 1; i >= first; i--) {
        double x = b[i];
        for (int k = i + 1; k < m; k++) {
          x -= transposed.data[i * m + k] * b[k];
        }
        b[i] = x / transposed.data[i * m + i];
      }
    }

    double[] means() {
      return z;
    }

    /** The diagonal of P_mm^-1. */
    double[] variances() {
      double[] variances = new double[open.length];
      for (int j = 0; j < variances.length; j++) {
        // That of L^-T L^-1 e_j is the squared length of L^-1 e_j.
        double[] unit = new double[open.length];
        unit[j] = 1;
        forward(unit, j);
        variances[j] = Arrays.stream(unit).map(v -> v * v).sum();
      }
      return variances;
    }

    /** Adds P_mm^-1 to the lower triangle. */
    void addCovariance(DMatrixRMaj products) {
      int m = open.length;
      double[] unit = new double[m];
      for (int j = 0; j < m; j++) {
        Arrays.fill(unit, 0);
        unit[j] = 1;
        forward(unit, j);
        backward(unit, j); // the rest of the column follows by symmetry
        for (int i = j; i < m; i++) {
          products.add(open[i], open[j], unit[i]);
        }
      }
    }

    double[] draw(SplittableRandom random) {
      double[] e = new double[open.length];
      for (int i = 0; i < e.length; i++) {
        e[i] = random.nextGaussian();
      }
      if (e.length > 0) {
        backward(e, 0);
      }
      for (int i = 0; i < e.length; i++) {
        z[open[i]] += e[i];
      }
      return z;
    }
  }
}
