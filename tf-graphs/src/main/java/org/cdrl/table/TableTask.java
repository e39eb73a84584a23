package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.CdrlModel;
import org.cdrl.TrainingData;
import org.cdrl.Validation;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.sampling.MaskedRows;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rules;
import org.cdrl.value.Condition;
import org.cdrl.value.RowWeights;

/**
 * What is to be learned of a table, and how it is validated and calibrated.
 *
 * @param table all rows, with the differences that are learned for rules
 * @param weights of the rows
 * @param columns which are conditions
 * @param encoding of the others
 * @param tokens of all columns; none if they are not learned
 * @param asked settings of the model
 * @param split of the rows
 */
record TableTask(
    Table table,
    RowWeights weights,
    ConditionColumns columns,
    TableEncoding encoding,
    TokenEncoding tokens,
    CdrlConfig asked,
    RowSplit split) {
  /** Looks at the held-out rows in the second half of a run, and those without gain that end it. */
  static final int LOOKS = 5;

  private static final int PATIENCE = 3;

  /**
   * Rows drawn per training row to see what is wrong with them: what chance does to their quantiles
   * is half of what it did to those of the training rows.
   */
  private static final int DRAWN = 4;

  private static final int FEWEST_DRAWN = 1024;
  private static final int MOST_DRAWN = 32_768;

  /** Shorter runs have no time to learn rows by heart, and are looked at only at their end. */
  static final int WORTH_VALIDATING = 1000;

  /**
   * The task that a trainer's settings make of a table.
   *
   * @throws IllegalArgumentException if there is nothing to learn, naming the columns
   */
  static TableTask of(TableTrainerSettings told, Rules rules, Table rows, RowWeights weights) {
    Table table = rules.extend(rows);
    ConditionColumns columns = ConditionColumns.of(table, told.conditions(), weights);
    Table data = columns.data(table);
    TableEncoding encoding =
        told.like() != null ? encodingOf(told.like(), table, columns) : TableEncoding.of(data);
    if (encoding.width() == 0) {
      throw new IllegalArgumentException(
          "There is nothing to learn: every column is constant, empty or left out: "
              + data.schema().columns().stream()
                  .map(
                      column ->
                          column.kind() == Column.Kind.CONSTANT || column.isText()
                              ? column.name() + " (" + column.reason() + ")"
                              : column.name())
                  .collect(Collectors.joining(", ")));
    }
    TokenEncoding tokens =
        TokenModel.encoding(table.size(), columns, encoding, rules.schema().size());
    CdrlConfig asked = told.config(table.size(), encoding.width(), tokens.columns().length > 0);
    double share = told.validationShare(table.size());
    return new TableTask(
        table,
        weights,
        columns,
        encoding,
        tokens,
        asked,
        RowSplit.of(table, weights, columns, share, told.folds(), asked.seed()));
  }

  private static TableEncoding encodingOf(TableModel other, Table table, ConditionColumns columns) {
    TableModel.requireSchema(other.parts().schema(), table);
    if (!other.conditions().names().equals(columns.names())) {
      throw new IllegalArgumentException(
          "The conditions are "
              + columns.names()
              + ", but the model to encode like has "
              + other.conditions().names());
    }
    return other.encoding();
  }

  /** Whether rows are learned as tokens. */
  boolean hasTokens() {
    return tokens.columns().length > 0;
  }

  /** Some rows as the engine learns them. */
  TrainingData data(int[] which) {
    Table rows = table.select(which);
    float[][] points = points(which);
    for (int c = 0; c < encoding.width(); c++) {
      int at = c;
      if (Arrays.stream(points).allMatch(point -> Float.isNaN(point[at]))) {
        // The few values of this column are in other parts; 0 is the middle of its code.
        points[0][c] = 0;
      }
    }
    TrainingData data =
        TrainingData.of(points, encoding.coordinateNames())
            .labels(encoding.labels())
            .weights(weights.select(which));
    for (int c : columns.columns()) {
      Column column = table.schema().column(c);
      data = data.attribute(column.name(), columns.labels(rows, c), column.labels());
    }
    return data;
  }

  /** Some rows as points to learn from. A row is the same point in every run. */
  private float[][] points(int[] which) {
    return Arrays.stream(which)
        .mapToObj(
            row ->
                encoding.scatter(
                    columns.dataCells(table.rows()[row]),
                    new SplittableRandom(row * 0x9E3779B97F4A7C15L)))
        .toArray(float[][]::new);
  }

  /** Rows that a model draws to be compared with those of the table. */
  int drawn() {
    return Math.max(FEWEST_DRAWN, Math.min(MOST_DRAWN, DRAWN * table.size()));
  }

  /** What single columns of a model's rows have wrong. */
  MarginCorrection correction(CdrlModel model) {
    int[] all = IntStream.range(0, table.size()).toArray();
    int[] often = split.often(all);
    List<Condition> given =
        Arrays.stream(often).mapToObj(row -> columns.condition(table.rows()[row])).toList();
    float[][] drawn =
        model
            .sampler()
            .seed(asked.seed() ^ 0x7AB1E5L)
            .given(n -> given.get((int) (n % given.size())))
            .draw(drawn());
    return MarginCorrection.of(encoding, drawn, points(all), weights);
  }

  /**
   * When a run of such settings is validated, by rows that it draws; null for never, as where rows
   * are drawn as tokens.
   */
  Validation looks(CdrlConfig config) {
    return config.optimisation().iterations() < WORTH_VALIDATING || hasTokens()
        ? null
        : new Validation(
            config.optimisation().iterations() / 2,
            1 + (config.optimisation().iterations() - 1) / 2 / LOOKS,
            PATIENCE,
            loss());
  }

  /** What is validated by. */
  ValidationLoss loss() {
    return new ValidationLoss(
        table.select(split.often(split.heldOut())), columns, encoding, asked.seed());
  }

  /** The model before anything is learned: how rows are encoded, and the settings. */
  TableModel untrained(Rules rules, CdrlModel engine) {
    int kinds = 1 + AnomalyEvidence.kinds(TokenModel.NONE, asked);
    Table few = table.select(Arrays.copyOf(split.learned(), RowGroups.LEAST));
    return new TableModel(
        new TableParts(
            rules,
            columns,
            encoding,
            TokenModel.NONE,
            MarginCorrection.none(encoding.width()),
            Centre.alike(Regressions.none(encoding.codes().size())),
            new AnomalyParts(
                AnomalyScale.unit(kinds),
                new RowGrouping(columns.data(few)).groups(),
                new double[kinds][encoding.codes().size()],
                0),
            List.of(),
            Map.of(),
            false),
        engine);
  }

  /** No evidence yet for a model that was trained on some rows. */
  Evidence evidence(CdrlModel model, int[] trained, SplitRegressions regressions) {
    return new Evidence(table, weights, columns, encoding, model, null, trained, regressions);
  }

  /** What tokens say of rows that they were not trained on; of training rows if there are none. */
  Evidence evidence(CdrlModel model, TokenModel tokens, Execution way) {
    int[] learned = split.often(TokenTraining.learned(split));
    int[] unseen = split.often(TokenTraining.unseen(split));
    SplitRegressions none = SplitRegressions.of(Regressions.none(encoding.codes().size()));
    try (MaskedRows network = new MaskedRows(tokens.network(), tokens.weights(), way)) {
      TokenEvidence told = new TokenEvidence(columns, tokens.encoding(), network);
      Evidence evidence =
          new Evidence(table, weights, columns, encoding, model, told, learned, none);
      evidence.add(model, learned, unseen.length == 0 ? learned : unseen);
      return evidence;
    }
  }

  /**
   * What a model says of rows that it was not trained on; of training rows if there are none.
   *
   * @param halfway the model before it learned the late rows; null if it did not come so far
   * @param regressions see {@link #regressions}
   */
  Evidence evidence(CdrlModel model, CdrlModel halfway, SplitRegressions regressions) {
    int[] early = split.often(split.early());
    if (halfway != null) {
      Evidence evidence = evidence(model, split.often(split.learned()), regressions);
      evidence.add(halfway, early, split.often(split.late()));
      return evidence;
    }
    Evidence evidence = evidence(model, early, regressions);
    int[] unseen = split.holdsOut() ? split.heldOut() : split.late();
    evidence.add(model, early, unseen.length == 0 ? early : split.often(unseen));
    return evidence;
  }

  /** What takes the least time: scores of training rows, and no classes. */
  Evidence hastyEvidence(CdrlModel model, CdrlModel halfway, SplitRegressions regressions) {
    Evidence evidence =
        evidence(
            model, split.often(halfway == null ? split.early() : split.learned()), regressions);
    evidence.addTrained();
    return evidence;
  }

  /** How regressions are fitted, which no model is needed for; at once if interrupted. */
  RegressionFit regressionFit() {
    return Thread.currentThread().isInterrupted()
        ? RegressionFit.hasty(columns, encoding)
        : RegressionFit.of(columns, encoding, rows(split.learned()), asked.seed());
  }

  /**
   * Regressions of the rows that engines were trained on.
   *
   * @param halfway the model before it learned the late rows; null if it did not come so far, and
   *     these rows are as new to regressions as to the engine
   */
  SplitRegressions regressions(RegressionFit fit, CdrlModel halfway) {
    Regressions early = fit.fit(rows(split.early()));
    return new SplitRegressions(early, halfway == null ? early : fit.fit(rows(split.learned())));
  }

  /** The same of those that tokens were trained on. */
  SplitRegressions tokenRegressions(RegressionFit fit) {
    Regressions learned = fit.fit(rows(split.learned()));
    int[] seen = TokenTraining.learned(split);
    return Arrays.equals(seen, split.learned())
        ? SplitRegressions.of(learned)
        : new SplitRegressions(fit.fit(rows(seen)), learned);
  }

  /**
   * What is expected of missing cells by an engine's draws and regressions, weighed on rows that
   * neither was trained on.
   */
  Centre centre(
      SplitRegressions regressions, Evidence evidence, CdrlModel model, CdrlModel halfway) {
    return halfway != null
        ? centre(regressions, evidence.model(halfway), split.late())
        : centre(regressions, evidence.model(model), split.heldOut());
  }

  /** The same where rows are drawn as tokens. */
  Centre centre(
      SplitRegressions regressions, Evidence evidence, CdrlModel model, TokenModel tokens) {
    // A copy can be closed without its engine.
    try (TableModel drawing = evidence.model(model, tokens).copy()) {
      return centre(regressions, drawing, TokenTraining.unseen(split));
    }
  }

  private Centre centre(SplitRegressions regressions, TableModel drawing, int[] unseen) {
    if (unseen.length == 0 || regressions.learned().isNone()) {
      return Centre.alike(regressions.learned());
    }
    return CentreWeights.of(
        drawing,
        regressions.early(),
        regressions.learned(),
        table,
        split.often(unseen),
        asked.seed());
  }

  private Table rows(int[] which) {
    return table.select(split.often(which));
  }
}
