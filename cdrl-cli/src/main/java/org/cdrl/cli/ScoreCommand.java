package org.cdrl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.table.AnomalyScorer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.table.NewColumn;
import org.cdrl.tribuo.table.TableStream;

/** Appends the anomaly score of every row of a table, and explains it; or scores images. */
final class ScoreCommand implements Command<ScoreCommand.Request> {
  private static final String IMAGES = "images";
  private static final String EXPLAIN = "explain";
  private static final String CONTRIBUTIONS = "contributions";

  static final String SCORE = "anomaly_score";
  static final String SHARE = "anomaly_share";
  private static final String COLUMN = "anomaly_column";
  private static final String USUAL = "anomaly_usual";
  private static final String CONTRIBUTION = "anomaly_contribution_";

  /**
   * What is asked for.
   *
   * @param copy null for images
   * @param explain whether the most anomalous cell is told
   * @param contributions whether every cell's contribution is told
   * @param images null for rows
   */
  record Request(TableCopy copy, boolean explain, boolean contributions, ImageScores images) {}

  @Override
  public String name() {
    return "score";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.APPLY;
  }

  @Override
  public String summary() {
    return "computes anomaly scores of rows, with explanations, or of images";
  }

  @Override
  public String description() {
    return "Copies a table and appends "
        + SCORE
        + " (higher is more anomalous: about 3 for one row in twenty like the training table's, 4.6"
        + " for one in a hundred), and "
        + SHARE
        + ", the share of such rows that score less, as counted. Columns are found by name; others are copied,"
        + " and conditions need not be there. The score does not depend on them. A cell of a kind"
        + " that the training table never had makes a row anomalous: an unknown label, a missing cell"
        + " where none was, or one that cannot be read, which is reported and does not end the work. Of images (--images) it writes a table of these"
        + " two, with the number or file of every image.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return TableCopy.options("The rows to score.")
        .add(
            Section.COMMON,
            CommonOptions.flag(
                EXPLAIN,
                "Also appends "
                    + COLUMN
                    + ", whose cell makes the row most anomalous, and "
                    + USUAL
                    + ", what the training rows have there that are most alike in the other"
                    + " columns. Takes a few times as long."),
            CommonOptions.flag(
                CONTRIBUTIONS,
                "Also appends "
                    + CONTRIBUTION
                    + "NAME for every column: by how much the score would fall if its cell fitted"
                    + " the row as well as usual. As slow as --explain."))
        .add(
            Section.IMAGES,
            CommonOptions.images(
                IMAGES,
                "Images to score, in place of the rows of --csv; the same kinds as 'cdrl"
                    + " train-images'."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    if (arguments.has(IMAGES)) {
      List<String> ofTables = new ArrayList<>(List.of(CommonOptions.CSV, EXPLAIN, CONTRIBUTIONS));
      options().of(Section.FORMAT).forEach(option -> ofTables.add(option.getLongOpt()));
      arguments.refuse(ofTables, "with --" + IMAGES);
      return new Request(
          null,
          false,
          false,
          new ImageScores(
              arguments.operand(), arguments.required(IMAGES), Destination.of(arguments)));
    }
    return new Request(
        TableCopy.of(arguments), arguments.has(EXPLAIN), arguments.has(CONTRIBUTIONS), null);
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    if (request.images != null) {
      request.images.write(console);
      return;
    }
    RowCopy copy = new RowCopy(request.copy, console);
    try (OpenModel model = OpenModel.load(request.copy.model());
        TableStream in = copy.open(model.table().schema(), model.table().conditions().names())) {
      Scoring scoring = new Scoring(model.table(), in, request.explain, request.contributions);
      long rows = copy.write(in, scoring.columns(), scoring);
      console.err().println("Wrote " + Count.of(rows, "row") + " to " + request.copy.out());
    }
  }

  /** What is appended. */
  private static final class Scoring implements RowCopy.Change {
    private final TableModel model;
    private final TableStream in;
    private final int at;
    private final boolean explain;
    private final boolean contributions;

    Scoring(TableModel model, TableStream in, boolean explain, boolean contributions) {
      this.model = model;
      this.at = in.header().size();
      this.explain = explain;
      this.contributions = contributions;
      this.in = in;
    }

    List<NewColumn> columns() {
      List<NewColumn> columns =
          new ArrayList<>(List.of(NewColumn.number(SCORE), NewColumn.number(SHARE)));
      List<String> names = model.dataSchema().names();
      if (explain) {
        columns.addAll(List.of(NewColumn.label(COLUMN, names), NewColumn.text(USUAL)));
      }
      if (contributions) {
        names.forEach(name -> columns.add(NewColumn.number(CONTRIBUTION + name)));
      }
      return columns;
    }

    @Override
    public void apply(long first, TableStream.Chunk chunk, List<String[]> rows) {
      Table table = chunk.table();
      AnomalyScorer scorer = model.anomalies();
      AnomalyScorer.Explanations why = explain || contributions ? scorer.explain(table) : null;
      double[] scores = why == null ? scorer.score(table).scores() : why.scores();
      for (int r = 0; r < rows.size(); r++) {
        rows.get(r)[at] = NumberText.text(scores[r]);
        rows.get(r)[at + 1] = NumberText.text(scorer.share(scores[r]));
        if (why != null) {
          explain(why.contributions()[r], why.usual()[r], rows.get(r));
        }
      }
    }

    @Override
    public String unknownCells() {
      return "counted as anomalous";
    }

    private void explain(double[] contribution, double[] usual, String[] cells) {
      int next = at + 2;
      if (explain) {
        int most = 0;
        for (int c = 1; c < contribution.length; c++) {
          most = contribution[c] > contribution[most] ? c : most;
        }
        if (contribution[most] > 0) {
          cells[next] = model.schema().column(most).name();
          cells[next + 1] = in.format(usual)[most];
        }
        next += 2;
      }
      if (contributions) {
        for (String name : model.dataSchema().names()) {
          cells[next++] = NumberText.text(contribution[model.schema().indexOf(name)]);
        }
      }
    }
  }
}
