package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.cli.Options;
import org.cdrl.persistence.WholeFile;
import org.cdrl.quality.QualityReport;
import org.cdrl.report.QualityNumbers;
import org.cdrl.report.QualityPage;
import org.cdrl.table.Schema;
import org.cdrl.table.Table;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.cdrl.tribuo.table.TableStream;

/** Tells how good a synthetic table is. */
final class EvaluateCommand implements Command {
  private static final String REAL = "real";
  private static final String HOLDOUT = "holdout";
  private static final String SYNTHETIC = "synthetic";
  private static final String TARGET = "target";
  private static final String PAGE = ".html";
  private static final int CHUNK = 8192;

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "tells how good synthetic rows are, as a page with pictures";
  }

  @Override
  public String description() {
    return "Compares synthetic rows with the real rows they were learned from and with real rows"
        + " held out: columns, pairs, whole rows, how well a classifier tells them apart, what can"
        + " be learned from them, and whether training rows were memorised. Writes a page, and the"
        + " same numbers as CSV and JSON beside it.";
  }

  @Override
  public Options options() {
    Options options =
        new Options()
            .addOption(CommonOptions.value(REAL, "FILE", "The real rows that were learned from."))
            .addOption(CommonOptions.value(HOLDOUT, "FILE", "Real rows that were not."))
            .addOption(CommonOptions.value(SYNTHETIC, "FILE", "The synthetic rows."))
            .addOption(
                CommonOptions.value(
                    TARGET, "COLUMN", "A column to learn to predict from synthetic rows."))
            .addOption(
                CommonOptions.value(
                    CommonOptions.OUT,
                    "FILE",
                    "The page, a name that ends in " + PAGE + "; .csv and .json go beside it."))
            .addOption(CommonOptions.seed("Seed of all that is random; default 1."));
    CommonOptions.format().forEach(options::addOption);
    return options;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path real = arguments.requiredPath(REAL);
    Path holdout = arguments.requiredPath(HOLDOUT);
    Path synthetic = arguments.requiredPath(SYNTHETIC);
    String name = arguments.required(CommonOptions.OUT);
    if (!name.endsWith(PAGE)) {
      throw arguments.wrong(CommonOptions.OUT, "a name that ends in " + PAGE);
    }
    Path page = arguments.requiredPath(CommonOptions.OUT);
    String stem = page.getFileName().toString();
    stem = stem.substring(0, stem.length() - PAGE.length());
    Path csv = page.resolveSibling(stem + ".csv");
    Path json = page.resolveSibling(stem + ".json");
    for (Path file : List.of(page, csv, json)) {
      WholeFile.requireWritable(file);
    }
    TableFormat format = arguments.format();

    Table training = TableFile.read(real, format, Map.of(), Set.of());
    Schema schema = training.schema();
    OptionalInt target =
        arguments.has(TARGET)
            ? OptionalInt.of(schema.indexOf(arguments.text(TARGET)))
            : OptionalInt.empty();
    QualityReport report =
        measure(
            training,
            read(holdout, format, schema, console),
            read(synthetic, format, schema, console),
            target,
            arguments.seed(1),
            console);
    new QualityPage(report).write(page);
    QualityNumbers numbers = new QualityNumbers(report);
    numbers.writeCsv(csv);
    numbers.writeJson(json);
    console.err().println("Wrote " + page + ", " + csv + " and " + json);
  }

  private static QualityReport measure(
      Table training,
      Table holdout,
      Table synthetic,
      OptionalInt target,
      long seed,
      Console console)
      throws IOException {
    try {
      return QualityReport.of(
          training, holdout, synthetic, target, seed, step -> say(step, console));
    } catch (LinkageError e) {
      throw new IOException(
          "XGBoost has no library for this machine ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "); it has them for Linux, macOS and Windows on x86_64",
          e);
    }
  }

  private static void say(String step, Console console) {
    if (!console.quiet()) {
      console.err().println(step);
    }
  }

  /** Reads a table under the schema of the real one, and tells what that does not know. */
  private static Table read(Path file, TableFormat format, Schema schema, Console console)
      throws IOException {
    try (TableStream stream = TableStream.open(file, format, schema)) {
      List<double[]> rows = new ArrayList<>();
      for (var chunk = stream.next(CHUNK); chunk != null; chunk = stream.next(CHUNK)) {
        rows.addAll(List.of(chunk.table().rows()));
      }
      if (!stream.unseen().isEmpty()) {
        console.err().println(file + ", " + stream.unseen());
      }
      return new Table(schema, rows.toArray(double[][]::new));
    }
  }
}
