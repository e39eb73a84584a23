package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.AnomalyScale;
import org.cdrl.CdrlModel;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * What engines say of rows that they were not trained on, to calibrate scores and classes of the
 * main engine on.
 *
 * <p>Energies of two engines have different scales, so what the others say is counted in means and
 * standard deviations of their own training rows, and told in those of the main one. What their
 * initializers say has one scale.
 */
final class Evidence {
  /** Rows of one part, at most. */
  static final int ROWS = 10_000;

  private final Table table;
  private final RowWeights weights;
  private final ConditionColumns columns;
  private final TableEncoding encoding;

  /** The transitions that scores count. */
  private final int[] levels;

  private final CdrlModel main;
  private final int[] trained;
  private final List<double[]> logs = new ArrayList<>();
  private boolean onUnseen = true;

  private final Map<Integer, List<double[][]>> features = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> labels = new LinkedHashMap<>();

  /** What other engines are compared with, of the main one's training rows; asked for once. */
  private Standard mainLogs;

  private final Map<Integer, Standard> mainEnergies = new HashMap<>();

  /** Numbers of rows in means and standard deviations of some rows. */
  private record Standard(double[] mean, double[] deviation) {
    static Standard of(double[][] rows) {
      int width = rows[0].length;
      double[] mean = new double[width];
      double[] deviation = new double[width];
      for (int j = 0; j < width; j++) {
        for (double[] row : rows) {
          mean[j] += row[j] / rows.length;
        }
        for (double[] row : rows) {
          deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
        }
        deviation[j] = Math.max(Math.sqrt(deviation[j]), 1e-9);
      }
      return new Standard(mean, deviation);
    }

    /** The same row in the units of other rows. */
    double[] in(Standard other, double[] row) {
      double[] there = new double[row.length];
      for (int j = 0; j < row.length; j++) {
        there[j] = other.mean[j] + other.deviation[j] * (row[j] - mean[j]) / deviation[j];
      }
      return there;
    }
  }

  /**
   * Begins without any.
   *
   * @param weights of the table's rows
   * @param main the engine that is calibrated
   * @param trained rows of the table that it was trained on
   */
  Evidence(
      Table table,
      RowWeights weights,
      ConditionColumns columns,
      TableEncoding encoding,
      CdrlModel main,
      int[] trained) {
    this.table = table;
    this.weights = weights;
    this.columns = columns;
    this.encoding = encoding;
    this.main = main;
    this.trained = trained;
    this.levels = AnomalyScale.levels(main.config().schedule());
  }

  /** Scores of the main engine's own training rows, and no classes. */
  void addTrained() {
    onUnseen = false;
    logs.addAll(Arrays.asList(logs(main, trained)));
  }

  /**
   * Adds what an engine says of rows that it was not trained on, or of the very ones that it was.
   *
   * @param ofEngine rows that it was trained on
   */
  void add(CdrlModel engine, int[] ofEngine, int[] unseen) {
    onUnseen &= unseen != ofEngine;
    double[][] told = logs(engine, unseen);
    if (engine == main) {
      logs.addAll(Arrays.asList(told));
    } else {
      Standard here = Standard.of(logs(engine, ofEngine));
      for (double[] row : told) {
        logs.add(here.in(mainLogs(), row));
      }
    }
    TableModel model = model(engine);
    for (int c : columns.columns()) {
      LabelEvidence ofRows = LabelEvidence.of(model, rows(unseen), c);
      double[][][] byLabel = ofRows.features();
      if (engine != main) {
        Standard ofThis = Standard.of(energies(engine, ofEngine, c));
        Standard ofMain =
            mainEnergies.computeIfAbsent(c, key -> Standard.of(energies(main, trained, key)));
        double[][] energies = flat(ofRows.energies());
        for (int r = 0; r < byLabel.length; r++) {
          put(ofThis.in(ofMain, energies[r]), byLabel[r]);
        }
      }
      for (int r = 0; r < byLabel.length; r++) {
        // A rare label may be in no row that this engine was trained on.
        double label = table.rows()[unseen[r]][c];
        if (!Double.isNaN(label) && RowClassifier.knows(model, c, (int) label)) {
          features.computeIfAbsent(c, key -> new ArrayList<>()).add(byLabel[r]);
          labels.computeIfAbsent(c, key -> new ArrayList<>()).add((int) label);
        }
      }
    }
  }

  private Standard mainLogs() {
    if (mainLogs == null) {
      mainLogs = Standard.of(logs(main, trained));
    }
    return mainLogs;
  }

  /** Energies of rows under every label, [n][labels * levels]. */
  private double[][] energies(CdrlModel engine, int[] which, int column) {
    return flat(LabelEvidence.energies(model(engine), rows(which), column));
  }

  private static double[][] flat(double[][][] byLabel) {
    return Arrays.stream(byLabel)
        .map(row -> Arrays.stream(row).flatMapToDouble(Arrays::stream).toArray())
        .toArray(double[][]::new);
  }

  /** Puts flat energies, the first features of every label, back in their place. */
  private static void put(double[] energies, double[][] features) {
    int levels = energies.length / features.length;
    for (int l = 0; l < features.length; l++) {
      System.arraycopy(energies, l * levels, features[l], 0, levels);
    }
  }

  private TableModel model(CdrlModel engine) {
    return new TableModel(
        new TableParts(
            table.schema(), columns, encoding, AnomalyScale.unit(levels), List.of(), false),
        engine);
  }

  private Table rows(int[] which) {
    return table.select(Arrays.copyOf(which, Math.min(which.length, ROWS)));
  }

  /** log p_i of rows, [n][levels]. */
  private double[][] logs(CdrlModel engine, int[] which) {
    float[][] points = EncodedRows.of(model(engine), rows(which)).points();
    float[][] byLevel = engine.sampler().logDensities(points, levels);
    double[][] byRow = new double[points.length][levels.length];
    for (int r = 0; r < byRow.length; r++) {
      for (int i = 0; i < levels.length; i++) {
        byRow[r][i] = byLevel[i][r];
      }
    }
    return byRow;
  }

  /** Whether all rows were ones that engines were not trained on. */
  boolean onUnseen() {
    return onUnseen;
  }

  AnomalyScale anomalyScale() {
    float[][] byLevel = new float[levels.length][logs.size()];
    for (int r = 0; r < logs.size(); r++) {
      for (int i = 0; i < levels.length; i++) {
        byLevel[i][r] = (float) logs.get(r)[i];
      }
    }
    return AnomalyScale.of(levels, byLevel);
  }

  /** A calibration for every condition with unseen rows. */
  List<Calibration> calibrations() {
    List<Calibration> calibrations = new ArrayList<>();
    for (int c : features.keySet()) {
      double[] shares = shares(c);
      calibrations.add(
          Calibration.fit(
              table.schema().column(c).name(),
              features.get(c).toArray(double[][][]::new),
              labels.get(c).stream().mapToInt(Integer::intValue).toArray(),
              shares));
    }
    return calibrations;
  }

  private double[] shares(int c) {
    double[] shares = new double[table.schema().column(c).labels().size()];
    double[] labels = table.column(c);
    double known = 0;
    for (int r = 0; r < labels.length; r++) {
      known += Double.isNaN(labels[r]) ? 0 : weights.of(r);
    }
    for (int r = 0; r < labels.length; r++) {
      if (!Double.isNaN(labels[r])) {
        shares[(int) labels[r]] += weights.of(r) / known;
      }
    }
    return shares;
  }
}
