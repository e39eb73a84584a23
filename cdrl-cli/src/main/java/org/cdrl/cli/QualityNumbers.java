package org.cdrl.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.Version;
import org.cdrl.files.WholeFile;
import org.cdrl.quality.Findings;
import org.cdrl.quality.Learner;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.table.data.Schema;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.tribuo.table.RowWriter;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** The numbers of a quality report, for programs. */
final class QualityNumbers {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private final QualityReport report;
  private final Schema schema;

  /** The numbers of a report. */
  QualityNumbers(QualityReport report) {
    this.report = report;
    schema = report.training().schema();
  }

  /**
   * Writes a table with the columns kind, name, with, synthetic, independent, held_out, copy: a
   * line for every measure, every learner, every column's shape and every pair's trend.
   */
  void writeCsv(Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          RowWriter table =
              TableFile.csvWriter(
                  out,
                  file,
                  TableFormat.DEFAULT,
                  List.of("kind", "name", "with", "synthetic", "independent", "held_out", "copy"));
          for (Measure measure : report.findings().values().keySet()) {
            write(table, "measure", name(measure), "", findings -> findings.value(measure));
          }
          if (report.roles().target().isPresent()) {
            for (Learner learner : Learner.values()) {
              write(
                  table,
                  "usefulness",
                  learner.title(),
                  "",
                  findings -> findings.utility().orElseThrow().scores().get(learner));
            }
          }
          for (int c = 0; c < schema.size(); c++) {
            int column = c;
            write(
                table,
                "column",
                schema.column(c).name(),
                "",
                findings -> findings.shapes().of(column));
          }
          List<PairTrends.Pair> pairs = report.findings().trends().pairs();
          for (int p = 0; p < pairs.size(); p++) {
            int pair = p;
            write(
                table,
                "pair",
                schema.column(pairs.get(p).first()).name(),
                schema.column(pairs.get(p).second()).name(),
                findings -> findings.trends().pairs().get(pair).score());
          }
          table.finish();
        });
  }

  /** Writes the same as JSON, with the sizes of the tables and the seed. */
  void writeJson(Path file) throws IOException {
    JsonObject root = new JsonObject();
    root.addProperty("version", Version.text());
    root.addProperty("trainingRows", report.training().size());
    root.addProperty("holdoutRows", report.holdout().size());
    root.addProperty("syntheticRows", report.synthetic().size());
    report.roles().target().ifPresent(t -> root.addProperty("target", schema.column(t).name()));
    root.addProperty("seed", report.seed());
    JsonObject measures = new JsonObject();
    for (Measure measure : report.findings().values().keySet()) {
      JsonObject of = values(findings -> findings.value(measure));
      of.addProperty("about", measure.group().title());
      of.addProperty("aim", measure.aim().text());
      measures.add(name(measure), of);
    }
    root.add("measures", measures);
    if (report.roles().target().isPresent()) {
      JsonObject learners = new JsonObject();
      for (Learner learner : Learner.values()) {
        learners.add(
            learner.title(),
            values(findings -> findings.utility().orElseThrow().scores().get(learner)));
      }
      root.add("usefulness", learners);
    }
    JsonArray columns = new JsonArray();
    for (int c = 0; c < schema.size(); c++) {
      int column = c;
      JsonObject of = values(findings -> findings.shapes().of(column));
      of.addProperty("column", schema.column(c).name());
      columns.add(of);
    }
    root.add("columns", columns);
    JsonArray pairs = new JsonArray();
    for (int p = 0; p < report.findings().trends().pairs().size(); p++) {
      int pair = p;
      PairTrends.Pair at = report.findings().trends().pairs().get(p);
      JsonObject of = values(findings -> findings.trends().pairs().get(pair).score());
      of.addProperty("first", schema.column(at.first()).name());
      of.addProperty("second", schema.column(at.second()).name());
      pairs.add(of);
    }
    root.add("pairs", pairs);
    WholeFile.write(file, GSON.toJson(root) + "\n");
  }

  /** One number of some findings. */
  private interface Value {
    double of(Findings findings);
  }

  private void write(RowWriter table, String kind, String name, String with, Value value)
      throws IOException {
    table.write(
        new String[] {
          kind,
          name,
          with,
          text(value.of(report.findings())),
          text(value.of(report.independent())),
          text(value.of(report.heldOut())),
          text(value.of(report.copy()))
        });
  }

  /** A number; nothing where it was not measured. */
  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private JsonObject values(Value value) {
    JsonObject of = new JsonObject();
    add(of, "synthetic", value.of(report.findings()));
    add(of, "independent", value.of(report.independent()));
    add(of, "heldOut", value.of(report.heldOut()));
    add(of, "copy", value.of(report.copy()));
    return of;
  }

  /** JSON has no NaN. */
  private static void add(JsonObject to, String name, double value) {
    to.addProperty(name, Double.isNaN(value) ? null : value);
  }

  private static String name(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }
}
