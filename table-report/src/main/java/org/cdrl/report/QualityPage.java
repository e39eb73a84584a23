package org.cdrl.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.Version;
import org.cdrl.files.WholeFile;
import org.cdrl.quality.Learner;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.quality.Utility;
import org.cdrl.table.data.Schema;
import org.cdrl.table.quality.PairTrends;

/** A quality report as one page, with all its images inside. */
public final class QualityPage {
  private static final int COLUMNS = 30;
  private static final int WORST_PAIRS = 3;

  private final QualityReport report;
  private final Schema schema;

  /** The page of a report. */
  public QualityPage(QualityReport report) {
    this.report = report;
    schema = report.training().schema();
  }

  /** Writes the page. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, html());
  }

  /** The page as text. */
  public String html() throws IOException {
    return Page.of(QualityPage.class, "report.html", places());
  }

  private Map<String, String> places() throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("compared", compared());
    places.put("cards", new GroupCards(report).html());
    places.put("measures", measures());
    places.put("learners", learners());
    places.put("columns", columns());
    places.put("pairs", pairs());
    places.put("facts", Html.rows(facts()));
    return places;
  }

  private String compared() {
    return String.format(
        Locale.ROOT,
        "%,d synthetic rows beside the %,d real rows that were learned from and %,d real rows held"
            + " out; %d columns.",
        report.synthetic().size(),
        report.training().size(),
        report.holdout().size(),
        schema.size());
  }

  private String measures() {
    StringBuilder rows = new StringBuilder();
    Measure.Group group = null;
    for (Measure measure : report.findings().values().keySet()) {
      if (measure.group() != group) {
        group = measure.group();
        rows.append(
            String.format(
                Locale.ROOT, "<tr><th colspan=\"7\"><b>%s</b></th></tr>%n", group.title()));
      }
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><th>%s<br><small>%s</small></th>%s<td>%s</td><td><small>%s</small></td></tr>%n",
              Html.escape(measure.title()),
              Html.escape(measure.question()),
              numbers(
                  report.findings().value(measure),
                  report.independent().value(measure),
                  report.heldOut().value(measure),
                  report.copy().value(measure)),
              measure.aim().text(),
              Html.escape(measure.advice())));
    }
    return rows.toString();
  }

  /** A section about the target, or nothing. */
  private String learners() {
    if (report.roles().target().isEmpty()) {
      return "";
    }
    int target = report.roles().target().getAsInt();
    StringBuilder rows = new StringBuilder();
    for (Learner learner : Learner.values()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><th>%s</th>%s</tr>%n",
              Html.escape(learner.title()),
              numbers(
                  score(report.findings().utility().orElseThrow(), learner),
                  score(report.independent().utility().orElseThrow(), learner),
                  score(report.heldOut().utility().orElseThrow(), learner),
                  score(report.copy().utility().orElseThrow(), learner))));
    }
    return String.format(
        Locale.ROOT,
        "<h2>Learning from synthetic rows</h2>%n<p>Each learner was trained to predict \"%s\" from"
            + " the other columns and tested on holdout rows. The score is %s; what real rows are"
            + " good for is in the column of the copy.</p>%n<table class=\"numbers\">%n<thead>"
            + "<tr><th></th><th>synthetic</th><th>independent</th><th>held out</th><th>copy</th></tr></thead>%n"
            + "<tbody>%n%s</tbody>%n</table>",
        Html.escape(schema.column(target).name()),
        Utility.scoreName(schema.column(target)),
        rows);
  }

  private static double score(Utility utility, Learner learner) {
    return utility.scores().get(learner);
  }

  private String columns() throws IOException {
    List<Integer> worstFirst =
        IntStream.range(0, schema.size())
            .boxed()
            .sorted(Comparator.comparingDouble(report.findings().shapes()::of))
            .limit(COLUMNS)
            .toList();
    StringBuilder html = new StringBuilder("<p>");
    html.append(
        schema.size() > COLUMNS
            ? String.format(
                Locale.ROOT,
                "The %d columns of %d that are least alike, the worst first.",
                COLUMNS,
                schema.size())
            : "All columns, the least alike first.");
    html.append(
        " Grey: real, blue: synthetic; height is the share of all rows. Numbers beyond nearly all"
            + " real ones are in the outer bars. Below each: how alike, from 0 to 1.</p>\n"
            + "<div class=\"plots\">\n");
    for (int c : worstFirst) {
      html.append(
          figure(
              ColumnPlot.draw(report.training(), report.synthetic(), c),
              String.format(
                  Locale.ROOT,
                  "%s: %.3f%s",
                  schema.column(c).name(),
                  report.findings().shapes().of(c),
                  missing(c))));
    }
    return html.append("</div>").toString();
  }

  private String missing(int column) {
    double real = missing(report.training().column(column));
    double synthetic = missing(report.synthetic().column(column));
    return real + synthetic == 0
        ? ""
        : String.format(
            Locale.ROOT, "; missing %.1f %%, synthetic %.1f %%", 100 * real, 100 * synthetic);
  }

  private static double missing(double[] cells) {
    return Arrays.stream(cells).filter(Double::isNaN).count() / (double) cells.length;
  }

  private String pairs() throws IOException {
    List<PairTrends.Pair> worstFirst = report.findings().trends().worstFirst();
    if (worstFirst.isEmpty()) {
      return "<p>There is one column only.</p>";
    }
    StringBuilder html = new StringBuilder();
    html.append(
        figure(
            TrendMap.draw(schema, report.findings().trends()),
            "What is lost between columns, 1 minus the score of the pair: half the difference of"
                + " the correlations of two numeric columns, and the total variation between the"
                + " shares of the combinations of others. White: nothing. Darkest: "
                + TrendMap.WORST
                + " or more."
                + (schema.size() > TrendMap.COLUMNS
                    ? " The " + TrendMap.COLUMNS + " worst columns."
                    : "")));
    int worst = Math.min(WORST_PAIRS, worstFirst.size());
    for (PairTrends.Pair pair : worstFirst.subList(0, worst)) {
      html.append(pair("Among the worst", pair));
    }
    if (worstFirst.size() > worst) {
      html.append(pair("The best", worstFirst.get(worstFirst.size() - 1)));
    }
    return html.toString();
  }

  private String pair(String rank, PairTrends.Pair pair) throws IOException {
    String correlations =
        Double.isNaN(pair.real())
            ? ""
            : String.format(
                Locale.ROOT, "; correlation %.2f, synthetic %.2f", pair.real(), pair.synthetic());
    return figure(
        PairPlot.draw(
            report.training(), report.synthetic(), pair.first(), pair.second(), report.seed()),
        String.format(
            Locale.ROOT,
            "%s: %s and %s, %.3f%s",
            rank,
            schema.column(pair.first()).name(),
            schema.column(pair.second()).name(),
            pair.score(),
            correlations));
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("real (training) rows", Integer.toString(report.training().size()));
    facts.put("holdout rows", Integer.toString(report.holdout().size()));
    facts.put("synthetic rows", Integer.toString(report.synthetic().size()));
    facts.put("columns", Integer.toString(schema.size()));
    report.roles().target().ifPresent(target -> facts.put("target", schema.column(target).name()));
    facts.put("seed", Long.toString(report.seed()));
    facts.put("CDRL for Java", Version.text());
    return facts;
  }

  private static String numbers(double... values) {
    return Arrays.stream(values)
        .mapToObj(
            value ->
                Double.isNaN(value)
                    ? "<td>–</td>"
                    : String.format(Locale.ROOT, "<td>%.3f</td>", value))
        .collect(Collectors.joining());
  }

  private static String figure(BufferedImage image, String caption) throws IOException {
    String text = Html.escape(caption);
    return String.format(
        Locale.ROOT,
        "<figure>%n<img src=\"%s\" alt=\"%s\">%n<figcaption>%s</figcaption>%n</figure>%n",
        PngFile.dataUri(image),
        text,
        text);
  }
}
