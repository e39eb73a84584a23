package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.table.privacy.RareValues;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.ResumableTrainer;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Output;
import org.tribuo.OutputFactory;

/**
 * The options about a table to learn from.
 *
 * @param csv the file
 * @param format of its text
 * @param classes columns that are classes
 * @param kinds of columns
 * @param protect whether values that few rows have are hidden
 */
record TableOptions(
    Path csv, TableFormat format, List<String> classes, ColumnKinds kinds, boolean protect)
    implements OptionedData {
  private static final String PROTECT = "protect";

  /** The option that hides rare values. */
  static Option protection() {
    return CommonOptions.flag(
        PROTECT,
        "Hides what few rows have before anything is learned: labels of fewer than "
            + RareValues.FEWEST
            + " rows become \"other\", and the lowest and highest "
            + (RareValues.FEWEST - 1)
            + " numbers of every column the next one; what was done is shown. For data of people;"
            + " tails and rare labels are lost. Default off.");
  }

  /**
   * Reads them.
   *
   * @param areCategorical whether classes are categorical unless an option says otherwise
   */
  static TableOptions of(Arguments arguments, boolean areCategorical) throws UsageException {
    List<String> classes = arguments.texts(CommonOptions.CLASS);
    return new TableOptions(
        arguments.requiredPath(CommonOptions.CSV),
        arguments.format(),
        classes,
        ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), areCategorical ? classes : List.of()),
        arguments.has(PROTECT));
  }

  /** The table, with some columns as outputs. */
  <T extends Output<T>> TableDataSource<T> source(OutputFactory<T> outputs, List<String> responses)
      throws IOException {
    return new TableDataSource<>(
        csv, outputs, responses, kinds.overrides(), kinds.ignored(), format, protect);
  }

  /** The table, whose classes are outputs of the type that the trainer is for. */
  @Override
  public ConfigurableDataSource<?> source(ResumableTrainer<?, ?> trainer) throws IOException {
    return source(((CDRLTrainer<?>) trainer).conditioning().outputFactory(), classes);
  }
}
