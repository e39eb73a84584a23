package org.cdrl.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Setting;
import org.cdrl.table.TableWorkers;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.source.KindWords;
import org.cdrl.tribuo.source.TableSource;
import org.tribuo.Output;

/**
 * Training as a {@link CdrlEstimator}'s parameters say it.
 *
 * <p>As on the command line, the first class is the output, and further ones are conditions beside
 * it; without classes, or where some rows have none, all rows are expected events, and all classes
 * conditions.
 */
record FrameTraining(
    List<String> classes,
    List<String> columns,
    List<String> settings,
    String rules,
    int iterations,
    double validation,
    long seed,
    int workers,
    boolean joined,
    int roundIterations,
    int sampleRows,
    int threads,
    String checkpoint) {
  /** Rows of a worker at least: what an iteration looks at. */
  private static final int OF_WORKER = 512;

  private static final String IGNORE = "ignore";

  /**
   * Fails unless rows of such fields can be learned from.
   *
   * @throws IllegalArgumentException naming the column or parameter
   */
  void requireFits(StructType given) {
    StructType learned = without(given);
    for (StructField field : learned.fields()) {
      Fields.position(learned, field.name(), true);
      CellForm.of(field);
    }
    for (String name : Stream.concat(classes.stream(), kinds().keySet().stream()).toList()) {
      if (Fields.position(learned, name, false) < 0) {
        throw new IllegalArgumentException(
            "There is no column \""
                + name
                + "\" to learn; there are "
                + String.join(", ", learned.fieldNames()));
      }
    }
    builder(new EventConditioning(), List.of()).build();
  }

  private StructType without(StructType given) {
    List<String> ignored =
        told("columns", columns).entrySet().stream()
            .filter(column -> column.getValue().equals(IGNORE))
            .map(Map.Entry::getKey)
            .toList();
    return new StructType(
        Arrays.stream(given.fields())
            .filter(field -> !ignored.contains(field.name()))
            .toArray(StructField[]::new));
  }

  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    told("columns", columns)
        .forEach(
            (name, word) -> {
              if (!word.equals(IGNORE)) {
                kinds.put(
                    name,
                    KindWords.kind(word)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "Column \""
                                        + name
                                        + "\" cannot be "
                                        + word
                                        + ", only "
                                        + KindWords.ALL
                                        + " or "
                                        + IGNORE)));
              }
            });
    // A class that looks like a number is still one.
    classes.stream().limit(1).forEach(name -> kinds.putIfAbsent(name, Kind.CATEGORICAL));
    return kinds;
  }

  private static Map<String, String> told(String parameter, List<String> texts) {
    Map<String, String> told = new LinkedHashMap<>();
    for (String text : texts) {
      int at = text.lastIndexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            parameter + " has \"" + text + "\" but needs NAME=VALUE");
      }
      told.put(text.substring(0, at), text.substring(at + 1));
    }
    return told;
  }

  /**
   * Trains.
   *
   * @throws IOException if cells make no output
   * @throws IllegalArgumentException naming what is wrong
   */
  ModelFile run(Dataset<?> frame) throws IOException {
    requireFits(frame.schema());
    StructType fields = without(frame.schema());
    Dataset<Row> learned =
        frame
            .toDF()
            .select(
                Arrays.stream(fields.fieldNames())
                    .map(name -> frame.col("`" + name.replace("`", "``") + "`"))
                    .toArray(org.apache.spark.sql.Column[]::new));
    NumberedRows rows = NumberedRows.of(learned);
    Sample sample = Sample.of(rows, sampleRows, seed);
    FrameColumns found = FrameColumns.of(fields, sample.rows(), kinds(), classes);
    CellWriter session = CellWriter.of(frame.sparkSession());
    Table all =
        new CellReader(found.schema(), fields, Set.of(), session.zone()).read(sample.rows());
    int[] known = known(all);
    Table table = new Table(all.schema(), all.select(known).rows());
    int count = count(rows, table.size());
    if (count == 0) {
      return model(table, found, null, rows.size());
    }
    long[] numbers = Arrays.stream(known).mapToLong(r -> sample.numbers()[r]).toArray();
    try (FrameWorkers others =
        new FrameWorkers(rows, fields, session, numbers, count, round(), joined && count > 1)) {
      return model(table, found, kept(others, facts(fields, rows, count), rows), rows.size());
    }
  }

  private TableWorkers kept(FrameWorkers others, Map<String, String> run, NumberedRows rows) {
    return checkpoint.isEmpty()
        ? others
        : new KeptWorkers(
            others, others::checksum, checkpoint, rows.rows().context().hadoopConfiguration(), run);
  }

  /** What tells a run from others that have the same rows. */
  private Map<String, String> facts(StructType fields, NumberedRows rows, int count) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("columns of the data frame", fields.catalogString());
    facts.put("number of rows", Long.toString(rows.size()));
    facts.put("classes", String.join(", ", classes));
    facts.put("columns", String.join(", ", columns));
    facts.put("settings", String.join(", ", settings));
    facts.put("rules", rules);
    facts.put("iterations", Integer.toString(iterations));
    facts.put("validation", Double.toString(validation));
    facts.put("seed", Long.toString(seed));
    facts.put("workers", Integer.toString(count));
    facts.put("synchronization", joined ? CdrlEstimator.COLLECTIVE : CdrlEstimator.AVERAGING);
    facts.put("roundIterations", Integer.toString(round()));
    facts.put("sampleRows", Integer.toString(sampleRows));
    facts.put("spark.task.cpus", Integer.toString(threads));
    return facts;
  }

  /**
   * Iterations of a round. Workers that learn apart drift off from each other in a long one; joined
   * ones lose more in it when one of them is lost.
   */
  private int round() {
    return roundIterations > 0 ? roundIterations : joined ? 100 : 50;
  }

  /** Rows in which there is more than classes. */
  private int[] known(Table table) {
    int[] others =
        IntStream.range(0, table.schema().size())
            .filter(c -> !classes.contains(table.schema().column(c).name()))
            .toArray();
    return IntStream.range(0, table.size())
        .filter(r -> !Arrays.stream(others).allMatch(c -> Double.isNaN(table.rows()[r][c])))
        .toArray();
  }

  /** How many workers there are; 0 if the driver learns alone. */
  private int count(NumberedRows rows, int sampled) {
    if (sampled < TableWorkers.FEWEST_ROWS) {
      return 0;
    }
    int wanted = workers > 0 ? workers : rows.rows().context().defaultParallelism();
    return (int) Math.min(wanted, rows.size() / OF_WORKER);
  }

  private ModelFile model(Table table, FrameColumns found, TableWorkers others, long rows)
      throws IOException {
    boolean labelled = !classes.isEmpty() && isComplete(table, classes.get(0));
    Learned from = new Learned(table, found, others, rows);
    return labelled
        ? model(new LabelConditioning(classes.get(0)), 1, from)
        : model(new EventConditioning(), 0, from);
  }

  /** What is learned from: the driver's rows, the workers, and how many rows there are in all. */
  private record Learned(Table table, FrameColumns found, TableWorkers others, long rows) {}

  private static boolean isComplete(Table table, String column) {
    return Arrays.stream(table.column(table.schema().indexOf(column))).noneMatch(Double::isNaN);
  }

  /**
   * Trains.
   *
   * @param outputs how many of the classes are outputs
   */
  private <T extends Output<T>> ModelFile model(
      Conditioning<T> conditioning, int outputs, Learned from) throws IOException {
    TableSource<T> source =
        new TableSource<>(
            "a data frame of " + from.rows() + " rows",
            from.table(),
            from.found().leftOut(),
            from.found().keys(),
            conditioning.outputFactory(),
            classes.subList(0, outputs));
    CDRLTrainer<T> trainer =
        builder(conditioning, classes.subList(outputs, classes.size()))
            .workers(from.others())
            .build();
    return ModelFile.of("the trained model", trainer.train(new SourceDataset<>(source)));
  }

  private <T extends Output<T>> CDRLTrainerBuilder<T> builder(
      Conditioning<T> conditioning, List<String> conditions) {
    CDRLTrainerBuilder<T> builder =
        CDRLTrainer.builder(conditioning, Absent.MISSING)
            .conditions(conditions.toArray(String[]::new))
            .rules(rules)
            .iterations(iterations)
            .seed(seed)
            .threads(threads)
            .validation(validation);
    told("settings", settings).forEach((name, text) -> set(builder, setting(name), text));
    return builder;
  }

  private static <V> void set(CDRLTrainerBuilder<?> builder, Setting<V> setting, String text) {
    builder.set(setting, setting.parse(text));
  }

  private static Setting<?> setting(String name) {
    return Stream.concat(CdrlConfig.settings().stream(), CdrlConfig.settingsOfVectors().stream())
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no setting \"" + name + "\"; docs/settings.md lists them"));
  }
}
