package org.cdrl.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cdrl.data.Checkerboard;
import org.cdrl.report.Html;

/** Qualities of samples beside that of the truth, as text, JSON and HTML. */
public final class QualityTable {
  /**
   * One line.
   *
   * @param sample what was measured
   * @param seconds that drawing took
   */
  private record Line(String sample, Checkerboard.Quality quality, double seconds) {}

  private final List<Line> lines = new ArrayList<>();

  /**
   * Adds a line.
   *
   * @param sample what was measured
   * @param seconds that drawing took
   */
  public void add(String sample, Checkerboard.Quality quality, double seconds) {
    lines.add(new Line(sample, quality, seconds));
  }

  /** For the terminal. */
  public String toText() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-22s %8s %16s %18s %8s%n",
                "",
                "inside",
                "total variation",
                "sliced Wasserstein",
                "seconds"));
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-22s %8.4f %16.4f %18.4f %8.1f%n",
              line.sample(),
              line.quality().inside(),
              line.quality().totalVariation(),
              line.quality().slicedWasserstein(),
              line.seconds()));
    }
    return text.toString();
  }

  /** For programs. */
  public String toJson() {
    return lines.stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "  {\"sample\": \"%s\", \"inside\": %.6f, \"totalVariation\": %.6f,"
                        + " \"slicedWasserstein\": %.6f, \"seconds\": %.3f}",
                    line.sample(),
                    line.quality().inside(),
                    line.quality().totalVariation(),
                    line.quality().slicedWasserstein(),
                    line.seconds()))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** The rows of an HTML table. */
  String toHtmlRows() {
    return lines.stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "<tr><th>%s</th><td>%.4f</td><td>%.4f</td><td>%.4f</td><td>%.1f</td></tr>",
                    Html.escape(line.sample()),
                    line.quality().inside(),
                    line.quality().totalVariation(),
                    line.quality().slicedWasserstein(),
                    line.seconds()))
        .collect(Collectors.joining("\n"));
  }
}
