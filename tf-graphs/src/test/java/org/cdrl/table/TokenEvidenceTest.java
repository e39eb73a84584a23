package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.Conditional;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rules;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

/** What tokens say of rows, where the joint frequencies of all columns are known. */
class TokenEvidenceTest {
  /** How often a = 0, 1, b = 0, 1 or missing, c = 0, 1 occur together; c = 2 never does. */
  private static final double[][][] COUNTS = {
    {{960, 120}, {240, 600}, {60, 20}}, {{120, 1440}, {720, 600}, {10, 110}}
  };

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.categorical("a", List.of("0", "1")),
              Column.categorical("c", List.of("0", "1", "2")),
              Column.categorical("b", List.of("0", "1"))));

  private static final int[] A_C_B = {0, 1, 2};

  /** The known frequencies' distribution of a column given those of the others that are known. */
  private static final Conditional KNOWN =
      (tokens, column) -> {
        float[][] logits = new float[tokens.length][column == 0 ? 2 : 3];
        for (int r = 0; r < tokens.length; r++) {
          double[] sums = new double[logits[r].length];
          for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
              for (int c = 0; c < 2; c++) {
                int[] row = {a, c, b};
                boolean fits = true;
                for (int n : A_C_B) {
                  fits &= n == column || tokens[r][n] < 0 || tokens[r][n] == row[n];
                }
                sums[row[column]] += fits ? COUNTS[a][b][c] : 0;
              }
            }
          }
          for (int k = 0; k < sums.length; k++) {
            logits[r][k] = (float) Math.log(Math.max(1e-9, sums[k]));
          }
        }
        return logits;
      };

  private static TokenEvidence evidence() {
    List<double[]> rows = new ArrayList<>();
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 0; c < 2; c++) {
          for (int n = 0; n < COUNTS[a][b][c]; n++) {
            rows.add(new double[] {a, c, b == 2 ? Double.NaN : b});
          }
        }
      }
    }
    Table table = new Table(SCHEMA, rows.toArray(double[][]::new));
    TableTask task =
        TableTask.of(
            TableTrainerSettings.defaults().withConditions(List.of("c")),
            Rules.none(SCHEMA),
            table,
            RowWeights.equal(table.size()));
    TokenEncoding encoding = TokenModel.encoding(task.columns(), task.encoding(), SCHEMA.size());
    return new TokenEvidence(task.columns(), encoding, KNOWN);
  }

  private static double count(int a, int b) {
    return COUNTS[a][b][0] + COUNTS[a][b][1];
  }

  @Test
  void aCellCountsAsUnlikelyAsItIsGivenTheOtherDataCells() {
    double[][] cells = {{0, 1}, {1, Double.NaN}, {1, Double.NaN}};
    boolean[][] anomalous = {{false, false}, {false, false}, {false, true}};
    RowEvidence[] told = evidence().of(new EncodedRows(null, null, cells, anomalous));
    double ofA = -Math.log(count(0, 1) / (count(0, 1) + count(1, 1)));
    double ofB = -Math.log(count(0, 1) / (count(0, 0) + count(0, 1) + count(0, 2)));
    assertArrayEquals(new double[] {ofA, ofB}, told[0].parts()[0], 1e-5);
    assertEquals(Math.log(ofA + ofB), told[0].values()[0], 1e-5);
    // A missing cell is as likely as missing cells are.
    double ofGap = -Math.log(count(1, 2) / (count(1, 0) + count(1, 1) + count(1, 2)));
    double withGap = -Math.log(count(1, 2) / (count(0, 2) + count(1, 2)));
    assertArrayEquals(new double[] {withGap, ofGap}, told[1].parts()[0], 1e-5);
    // An unknown label says nothing.
    double alone =
        -Math.log(
            (count(1, 0) + count(1, 1) + count(1, 2))
                / Arrays.stream(COUNTS)
                    .flatMap(Arrays::stream)
                    .flatMapToDouble(Arrays::stream)
                    .sum());
    assertArrayEquals(new double[] {alone, 0}, told[2].parts()[0], 1e-5);
  }

  @Test
  void labelsAreAsProbableAsTheyAreGivenAllOtherCells() {
    double[][] rows = {{1, 1, 0}, {0, Double.NaN, Double.NaN}};
    double[][] p = evidence().probabilities(new Table(SCHEMA, rows), 1);
    assertArrayEquals(new double[] {120. / 1560, 1440. / 1560, 0}, p[0], 1e-6);
    // b is missing, which tells something.
    assertArrayEquals(new double[] {60. / 80, 20. / 80, 0}, p[1], 1e-6);
  }
}
