package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.tribuo.table.TableFormat;

/**
 * What the command line says of a table that is copied with what a model says of its rows.
 *
 * @param model file of the model
 * @param csv the table
 * @param format of both tables
 * @param out where the copy goes
 */
record TableCopy(Path model, Path csv, TableFormat format, Destination out) {
  /**
   * The options.
   *
   * @param rows what the rows are for, as a sentence
   */
  static CommandOptions options(String rows) {
    return new CommandOptions()
        .add(Section.REQUIRED, CommonOptions.csv(rows), CommonOptions.table())
        .add(Section.FORMAT, CommonOptions.format())
        .add(Section.FORMAT, CommonOptions.defuse());
  }

  static TableCopy of(Arguments arguments) throws UsageException, IOException {
    return new TableCopy(
        arguments.operand(),
        arguments.requiredPath(CommonOptions.CSV),
        arguments.format(),
        Destination.of(arguments));
  }
}
