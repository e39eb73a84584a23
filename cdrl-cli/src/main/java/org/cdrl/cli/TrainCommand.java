package org.cdrl.cli;

import java.nio.file.Path;

/** Learns a model from a table. */
final class TrainCommand implements Command<Arguments> {
  @Override
  public String name() {
    return "train";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.LEARN;
  }

  @Override
  public String summary() {
    return "learns a model from a table";
  }

  @Override
  public String description() {
    return "Learns a model from a CSV file with a header line, or an ARFF file. Columns may be"
        + " numbers, categories or dates, with missing cells; which they are is found out and"
        + " shown, and how they are written is kept. Columns with a value of its own in nearly"
        + " every row, such as identifiers, are left out. Ctrl-C ends training early and saves what"
        + " was learned. 'cdrl train-images' learns from images.";
  }

  @Override
  public CommandOptions options() {
    CommandOptions options =
        new CommandOptions()
            .add(Section.REQUIRED, CommonOptions.csv("The rows to learn from."))
            .add(
                Section.REQUIRED,
                CommonOptions.written(CommonOptions.OUT, "MODEL", "Where the model goes."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    CommonOptions.CLASS,
                    "COLUMN",
                    "A column of classes, to draw by class and to classify by later; the first one"
                        + " is the output that Tribuo sees. May be repeated."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    ColumnKinds.OPTION,
                    "NAME=KIND",
                    "What a column is, where it would be taken for something else: real, integer,"
                        + " categorical, boolean or date; or ignore, to leave it out. Also learns a"
                        + " column that would be left out as an identifier, a row number or free"
                        + " text, whose labels are then copied into drawn rows. May be repeated."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    TableTraining.VALIDATION,
                    "SHARE",
                    "Share of the rows held out to find the best moment, 0 to .5; default 0 below"
                        + " 1000 rows, .1 above."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    TableTraining.FOLDS,
                    "K",
                    "Models trained on parts of the rows to calibrate class probabilities and"
                        + " anomaly scores on the others, where none are held out; default 2. With"
                        + " 0, the rows that were trained on calibrate, in less time, and both come"
                        + " out too sure."))
            .add(
                Section.EXPERT,
                CommonOptions.read(
                    TableTraining.LIKE,
                    "MODEL",
                    "Encodes columns as this model does, so that both can be composed; their"
                        + " columns and labels must be the same."))
            .add(
                Section.COMMON,
                CommonOptions.read(
                    ConfiguredTraining.RESUME,
                    "DIR",
                    "Goes on from such a folder, with its table and settings; needs --"
                        + CommonOptions.OUT
                        + " only."))
            .add(
                Section.EXPERT,
                CommonOptions.read(
                    ConfiguredTraining.CONFIG,
                    "FILE",
                    "An OLCUT configuration (XML) that brings the trainer, and perhaps the data;"
                        + " 'cdrl info --as-config' writes one."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    ConfiguredTraining.TRAINER, "NAME", "The trainer in the configuration."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    ConfiguredTraining.SOURCE,
                    "NAME",
                    "The data source in the configuration; else --"
                        + CommonOptions.CSV
                        + " brings the data, and --"
                        + CommonOptions.CLASS
                        + " names outputs of the trainer's type."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    ConfigurationFile.SET,
                    "NAME.SETTING=VALUE",
                    "Replaces a setting of the configuration, as in trainer.iterations=500; a list"
                        + " has commas between values. May be repeated."))
            .add(
                Section.EXPERT,
                CommonOptions.value(
                    ConfigurationXml.ALLOW,
                    "CLASS",
                    "Lets the configuration build objects of this class, too; default only classes"
                        + " of Tribuo (but for databases), OLCUT and CDRL. A class runs its code:"
                        + " name it if you trust it and the file. May be repeated."));
    TrainingOptions.addTo(
        options, "by the size of the table", "256 or 512 by the size of the table");
    options.add(Section.FORMAT, CommonOptions.format());
    options.add(Section.FORMAT, CommonOptions.dates());
    return options;
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path out = arguments.writable(CommonOptions.OUT);
    PreparedTraining<?> training =
        ConfiguredTraining.isAskedFor(arguments)
            ? ConfiguredTraining.of(arguments)
            : TableTraining.of(arguments, console);
    training.run(out, console);
  }
}
