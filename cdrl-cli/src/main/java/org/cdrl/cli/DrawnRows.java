package org.cdrl.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.cli.Option;
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
 * @param first number of the first row
 * @param count how many rows
 * @param format of a CSV file
 */
record DrawnRows(
    Drawing drawing, boolean missing, long first, long count, TableFormat format, Destination out) {
  /** How many are drawn unless the user says. */
  static final int DEFAULT_COUNT = 1000;

  /** So that memory does not grow with the number of rows. */
  private static final int ROWS_AT_A_TIME = 4096;

  private static final String NO_MISSING = "no-missing";

  /** The option that images do not have. */
  static Option noMissing() {
    return CommonOptions.flag(
        NO_MISSING, "Draws all cells; default some are missing where training cells were.");
  }

  static DrawnRows of(Arguments arguments, Destination out) throws UsageException {
    return new DrawnRows(
        Drawing.of(arguments),
        !arguments.has(NO_MISSING),
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
    RowWriter rows = TableFile.writer(to, out.name(), format, schema);
    CellText text = new CellText(schema, TableFile.cells(out.name(), format));
    for (long row = first; row < first + count; row += ROWS_AT_A_TIME) {
      int some = (int) Math.min(ROWS_AT_A_TIME, first + count - row);
      for (double[] cells : sampler.table(row, some).rows()) {
        rows.write(text.format(model.inOrder(cells)));
      }
      progress.to(row + some - first);
    }
    rows.finish();
  }
}
