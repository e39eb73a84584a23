package org.cdrl.cli;

import java.nio.file.Path;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.source.TableDataSource;
import org.cdrl.value.TrainingSummary;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.Output;

/** A run that learns a table, or features of examples as one. */
final class PreparedTable<T extends Output<T>> extends PreparedTraining<T, CDRLModel<T>> {
  static final int MOST_COLUMNS_SHOWN = 40;

  PreparedTable(CDRLTrainer<T> trainer, ConfigurableDataSource<T> source, Path checkpoints) {
    super(trainer, source, checkpoints);
  }

  @Override
  void describe(ConfigurableDataSource<T> source, Dataset<T> data, Console console) {
    boolean quiet = console.quiet();
    if (!quiet && source instanceof TableDataSource<?> table) {
      console
          .err()
          .println(
              Count.of(table.size(), "row") + ", " + Count.of(table.schema().size(), "column"));
      SchemaText.print(console.err(), table.schema(), MOST_COLUMNS_SHOWN, null, table.leftOut());
    } else if (source instanceof TableDataSource<?> table && !table.leftOut().isEmpty()) {
      console.err().println("Left out: " + String.join(", ", table.leftOut().keySet()));
    } else if (!quiet) {
      int features = data.getFeatureMap().size();
      console
          .err()
          .println(Count.of(data.size(), "example") + ", " + Count.of(features, "feature"));
    }
    if (source instanceof TableDataSource<?> table) {
      SchemaText.namedByNumbers(table.schema()).ifPresent(console.err()::println);
    }
  }

  @Override
  TrainingSummary summary(CDRLModel<T> model) {
    return model.table().engine().summary();
  }

  @Override
  void tell(CDRLModel<T> model, Console console) {
    if (!console.quiet()) {
      KeysTold.print(console.err(), model.table());
      RulesTold.print(console.err(), model.table().rules(), MOST_COLUMNS_SHOWN);
    }
    if (!console.quiet() && !model.table().calibratedOnUnseen()) {
      console.err().println("Calibrated " + SavedModel.ON_TRAINING);
    }
  }

  @Override
  void close(CDRLModel<T> model) {
    model.close();
  }
}
