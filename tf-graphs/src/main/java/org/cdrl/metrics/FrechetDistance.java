package org.cdrl.metrics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Fréchet distance (squared Wasserstein-2 distance) between Gaussians fitted to two samples of
 * features:
 *
 * <pre>|mu_a - mu_b|^2 + Tr(S_a + S_b - 2 (S_a S_b)^(1/2))</pre>
 *
 * <p>The value is in squared units of the features, at least 0, and does not change when both
 * samples are shifted or rotated alike. With the features of an Inception network it is the "FID";
 * this class takes whatever features it is given. Estimates from few rows are biased upwards:
 * compare samples of equal size only.
 *
 * <p>The trace of the root is computed as {@code Tr (S_a^(1/2) S_b S_a^(1/2))^(1/2)} by symmetric
 * eigendecompositions with eigenvalues below 0, which only rounding makes, taken as 0. Singular
 * covariances (fewer rows than columns) are therefore allowed; their result is good to about {@code
 * 1e-8 * d} times the largest variance, others to nearly full precision.
 *
 * <p>Sources: Dowson and Landau, "The Fréchet Distance between Multivariate Normal Distributions",
 * J. Multivariate Analysis 12 (1982); Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter, "GANs
 * Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium", NIPS 2017.
 */
public final class FrechetDistance {
  private static final int BLOCK_ROWS = 512;

  private FrechetDistance() {}

  /**
   * Fits a Gaussian to each sample (covariances with divisor n - 1) and returns their distance.
   * Takes O(n d^2 + d^3) time.
   *
   * @param first {@code float[n][d]}, n at least 2; not changed
   * @param second {@code float[m][d]}, m at least 2; not changed
   * @return the distance, at least 0, in squared units of the features
   * @throws IllegalArgumentException if a sample is null, has fewer than 2 rows, is ragged or holds
   *     a value that is not finite, or if the widths differ; the message names the place
   */
  public static double distance(float[][] first, float[][] second) {
    SampleChecks.requirePair(first, second, 2);
    double[] firstMean = mean(first);
    double[] secondMean = mean(second);
    return distance(
        firstMean, covariance(first, firstMean), secondMean, covariance(second, secondMean));
  }

  /**
   * Returns the distance between two Gaussians given by mean and covariance, for instance by
   * published statistics of a data set.
   *
   * @param firstMean {@code double[d]}
   * @param firstCovariance {@code double[d][d]}, symmetric, positive semidefinite; not changed
   * @param secondMean {@code double[d]}
   * @param secondCovariance {@code double[d][d]}, likewise
   * @return the distance, at least 0, in squared units of the features
   * @throws IllegalArgumentException if an argument is null, empty, of another size than the first
   *     mean tells, holds a value that is not finite, or a covariance is not symmetric (to 1e-6 of
   *     its largest entry) or has a negative variance
   */
  public static double distance(
      double[] firstMean,
      double[][] firstCovariance,
      double[] secondMean,
      double[][] secondCovariance) {
    SampleChecks.requireMean("first mean", firstMean);
    SampleChecks.requireMean("second mean", secondMean);
    int width = firstMean.length;
    SampleChecks.requireWidth("second mean", secondMean.length, width);
    SampleChecks.requireCovariance("first covariance", firstCovariance, width);
    SampleChecks.requireCovariance("second covariance", secondCovariance, width);
    return distance(
        firstMean, new DMatrixRMaj(firstCovariance), secondMean, new DMatrixRMaj(secondCovariance));
  }

  private static double distance(
      double[] meanA, DMatrixRMaj covarianceA, double[] meanB, DMatrixRMaj covarianceB) {
    double squaredShift = 0;
    for (int j = 0; j < meanA.length; j++) {
      double difference = meanA[j] - meanB[j];
      squaredShift += difference * difference;
    }
    DMatrixRMaj root = squareRoot(covarianceA);
    int width = meanA.length;
    DMatrixRMaj half = new DMatrixRMaj(width, width);
    DMatrixRMaj product = new DMatrixRMaj(width, width);
    CommonOps_DDRM.mult(root, covarianceB, half);
    CommonOps_DDRM.mult(half, root, product);
    makeSymmetric(product);
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(product, false);
    double traceOfRoot = 0;
    for (int j = 0; j < width; j++) {
      traceOfRoot += rootOfEigenvalue(eigen, j);
    }
    double traces = CommonOps_DDRM.trace(covarianceA) + CommonOps_DDRM.trace(covarianceB);
    return Math.max(0, squaredShift + traces - 2 * traceOfRoot);
  }

  /** The symmetric root: with S = sum of l v v', the sum of l^(1/2) v v'. */
  private static DMatrixRMaj squareRoot(DMatrixRMaj symmetric) {
    int width = symmetric.numRows;
    DMatrixRMaj copy = symmetric.copy();
    makeSymmetric(copy);
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(copy, true);
    DMatrixRMaj scaled = new DMatrixRMaj(width, width); // rows l^(1/4) v'
    for (int k = 0; k < width; k++) {
      double scale = Math.sqrt(rootOfEigenvalue(eigen, k));
      double[] vector = eigen.getEigenVector(k).data;
      for (int j = 0; j < width; j++) {
        scaled.data[k * width + j] = scale * vector[j];
      }
    }
    DMatrixRMaj root = new DMatrixRMaj(width, width);
    CommonOps_DDRM.multInner(scaled, root);
    return root;
  }

  private static double rootOfEigenvalue(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return Math.sqrt(Math.max(0, eigen.getEigenvalue(index).getReal()));
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(
      DMatrixRMaj symmetric, boolean vectors) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(symmetric.numRows, vectors, true);
    // With finite symmetric input the iteration converges.
    if (!eigen.decompose(symmetric)) {
      throw new ArithmeticException("the eigendecomposition did not converge");
    }
    return eigen;
  }

  private static void makeSymmetric(DMatrixRMaj matrix) {
    int width = matrix.numRows;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (matrix.data[i * width + j] + matrix.data[j * width + i]);
        matrix.data[i * width + j] = mean;
        matrix.data[j * width + i] = mean;
      }
    }
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= rows.length;
    }
    return mean;
  }

  private static DMatrixRMaj covariance(float[][] rows, double[] mean) {
    int width = mean.length;
    DMatrixRMaj covariance = new DMatrixRMaj(width, width);
    DMatrixRMaj block = new DMatrixRMaj(BLOCK_ROWS, width);
    for (int start = 0; start < rows.length; start += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows.length - start);
      block.reshape(count, width);
      for (int i = 0; i < count; i++) {
        float[] row = rows[start + i];
        for (int j = 0; j < width; j++) {
          block.data[i * width + j] = row[j] - mean[j];
        }
      }
      CommonOps_DDRM.multAddTransA(block, block, covariance);
    }
    CommonOps_DDRM.divide(covariance, rows.length - 1);
    return covariance;
  }
}
