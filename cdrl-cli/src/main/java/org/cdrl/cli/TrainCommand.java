package org.cdrl.cli;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.cdrl.table.TableTrainer;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.ResumableTrainer;

/** Learns a model from a table. */
final class TrainCommand extends TrainingCommand {
  private static final String VALIDATION = "validation";
  private static final String FOLDS = "folds";
  private static final String LIKE = "like";
  private static final String RULES = "rules";

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "learns a model from a table";
  }

  @Override
  public String description() {
    return "Learns a model from a CSV file with a header line, or an ARFF file. Columns may be"
        + " numbers, categories or dates, with missing cells; which they are is found out and"
        + " shown, and how they are written is kept. Columns with a value of its own in"
        + " every row are not learned: keys of a pattern are made anew in drawn rows, and others are"
        + " left out. Ctrl-C ends training early and saves what"
        + " was learned. 'cdrl train-images' learns from images.";
  }

  @Override
  public CommandOptions options() {
    return withShared(
            new CommandOptions()
                .add(Section.REQUIRED, CommonOptions.csv("The rows to learn from."))
                .add(
                    Section.COMMON,
                    CommonOptions.value(
                        CommonOptions.CLASS,
                        "COLUMN",
                        "A column of classes, to draw by class and to classify by later; the first"
                            + " one is the output that Tribuo sees. May be repeated."),
                    CommonOptions.value(
                        ColumnKinds.OPTION,
                        "NAME=KIND",
                        "What a column is, where it would be taken for something else: real,"
                            + " integer, categorical, boolean or date; key, to make it anew in"
                            + " drawn rows, with other values of the same pattern; text, to leave it"
                            + " empty there; or ignore, to leave it out. Also learns a column that"
                            + " would be a key or left out as an identifier or free text, whose"
                            + " labels are then copied into drawn rows. May be repeated."),
                    CommonOptions.value(
                        RULES,
                        "RULES",
                        "Rules between columns that drawn and filled rows keep, beside those that"
                            + " are found and shown. With semicolons between them: 'start <= end',"
                            + " 'gross = net + tax', 'total = price * quantity', 'city -> state',"
                            + " 'country, currency -> code', 'city & state' for cells that occur"
                            + " together, 'one of a, b, c'; 'not ' in front of one"
                            + " that was found and is not wanted; 'none' if none of those is."))
                .add(Section.COMMON, TableOptions.protection())
                .add(
                    Section.EXPERT,
                    CommonOptions.value(
                        VALIDATION,
                        "SHARE",
                        "Share of the rows held out to find the best moment, 0 to .5; default 0"
                            + " below 1000 rows, .1 above."),
                    CommonOptions.value(
                        FOLDS,
                        "K",
                        "Where no rows are held out, one part in K calibrates class probabilities"
                            + " and anomaly scores, and is learned from the middle of training on;"
                            + " default 2. With 0, the rows that were trained on calibrate, and"
                            + " both come out too sure."),
                    CommonOptions.read(
                        LIKE,
                        "MODEL",
                        "Encodes columns as this model does, so that both can be composed; their"
                            + " columns and labels must be the same.")),
            "by the size of the table",
            "by the size of the table")
        .add(Section.FORMAT, CommonOptions.format())
        .add(Section.FORMAT, CommonOptions.dates());
  }

  @Override
  @SuppressWarnings("unchecked") // of a class that has a parameter
  Class<? extends ResumableTrainer<?, ?>> trainerType() {
    return (Class<? extends ResumableTrainer<?, ?>>) (Class<?>) CDRLTrainer.class;
  }

  @Override
  List<String> ofData() {
    return Stream.concat(
            Stream.of(
                CommonOptions.CSV,
                CommonOptions.CLASS,
                ColumnKinds.OPTION,
                TableOptions.protection().getLongOpt()),
            Stream.of(CommonOptions.format(), CommonOptions.dates())
                .flatMap(List::stream)
                .map(Option::getLongOpt))
        .toList();
  }

  @Override
  List<String> ofTrainer() {
    return List.of(VALIDATION, FOLDS, LIKE, RULES);
  }

  @Override
  List<SettingOption<?>> ofExecution() {
    return List.of(ExecutionOptions.THREADS);
  }

  @Override
  TableOptions data(Arguments arguments) throws UsageException {
    return TableOptions.of(arguments, false);
  }

  @Override
  TableTraining begun(Arguments arguments) throws UsageException {
    return new TableTraining(
        TableOptions.of(arguments, true),
        new GivenSettings<CDRLTrainerBuilder<?>>()
            .set(TrainingOptions.read(arguments))
            .set(validation(arguments), CDRLTrainerBuilder::validation)
            .set(folds(arguments), CDRLTrainerBuilder::folds)
            .set(rules(arguments), CDRLTrainerBuilder::rules)
            .set(arguments.path(LIKE, null), CDRLTrainerBuilder::encodedLike),
        TrainingOptions.checkpoints(arguments));
  }

  private static Double validation(Arguments arguments) throws UsageException {
    if (!arguments.has(VALIDATION)) {
      return null;
    }
    double share = arguments.number(VALIDATION, 0);
    if (share < 0 || share > .5) {
      throw arguments.wrong(VALIDATION, "a number from 0 to 0.5");
    }
    return share;
  }

  private static String rules(Arguments arguments) throws UsageException {
    if (!arguments.has(RULES)) {
      return null;
    }
    String rules = arguments.text(RULES);
    try {
      TableTrainer.create().rules(rules);
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(RULES, "rules; " + e.getMessage());
    }
    return rules;
  }

  private static Integer folds(Arguments arguments) throws UsageException {
    if (!arguments.has(FOLDS)) {
      return null;
    }
    int folds = arguments.integer(FOLDS, 0, 0);
    if (folds == 1) {
      throw arguments.wrong(FOLDS, "0, or a whole number of at least 2");
    }
    return folds;
  }
}
