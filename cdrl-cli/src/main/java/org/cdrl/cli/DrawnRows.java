package org.cdrl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.cli.Option;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.ExampleSampler;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * What the command line says of rows that are drawn into a table.
 *
 * @param missing whether cells may be missing
 * @param keys whether columns of keys are written
 * @param first number of the first row
 * @param count how many rows
 * @param format of a CSV file
 */
record DrawnRows(
    Drawing drawing,
    boolean missing,
    boolean keys,
    long first,
    long count,
    TableFormat format,
    Destination out) {
  /** How many are drawn unless the user says. */
  static final int DEFAULT_COUNT = 1000;

  /** So that memory does not grow with the number of rows. */
  private static final int ROWS_AT_A_TIME = 4096;

  private static final String NO_MISSING = "no-missing";
  private static final String NO_KEYS = "no-keys";

  /** The option that images do not have. */
  static Option noMissing() {
    return CommonOptions.flag(
        NO_MISSING, "Draws all cells; default some are missing where training cells were.");
  }

  /** The option that leaves out columns. */
  static Option noKeys() {
    return CommonOptions.flag(
        NO_KEYS,
        "Leaves out columns of keys; default they have new keys of the pattern of the training"
            + " rows', and none of theirs.");
  }

  static DrawnRows of(Arguments arguments, Destination out) throws UsageException {
    return new DrawnRows(
        Drawing.of(arguments),
        !arguments.has(NO_MISSING),
        !arguments.has(NO_KEYS),
        arguments.count(CommonOptions.FIRST, 0),
        arguments.count(CommonOptions.COUNT, DEFAULT_COUNT),
        arguments.format(),
        out);
  }

  /**
   * A sampler with what is asked for.
   *
   * @param model whose columns may be given
   */
  ExampleSampler<?> sampler(ExampleSampler<?> from, OpenModel model) {
    ExampleSampler<?> sampler = from.seed(drawing.seed()).missing(missing);
    if (drawing.steps() != null) {
      sampler = sampler.langevinSteps(drawing.steps());
    }
    Given given = new Given(model.schema());
    for (String text : drawing.given()) {
      sampler = given.add(sampler, text);
    }
    if (drawing.guidance() == null) {
      return sampler;
    }
    if (model.table().conditions().names().isEmpty()) {
      throw new IllegalArgumentException(
          "--"
              + Drawing.GUIDANCE
              + " needs a model trained with --"
              + CommonOptions.CLASS
              + "; this one has no classes");
    }
    return sampler.guidance(drawing.guidance());
  }

  /**
   * Draws and writes.
   *
   * @param model whose columns the rows have
   */
  void write(ExampleSampler<?> sampler, OpenModel model, Console console) throws IOException {
    if (keys) {
      model.table().keys().forEach((column, maker) -> maker.requireFree(column, first + count));
    }
    try (WorkProgress progress = new WorkProgress("Drawing rows", count, console)) {
      out.write(to -> write(sampler, model, to, progress), console.out());
    }
    console.err().println("Wrote " + Count.of(count, "row") + " to " + out);
    if (!model.leftOut().isEmpty()) {
      console
          .err()
          .println(
              "Not drawn, as they were left out of training ('cdrl info' says why): "
                  + String.join(", ", model.leftOut().keySet()));
    }
  }

  private void write(
      ExampleSampler<?> sampler, OpenModel model, OutputStream to, WorkProgress progress)
      throws IOException {
    Schema schema = TableFile.written(out.name(), model.schema());
    int[] columns =
        IntStream.range(0, schema.size())
            .filter(c -> keys || schema.column(c).kind() != Column.Kind.KEY)
            .toArray();
    Schema written = new Schema(IntStream.of(columns).mapToObj(schema::column).toList());
    RowWriter rows = TableFile.writer(to, out.name(), format, written);
    CellText text = new CellText(schema, TableFile.cells(out.name(), format));
    for (long row = first; row < first + count; row += ROWS_AT_A_TIME) {
      int some = (int) Math.min(ROWS_AT_A_TIME, first + count - row);
      Map<Integer, String[]> made = new HashMap<>();
      for (int c : columns) {
        if (schema.column(c).kind() == Column.Kind.KEY) {
          made.put(c, sampler.keys(schema.column(c).name(), row, some));
        }
      }
      double[][] drawn = sampler.table(row, some).rows();
      for (int r = 0; r < some; r++) {
        int at = r;
        String[] cells = text.format(model.inOrder(drawn[r]));
        made.forEach((c, texts) -> cells[c] = texts[at].isEmpty() ? null : texts[at]);
        rows.write(IntStream.of(columns).mapToObj(c -> cells[c]).toArray(String[]::new));
      }
      progress.to(row + some - first);
    }
    rows.finish();
  }
}
