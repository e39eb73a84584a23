package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.cli.Options;
import org.cdrl.CdrlModel;
import org.cdrl.tribuo.table.TableReader;
import org.cdrl.tribuo.table.TableWriter;

/** Tells for every row of a CSV file how strange it is to a model. */
final class ScoreCommand implements Command {
  private static final String ALL_LEVELS = "all-levels";
  private static final String SCORE = "anomaly_score";

  /** Rows scored together; memory is in proportion. */
  private static final int PIECE = 8192;

  @Override
  public String name() {
    return "score";
  }

  @Override
  public String summary() {
    return "appends an anomaly score to every row of a CSV file";
  }

  @Override
  public String description() {
    return "Appends the column "
        + SCORE
        + " to every row: minus the log-density under the model, in nats, up to a constant. Higher"
        + " is stranger. Columns are found by name; others are copied. With classes, the score is"
        + " that of all classes together.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(CommonOptions.value(CommonOptions.CSV, "FILE", "The rows to score."))
        .addOption(CommonOptions.value(CommonOptions.OUT, "FILE", "The CSV file, or - for stdout."))
        .addOption(
            CommonOptions.flag(
                ALL_LEVELS,
                "Also appends "
                    + SCORE
                    + "_1, _2, ...: the score at every noise level, 1 next to the data."))
        .addOption(CommonOptions.delimiter());
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path csv = arguments.requiredPath(CommonOptions.CSV);
    char delimiter = arguments.delimiter();
    arguments.required(CommonOptions.OUT);
    try (CdrlModel model = CdrlModel.load(arguments.operand());
        TableReader table = TableReader.open(csv, delimiter)) {
      Destination destination = Destination.of(arguments, console);
      int levels = arguments.has(ALL_LEVELS) ? model.config().levels() : 0;
      Scoring scoring = new Scoring(model, table, levels);
      destination.write(out -> scoring.write(out, delimiter));
      console.err().println("Wrote " + scoring.rows + " rows to " + destination);
    }
  }

  /** One run. */
  private static final class Scoring {
    private final CdrlModel model;
    private final TableReader table;
    private final int[] transitions;
    private final int[] columns;
    private final List<String> header;
    private long rows;

    /**
     * Finds the model's columns in the table.
     *
     * @param levels how many levels get a column of their own
     */
    Scoring(CdrlModel model, TableReader table, int levels) throws IOException {
      this.model = model;
      this.table = table;
      transitions = IntStream.rangeClosed(1, Math.max(1, levels)).toArray();
      columns = new int[model.columns().size()];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = table.indexOf(model.columns().get(c));
      }
      header = new ArrayList<>(table.header());
      header.add(SCORE);
      IntStream.rangeClosed(1, levels).forEach(level -> header.add(SCORE + "_" + level));
      for (String column : table.header()) {
        if (header.lastIndexOf(column) >= table.header().size()) {
          throw new IllegalArgumentException(
              "The table has a column \"" + column + "\" already; rename or remove it");
        }
      }
    }

    void write(OutputStream out, char delimiter) throws IOException {
      TableWriter writer = new TableWriter(out, delimiter, header);
      List<String[]> piece = new ArrayList<>();
      List<float[]> values = new ArrayList<>();
      for (String[] cells = table.next(); cells != null; cells = table.next()) {
        float[] row = new float[columns.length];
        for (int c = 0; c < row.length; c++) {
          row[c] = table.number(cells, columns[c]);
        }
        piece.add(cells);
        values.add(row);
        if (piece.size() == PIECE) {
          score(piece, values, writer);
        }
      }
      score(piece, values, writer);
      writer.flush();
    }

    private void score(List<String[]> piece, List<float[]> values, TableWriter writer)
        throws IOException {
      if (piece.isEmpty()) {
        return;
      }
      float[][] logs = model.sampler().logDensities(values.toArray(float[][]::new), transitions);
      for (int r = 0; r < piece.size(); r++) {
        String[] cells = Arrays.copyOf(piece.get(r), header.size());
        int at = table.header().size();
        cells[at++] = Float.toString(-logs[0][r]);
        for (int level = 0; at < cells.length; level++) {
          cells[at++] = Float.toString(-logs[level][r]);
        }
        writer.write(cells);
      }
      rows += piece.size();
      piece.clear();
      values.clear();
    }
  }
}
