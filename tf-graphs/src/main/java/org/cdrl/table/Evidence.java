package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.CdrlModel;
import org.cdrl.table.encoding.TableEncoding;

/** What engines say of rows, to calibrate scores and classes on. */
final class Evidence {
  /** Rows of one part, at most. */
  private static final int ROWS = 10_000;

  private final Table table;
  private final ConditionColumns columns;
  private final TableEncoding encoding;

  /** The transitions that scores count. */
  private final int[] levels;

  private final List<float[]> logs = new ArrayList<>();
  private final Map<Integer, List<double[][]>> energies = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> labels = new LinkedHashMap<>();

  /** Begins without any. */
  Evidence(Table table, ConditionColumns columns, TableEncoding encoding, int levels) {
    this.table = table;
    this.columns = columns;
    this.encoding = encoding;
    this.levels = AnomalyScale.levels(levels);
  }

  /**
   * Adds what an engine says of rows of the table.
   *
   * @param unseen whether it was not trained on them, so that they can calibrate classes
   */
  void add(CdrlModel engine, int[] which, boolean unseen) {
    Table rows = table.select(Arrays.copyOf(which, Math.min(which.length, ROWS)));
    TableModel model =
        new TableModel(
            new TableParts(table.schema(), columns, encoding, AnomalyScale.unit(levels), List.of()),
            engine);
    float[][] byLevel = engine.sampler().logDensities(AnomalyScorer.encoded(model, rows), levels);
    for (int r = 0; r < rows.size(); r++) {
      float[] ofRow = new float[levels.length];
      for (int i = 0; i < ofRow.length; i++) {
        ofRow[i] = byLevel[i][r];
      }
      logs.add(ofRow);
    }
    for (int c : unseen ? columns.columns() : new int[0]) {
      double[][][] ofRows = RowClassifier.energies(model, rows, c);
      for (int r = 0; r < ofRows.length; r++) {
        // A rare label may be in no row that this engine was trained on.
        double label = rows.rows()[r][c];
        if (!Double.isNaN(label) && RowClassifier.knows(model, c, (int) label)) {
          energies.computeIfAbsent(c, key -> new ArrayList<>()).add(ofRows[r]);
          labels.computeIfAbsent(c, key -> new ArrayList<>()).add((int) label);
        }
      }
    }
  }

  AnomalyScale anomalyScale() {
    return AnomalyScale.of(levels, logs);
  }

  /** A calibration for every condition with unseen rows. */
  List<Calibration> calibrations() {
    List<Calibration> calibrations = new ArrayList<>();
    for (int c : energies.keySet()) {
      calibrations.add(
          Calibration.fit(
              table.schema().column(c).name(),
              energies.get(c).toArray(double[][][]::new),
              labels.get(c).stream().mapToInt(Integer::intValue).toArray(),
              shares(c)));
    }
    return calibrations;
  }

  private double[] shares(int c) {
    double[] shares = new double[table.schema().column(c).labels().size()];
    double[] known = Arrays.stream(table.column(c)).filter(label -> !Double.isNaN(label)).toArray();
    for (double label : known) {
      shares[(int) label] += 1. / known.length;
    }
    return shares;
  }
}
