package org.cdrl.report;

import java.util.List;
import java.util.Locale;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.table.rules.Rule;

/** A card of the page per group: a word, scales from floor to ceiling, sentences, advice. */
final class GroupCards {
  private static final int MOST_RULES = 8;

  private final QualityReport report;
  private final Verdict verdict;

  GroupCards(QualityReport report) {
    this.report = report;
    verdict = new Verdict(report);
  }

  /** The cards. */
  String html() {
    StringBuilder html = new StringBuilder();
    for (Measure.Group group : Measure.Group.values()) {
      html.append(card(group));
    }
    return html.toString();
  }

  private String card(Measure.Group group) {
    List<Judgement> judgements = verdict.of(group);
    StringBuilder html = new StringBuilder();
    String grade = verdict.grade(group).map(Grade::word).orElse("none");
    html.append(
        String.format(
            Locale.ROOT,
            "<section class=\"card\">%n<h2>%s <span class=\"grade %s\">%s</span></h2>%n<p"
                + " class=\"question\">%s</p>%n",
            group.title(),
            grade,
            grade.equals("none") ? "not measured" : grade,
            Html.escape(group.question())));
    judgements.forEach(judgement -> html.append(scale(judgement.measure())));
    if (!judgements.isEmpty()) {
      html.append("<ul>\n");
      judgements.forEach(
          judgement ->
              html.append("<li>").append(Html.escape(judgement.sentence())).append("</li>\n"));
      html.append("</ul>\n");
    }
    if (group == Measure.Group.RULES) {
      html.append(rules());
    }
    judgements.stream()
        .filter(judgement -> !judgement.advice().isEmpty())
        .forEach(
            judgement ->
                html.append(
                    String.format(
                        Locale.ROOT,
                        "<p class=\"advice\"><b>%s: what to do.</b> %s</p>%n",
                        Html.escape(judgement.measure().title()),
                        Html.escape(judgement.advice()))));
    if (!verdict.note(group).isEmpty()) {
      html.append("<p class=\"note\">").append(Html.escape(verdict.note(group))).append("</p>\n");
    }
    return html.append("</section>\n").toString();
  }

  /** A line from floor to ceiling, with a mark at the figure. */
  private String scale(Measure measure) {
    double value = report.findings().value(measure);
    double floor = report.floor(measure);
    double ceiling = report.ceiling(measure);
    double place = ceiling == floor ? 1 : (value - floor) / (ceiling - floor);
    return String.format(
        Locale.ROOT,
        "<div class=\"scale\"><div class=\"name\">%s <b>%.3f</b></div><div class=\"line\"><div"
            + " class=\"mark\" style=\"left:%.1f%%\"></div></div><div class=\"ends\"><span>%s"
            + " %.3f</span><span>%s %.3f</span></div></div>%n",
        Html.escape(measure.title()),
        value,
        100 * Math.max(0, Math.min(1, place)),
        worst(measure),
        floor,
        measure.aim() == Measure.Aim.HALF ? "ideal" : "real rows",
        ceiling);
  }

  private String worst(Measure measure) {
    return measure.group() == Measure.Group.PRIVACY
        ? "copy"
        : report.floor(measure) == report.independent().value(measure)
            ? "independent columns"
            : "nothing alike";
  }

  private String rules() {
    List<Rule> rules = report.rules().kept();
    if (rules.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder(
            "<table class=\"numbers\"><thead><tr><th>rule</th><th>kept by</th><th>independent"
                + "</th></tr></thead><tbody>\n");
    for (int k = 0; k < Math.min(MOST_RULES, rules.size()); k++) {
      html.append(
          String.format(
              Locale.ROOT,
              "<tr><th><code>%s</code></th><td>%.2f %%</td><td>%.2f %%</td></tr>%n",
              Html.escape(rules.get(k).text(report.training().schema())),
              100 * report.findings().obedience().share(k),
              100 * report.independent().obedience().share(k)));
    }
    html.append("</tbody></table>\n");
    if (rules.size() > MOST_RULES) {
      html.append("<p class=\"note\">And ")
          .append(rules.size() - MOST_RULES)
          .append(" more rules.</p>\n");
    }
    return html.toString();
  }
}
