package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.source.TableDataSource;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * A training run on a table as options of the command line say it.
 *
 * <p>The first class is the output, a label, and further ones are conditions beside it. Without
 * classes, or where some rows have none, all rows are expected events and all classes conditions;
 * commands do the same with either model.
 *
 * @param table what is learned from
 * @param settings of the trainer
 * @param checkpoints folder for checkpoints, or null
 */
record TableTraining(
    TableOptions table, GivenSettings<CDRLTrainerBuilder<?>> settings, Path checkpoints)
    implements TrainingRequest.Preparation {
  @Override
  public PreparedTraining<?, ?> prepare(Console console) throws IOException {
    if (checkpoints != null) {
      Checkpoints.requireNew(checkpoints);
    }
    List<String> classes = table.classes();
    if (!classes.isEmpty()) {
      TableDataSource<Label> labelled = table.source(new LabelFactory(), classes.subList(0, 1));
      classes.forEach(name -> requireLabels(labelled, name));
      long without =
          IntStream.range(0, labelled.size())
              .filter(row -> labelled.output(row).equals(LabelFactory.UNKNOWN_LABEL))
              .count();
      if (without == 0) {
        Conditioning<Label> conditioning = new LabelConditioning(classes.get(0));
        return new PreparedTable<>(
            trainer(conditioning, classes.subList(1, classes.size())), labelled, checkpoints);
      }
      console
          .err()
          .println(
              Count.of(without, "row")
                  + " without "
                  + classes.get(0)
                  + "; to Tribuo the model is one of events, not of labels");
    }
    EventConditioning conditioning = new EventConditioning();
    return new PreparedTable<>(
        trainer(conditioning, classes),
        table.source(conditioning.outputFactory(), List.of()),
        checkpoints);
  }

  private static void requireLabels(TableDataSource<?> source, String name) {
    Column column = source.schema().column(source.schema().indexOf(name));
    if (!column.isCategorical()) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" cannot be a class: it is "
              + column.kind().name().toLowerCase(Locale.ROOT)
              + " ("
              + column.reason()
              + "); only categorical and boolean columns can");
    }
  }

  private <T extends Output<T>> CDRLTrainer<T> trainer(
      Conditioning<T> conditioning, List<String> conditions) {
    CDRLTrainerBuilder<T> builder = CDRLTrainer.builder(conditioning, Absent.MISSING);
    builder.conditions(conditions.toArray(String[]::new));
    settings.applyTo(builder);
    return builder.build();
  }
}
