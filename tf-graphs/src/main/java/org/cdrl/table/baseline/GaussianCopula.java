package org.cdrl.table.baseline;

import java.util.Random;
import org.cdrl.table.data.Table;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Learns every column's distribution and the correlations of their normal scores, the classical
 * model of mixed tables: fast, hard to beat by little, and blind to anything but straight-line
 * dependence.
 *
 * <p>Columns become normal scores by their ranks, labels being intervals in the order of their
 * positions; a draw is a correlated Gaussian vector, taken back by empirical quantiles. Cells go
 * missing at each column's rate, independently of everything else; in the correlations a missing
 * cell counts as the middle.
 *
 * <p>Source: the NORTA and copula literature, for instance Nelsen, "An Introduction to Copulas",
 * Springer 2006; in the manner of the GaussianCopula synthesizer of SDV.
 */
public final class GaussianCopula implements Baseline {
  /** Added to the variances, for columns that determine each other. */
  private static final double RIDGE = 1e-9;

  private final Table training;
  private final Marginal[] marginals;
  private final DMatrixRMaj factor;

  private GaussianCopula(Table training, Marginal[] marginals, DMatrixRMaj factor) {
    this.training = training;
    this.marginals = marginals;
    this.factor = factor;
  }

  /** Learns a table, which has at least one row. */
  public static GaussianCopula of(Table training) {
    int width = training.schema().size();
    Marginal[] marginals = new Marginal[width];
    DMatrixRMaj scores = new DMatrixRMaj(training.size(), width);
    for (int c = 0; c < width; c++) {
      double[] cells = training.column(c);
      marginals[c] = new Marginal(training.schema().column(c), cells);
      double[] column = marginals[c].scores(cells);
      for (int r = 0; r < column.length; r++) {
        scores.set(r, c, column[r]);
      }
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(width, true);
    if (!cholesky.decompose(correlations(scores))) {
      throw new ArithmeticException("A correlation matrix with a ridge has a Cholesky factor");
    }
    return new GaussianCopula(training, marginals, cholesky.getT(null));
  }

  private static DMatrixRMaj correlations(DMatrixRMaj scores) {
    int width = scores.numCols;
    DMatrixRMaj mean = CommonOps_DDRM.sumCols(scores, null);
    CommonOps_DDRM.divide(mean, scores.numRows);
    for (int r = 0; r < scores.numRows; r++) {
      for (int c = 0; c < width; c++) {
        scores.add(r, c, -mean.get(c));
      }
    }
    DMatrixRMaj products = new DMatrixRMaj(width, width);
    CommonOps_DDRM.multTransA(scores, scores, products);
    DMatrixRMaj correlations = CommonOps_DDRM.identity(width);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        double scale = Math.sqrt(products.get(i, i) * products.get(j, j));
        if (i != j && scale > 0) {
          correlations.set(i, j, products.get(i, j) / scale);
        }
      }
      correlations.add(i, i, RIDGE);
    }
    return correlations;
  }

  @Override
  public Table draw(int rows, long seed) {
    Random random = new Random(seed);
    int width = marginals.length;
    double[][] cells = new double[rows][width];
    double[] independent = new double[width];
    for (double[] row : cells) {
      for (int c = 0; c < width; c++) {
        independent[c] = random.nextGaussian();
      }
      for (int c = 0; c < width; c++) {
        double score = 0;
        for (int k = 0; k <= c; k++) {
          score += factor.get(c, k) * independent[k];
        }
        boolean gone = random.nextDouble() < marginals[c].missing();
        row[c] = gone ? Double.NaN : marginals[c].ofScore(score);
      }
    }
    return new Table(training.schema(), cells);
  }
}
