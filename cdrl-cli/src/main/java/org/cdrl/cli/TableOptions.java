package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 */
record TableOptions(Path csv, TableFormat format, List<String> classes, ColumnKinds kinds)
    implements OptionedData {
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
        ColumnKinds.of(arguments.texts(ColumnKinds.OPTION), areCategorical ? classes : List.of()));
  }

  /** The table, with some columns as outputs. */
  <T extends Output<T>> TableDataSource<T> source(OutputFactory<T> outputs, List<String> responses)
      throws IOException {
    return new TableDataSource<>(
        csv, outputs, responses, kinds.overrides(), kinds.ignored(), format);
  }

  /** The table, whose classes are outputs of the type that the trainer is for. */
  @Override
  public ConfigurableDataSource<?> source(ResumableTrainer<?, ?> trainer) throws IOException {
    return source(((CDRLTrainer<?>) trainer).conditioning().outputFactory(), classes);
  }
}
