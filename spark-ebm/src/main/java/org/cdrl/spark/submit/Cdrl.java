package org.cdrl.spark.submit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.cdrl.spark.CdrlEstimator;
import org.cdrl.spark.CdrlImputer;
import org.cdrl.spark.CdrlSparkModel;
import org.cdrl.table.TableSampler;
import org.tribuo.Trainer;

/**
 * Learns, draws, scores and fills in tables in files of any file system that Spark knows. Commons
 * CLI is used as Spark's older one has it, too.
 */
public final class Cdrl {
  private static final int WRONG_USAGE = 2;

  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String COUNT = "count";
  private static final String GIVEN = "given";
  private static final String PARTITIONS = "partitions";
  private static final String DRAWS = "draws";
  private static final String SEED = "seed";
  private static final String CLASS = "class";
  private static final String COLUMN = "column";
  private static final String RULES = "rules";
  private static final String ITERATIONS = "iterations";
  private static final String VALIDATION = "validation";
  private static final String SET = "set";
  private static final String WORKERS = "workers";
  private static final String SYNCHRONIZATION = "synchronization";
  private static final String ROUND = "round";
  private static final String SAMPLE_ROWS = "sample-rows";
  private static final String CHECKPOINT = "checkpoint";

  private final SparkSession session;
  private final String file;
  private final CommandLine line;

  private Cdrl(SparkSession session, String file, CommandLine line) {
    this.session = session;
    this.file = file;
    this.line = line;
  }

  /** What can be done, and with which options. */
  enum Command {
    TRAIN(
        "learns a model from rows, and writes it to the file MODEL",
        IN,
        CLASS,
        COLUMN,
        RULES,
        ITERATIONS,
        VALIDATION,
        SET,
        SEED,
        WORKERS,
        SYNCHRONIZATION,
        ROUND,
        SAMPLE_ROWS,
        CHECKPOINT),
    SAMPLE("draws rows", OUT, COUNT, GIVEN, SEED, PARTITIONS),
    SCORE("appends anomaly scores to rows", IN, OUT),
    IMPUTE("fills in missing cells", IN, OUT, DRAWS, SEED);

    private final String summary;
    private final List<String> options;

    Command(String summary, String... options) {
      this.summary = summary;
      this.options = List.of(options);
    }

    private Options options() {
      Options all = new Options();
      for (String name : options) {
        Option option = new Option(null, name, true, description(name));
        option.setRequired(name.equals(IN) || name.equals(OUT) || name.equals(COUNT));
        all.addOption(option);
      }
      return all;
    }
  }

  private static String description(String option) {
    return switch (option) {
      case IN ->
          "a file or folder: CSV with a line of names if it ends in .csv, Parquet in .parquet";
      case OUT -> "the folder to write, which must not be there yet; .csv or .parquet";
      case COUNT -> "how many rows";
      case GIVEN -> "COLUMN=LABEL: only such rows; may be there several times";
      case PARTITIONS -> "into how many files rows are divided; default as many as cores";
      case DRAWS -> "draws of every missing cell that are joined; default 10";
      case SEED ->
          "seed of all random numbers; default " + Trainer.DEFAULT_SEED + " to train, else 0";
      case CLASS -> "a column of classes; may be there several times";
      case COLUMN ->
          "NAME=KIND: what a column is, or ignore to leave it out; may be there several times";
      case RULES -> "rules between columns that rows keep, beside those that are found";
      case ITERATIONS -> "iterations beside those of the pre-training; default by the rows";
      case VALIDATION -> "share of the driver's rows that is held out; default by the rows";
      case SET -> "NAME=VALUE of a setting in docs/settings.md; may be there several times";
      case WORKERS -> "tasks that learn side by side; default as many as cores";
      case SYNCHRONIZATION ->
          "averaging of what workers learned in rounds, or a collective in every step, which opens"
              + " ports; default "
              + CdrlEstimator.AVERAGING;
      case ROUND -> "iterations of a round; default 50, with a collective 100";
      case SAMPLE_ROWS -> "rows that the driver looks at, at most; default 100000";
      case CHECKPOINT ->
          "a folder that keeps finished rounds; the same command goes on behind them";
      default -> throw new IllegalArgumentException(option);
    };
  }

  /** Runs a command. */
  public static void main(String[] arguments) {
    SparkSession session = SparkSession.builder().appName("cdrl").getOrCreate();
    int code;
    try {
      code = run(session, arguments, System.err);
    } finally {
      session.stop();
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs a command.
   *
   * @param told hears what is wrong with the arguments
   * @return the exit code
   */
  static int run(SparkSession session, String[] arguments, PrintStream told) {
    try {
      if (arguments.length < 2 || arguments[0].startsWith("-") || arguments[1].startsWith("-")) {
        told.print(usage());
        return WRONG_USAGE;
      }
      Command command = command(arguments[0]);
      CommandLine line =
          new DefaultParser()
              .parse(command.options(), Arrays.copyOfRange(arguments, 2, arguments.length));
      if (!line.getArgList().isEmpty()) {
        throw new IllegalArgumentException("there is no option for " + line.getArgList().get(0));
      }
      new Cdrl(session, arguments[1], line).run(command);
      return 0;
    } catch (ParseException | IllegalArgumentException | IOException | UncheckedIOException e) {
      told.println("cdrl " + arguments[0] + ": " + e.getMessage());
      return WRONG_USAGE;
    }
  }

  private static Command command(String name) {
    return Arrays.stream(Command.values())
        .filter(command -> word(command).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such command; there are train, sample, score, impute"));
  }

  private static String word(Command command) {
    return command.name().toLowerCase(Locale.ROOT);
  }

  private static String usage() {
    StringBuilder text = new StringBuilder();
    for (Command command : Command.values()) {
      text.append(
          String.format(Locale.ROOT, "%s MODEL [options]: %s%n", word(command), command.summary));
      for (Option option : command.options().getOptions()) {
        text.append(
            String.format(
                Locale.ROOT, "  --%-12s%s%n", option.getLongOpt(), option.getDescription()));
      }
    }
    return text.toString();
  }

  private void run(Command command) throws IOException {
    if (command == Command.TRAIN) {
      train();
      return;
    }
    CdrlSparkModel model = CdrlSparkModel.ofFile(session, file);
    String out = line.getOptionValue(OUT);
    TableFiles.requireKnown(out);
    TableFiles.write(
        switch (command) {
          case SAMPLE -> sample(model);
          case SCORE -> model.transform(TableFiles.read(session, line.getOptionValue(IN)));
          case IMPUTE ->
              imputer(model).transform(TableFiles.read(session, line.getOptionValue(IN)));
          case TRAIN -> throw new IllegalStateException();
        },
        out);
  }

  private void train() throws IOException {
    CdrlEstimator estimator =
        new CdrlEstimator()
            .setClasses(values(CLASS))
            .setColumns(values(COLUMN))
            .setSettings(values(SET))
            .setRules(line.getOptionValue(RULES, ""))
            .setIterations(whole(ITERATIONS, 0))
            .setSeed(number(SEED, Trainer.DEFAULT_SEED))
            .setWorkers(whole(WORKERS, 0))
            .setCheckpointFolder(line.getOptionValue(CHECKPOINT, ""));
    if (line.hasOption(VALIDATION)) {
      estimator.setValidation(share());
    }
    if (line.hasOption(SYNCHRONIZATION)) {
      estimator.setSynchronization(line.getOptionValue(SYNCHRONIZATION));
    }
    if (line.hasOption(ROUND)) {
      estimator.setRoundIterations(whole(ROUND, 0));
    }
    if (line.hasOption(SAMPLE_ROWS)) {
      estimator.setSampleRows(whole(SAMPLE_ROWS, 0));
    }
    estimator.fit(TableFiles.read(session, line.getOptionValue(IN))).saveFile(session, file);
  }

  private double share() {
    String text = line.getOptionValue(VALIDATION);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + VALIDATION + " is \"" + text + "\" but must be a number from 0 to 0.5", e);
    }
  }

  private String[] values(String option) {
    return line.hasOption(option) ? line.getOptionValues(option) : new String[0];
  }

  private Dataset<Row> sample(CdrlSparkModel model) {
    String[] labels = values(GIVEN);
    long seed = number(SEED, 0);
    int partitions = whole(PARTITIONS, session.sparkContext().defaultParallelism());
    return model.sample(
        session,
        number(COUNT, 0),
        partitions,
        sampler -> {
          TableSampler wanted = sampler.seed(seed);
          for (String given : labels) {
            int at = given.indexOf('=');
            if (at < 1) {
              throw new IllegalArgumentException(
                  "--" + GIVEN + " is \"" + given + "\" but must be COLUMN=LABEL");
            }
            wanted = wanted.given(given.substring(0, at), given.substring(at + 1));
          }
          return wanted;
        });
  }

  private CdrlImputer imputer(CdrlSparkModel model) {
    CdrlImputer imputer = model.imputer().setSeed(number(SEED, 0));
    return line.hasOption(DRAWS) ? imputer.setDraws(whole(DRAWS, 0)) : imputer;
  }

  private int whole(String option, int otherwise) {
    return Math.toIntExact(number(option, otherwise));
  }

  private long number(String option, long otherwise) {
    String text = line.getOptionValue(option);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + option + " is \"" + text + "\" but must be a whole number", e);
    }
  }
}
