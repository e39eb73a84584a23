package org.cdrl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.cdrl.table.rules.Finding;
import org.cdrl.table.rules.Rules;

/** The rules of a model, for people. */
final class RulesTold {
  private RulesTold() {}

  /**
   * Prints a line per rule; nothing if there are none.
   *
   * @param most lines
   */
  static void print(PrintStream out, Rules rules, int most) {
    List<Finding> findings = rules.findings();
    if (findings.isEmpty()) {
      return;
    }
    out.println("rules");
    findings.stream()
        .limit(most)
        .forEach(rule -> out.printf(Locale.ROOT, "  %-40s %s%n", rule.text(), rule.description()));
    if (findings.size() > most) {
      out.println("  and " + (findings.size() - most) + " more; 'cdrl info' shows all");
    }
  }
}
