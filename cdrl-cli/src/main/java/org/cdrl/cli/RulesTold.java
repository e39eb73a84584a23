package org.cdrl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.cdrl.table.rules.Finding;
import org.cdrl.table.rules.Rules;

/** The rules of a model, and the ranges of its columns, for people. */
final class RulesTold {
  private RulesTold() {}

  /**
   * Prints a line per rule and range; nothing if there are none.
   *
   * @param most lines of each
   */
  static void print(PrintStream out, Rules rules, int most) {
    print(out, "rules", rules.findings(), most);
    print(out, "ranges", rules.ranges(), most);
  }

  private static void print(PrintStream out, String title, List<Finding> findings, int most) {
    if (findings.isEmpty()) {
      return;
    }
    out.println(title);
    findings.stream()
        .limit(most)
        .forEach(
            found -> out.printf(Locale.ROOT, "  %-40s %s%n", found.text(), found.description()));
    if (findings.size() > most) {
      out.println("  and " + (findings.size() - most) + " more; 'cdrl info' shows all");
    }
  }
}
