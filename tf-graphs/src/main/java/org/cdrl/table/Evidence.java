package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.CdrlModel;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.RowGroups.Nearest;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rules;
import org.cdrl.value.RowWeights;

/**
 * What engines say of rows that they were not trained on, to calibrate scores and classes of the
 * main engine on; or what tokens say, which need no calibration of classes.
 *
 * <p>Energies of two engines have different scales, so what the others say is counted in means and
 * standard deviations of their own training rows, and told in those of the main one. What their
 * initializers say has one scale.
 */
final class Evidence {
  /** Rows of one part, at most. */
  static final int ROWS = 10_000;

  /** Rows that tell how far energies reach. */
  private static final int SPAN_ROWS = 1000;

  private final Table table;
  private final RowWeights weights;
  private final ConditionColumns columns;
  private final TableEncoding encoding;

  private final CdrlModel main;

  /** Null where engines tell. */
  private final TokenEvidence tokens;

  private final int[] trained;
  private final SplitRegressions regressions;

  /** The rows it was trained on as groups, and which position has which row of the table. */
  private final RowGrouping grouping;

  private final Map<Integer, Integer> positions = new HashMap<>();
  private final List<RowEvidence> rows = new ArrayList<>();

  /** The same as shares are counted by, [n][kinds]. */
  private final List<double[]> counted = new ArrayList<>();

  private final double span;
  private boolean onUnseen = true;

  private final Map<Integer, List<double[][]>> features = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> labels = new LinkedHashMap<>();

  /** What other engines are compared with, of the main one's training rows; asked for once. */
  private Standard mainLevels;

  private final Map<Integer, Standard> mainLabels = new HashMap<>();

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
   * @param tokens what tells in its place, or null
   * @param trained rows of the table that it or they were trained on
   * @param regressions of these rows, and of those that other engines were trained on
   */
  Evidence(
      Table table,
      RowWeights weights,
      ConditionColumns columns,
      TableEncoding encoding,
      CdrlModel main,
      TokenEvidence tokens,
      int[] trained,
      SplitRegressions regressions) {
    this.table = table;
    this.weights = weights;
    this.columns = columns;
    this.encoding = encoding;
    this.main = main;
    this.tokens = tokens;
    this.trained = trained;
    this.regressions = regressions;
    grouping = new RowGrouping(dataCells(trained));
    for (int n = 0; n < trained.length && n < ROWS; n++) {
      positions.put(trained[n], n);
    }
    span = span();
  }

  /** Scores of the main engine's own training rows, and no classes. */
  void addTrained() {
    onUnseen = false;
    RowEvidence[] told = levels(main, trained);
    addRows(told, told, trained);
  }

  /**
   * Adds what an engine says of rows that it was not trained on, or of the very ones that it was.
   *
   * @param ofEngine rows that it was trained on
   */
  void add(CdrlModel engine, int[] ofEngine, int[] unseen) {
    onUnseen &= unseen != ofEngine;
    RowEvidence[] told = levels(engine, unseen);
    if (engine != main && !AnomalyEvidence.isComparable(engine)) {
      Standard here = Standard.of(values(levels(engine, ofEngine)));
      Arrays.setAll(told, r -> told[r].in(values -> here.in(mainLevels(), values)));
    }
    addRows(told, engine == main ? told : levels(main, unseen), unseen);
    if (tokens == null) {
      addLabels(engine, ofEngine, unseen);
    }
  }

  private void addLabels(CdrlModel engine, int[] ofEngine, int[] unseen) {
    TableModel model = model(engine);
    for (int c : columns.columns()) {
      LabelEvidence ofRows = LabelEvidence.of(model, rows(unseen), c);
      if (engine != main && !AnomalyEvidence.isComparable(engine)) {
        Standard ofThis = Standard.of(flat(levels(engine, ofEngine, c)));
        Standard ofMain =
            mainLabels.computeIfAbsent(c, key -> Standard.of(flat(levels(main, trained, key))));
        for (double[][] row : ofRows.levels()) {
          put(ofThis.in(ofMain, flat(row)), row);
        }
      }
      double[][][] byLabel = ofRows.features();
      int[] known = RowClassifier.known(model, c);
      for (int r = 0; r < byLabel.length; r++) {
        // A rare label may be in no row that this engine was trained on.
        double label = table.rows()[unseen[r]][c];
        if (!Double.isNaN(label) && Arrays.binarySearch(known, (int) label) >= 0) {
          features.computeIfAbsent(c, key -> new ArrayList<>()).add(byLabel[r]);
          labels.computeIfAbsent(c, key -> new ArrayList<>()).add((int) label);
        }
      }
    }
  }

  /**
   * Adds rows, with the distances from groups that they are not in.
   *
   * <p>If the main engine has learned them since, it knows new rows better than the other one knew
   * these, and worse than it knows these by now: shares are counted in the middle. What kinds of
   * evidence are worth is left to rows that were unseen.
   *
   * @param finished what the main engine says of them
   */
  private void addRows(RowEvidence[] levels, RowEvidence[] finished, int[] which) {
    RowGroups groups = grouping.groups();
    double[][] cells = dataCells(which).rows();
    for (int r = 0; r < levels.length; r++) {
      Integer position = positions.get(which[r]);
      Nearest nearest =
          position == null ? groups.nearest(groups.point(cells[r])) : grouping.leaveOut(position);
      rows.add(levels[r].and(nearest));
      double[] now = finished[r].values();
      counted.add(levels[r].in(then -> middle(then, now)).and(nearest).values());
    }
  }

  private static double[] middle(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(k -> (a[k] + b[k]) / 2).toArray();
  }

  private Standard mainLevels() {
    if (mainLevels == null) {
      mainLevels = Standard.of(values(levels(main, trained)));
    }
    return mainLevels;
  }

  private static double[][] values(RowEvidence[] rows) {
    return Arrays.stream(rows).map(RowEvidence::values).toArray(double[][]::new);
  }

  /** What an engine says of rows under every label, [n][labels][levels]. */
  private double[][][] levels(CdrlModel engine, int[] which, int column) {
    return LabelEvidence.levels(model(engine), rows(which), column);
  }

  private static double[][] flat(double[][][] rows) {
    return Arrays.stream(rows).map(Evidence::flat).toArray(double[][]::new);
  }

  private static double[] flat(double[][] row) {
    return Arrays.stream(row).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void put(double[] flat, double[][] row) {
    for (int l = 0, at = 0; l < row.length; at += row[l].length, l++) {
      System.arraycopy(flat, at, row[l], 0, row[l].length);
    }
  }

  /** A model of the table with another engine, for what needs no calibration. */
  TableModel model(CdrlModel engine) {
    return model(engine, TokenModel.NONE);
  }

  /** The same that draws by tokens, if there are some. */
  TableModel model(CdrlModel engine, TokenModel tokens) {
    AnomalyScale unit = AnomalyScale.unit(1 + AnomalyEvidence.kinds(tokens, engine.config()));
    return new TableModel(
        new TableParts(
            Rules.none(table.schema()),
            columns,
            encoding,
            tokens,
            MarginCorrection.none(encoding.width()),
            Centre.alike(engine == main ? regressions.learned() : regressions.early()),
            new AnomalyParts(unit, grouping.groups(), new double[0][0], 0),
            List.of(),
            Map.of(),
            false),
        engine);
  }

  private Table rows(int[] which) {
    return table.select(Arrays.copyOf(which, Math.min(which.length, ROWS)));
  }

  private Table dataCells(int[] which) {
    return columns.data(rows(which));
  }

  private RowEvidence[] levels(CdrlModel engine, int[] which) {
    EncodedRows rows = EncodedRows.of(model(engine), rows(which));
    return tokens == null
        ? AnomalyEvidence.ofLevels(engine, encoding, rows.points())
        : tokens.of(rows);
  }

  /** Whether all rows were ones that engines were not trained on. */
  boolean onUnseen() {
    return onUnseen;
  }

  AnomalyParts anomalies() {
    AnomalyScale scale =
        AnomalyScale.of(
            AnomalyEvidence.weights(rows.get(0).values().length - 1),
            values(rows.toArray(RowEvidence[]::new)),
            counted.toArray(double[][]::new));
    return new AnomalyParts(scale, grouping.groups(), usual(), span);
  }

  /** The mean over rows of every column's part in every kind. */
  private double[][] usual() {
    double[][] usual =
        Arrays.stream(rows.get(0).parts()).map(p -> new double[p.length]).toArray(double[][]::new);
    for (RowEvidence row : rows) {
      for (int k = 0; k < usual.length; k++) {
        for (int c = 0; c < usual[k].length; c++) {
          usual[k][c] += row.parts()[k][c] / rows.size();
        }
      }
    }
    return usual;
  }

  /** From the least to the largest mean of the levels' -log p of some training rows. */
  private double span() {
    int[] some = Arrays.copyOf(trained, Math.min(trained.length, SPAN_ROWS));
    float[][] logs = main.sampler().logDensities(EncodedRows.of(model(main), rows(some)).points());
    DoubleSummaryStatistics means =
        IntStream.range(0, some.length)
            .mapToDouble(
                r -> Arrays.stream(logs).mapToDouble(level -> level[r]).average().orElse(0))
            .summaryStatistics();
    return Math.max(1, means.getMax() - means.getMin());
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
              main.config().chains().levels(),
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
