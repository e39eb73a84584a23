package org.cdrl.examples.weka;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * What a benchmark is told: {@code [--iterations N] DATA SEEDS [SET...]}.
 *
 * @param data folder of data sets
 * @param seeds how often each set is measured
 * @param sets names of sets
 * @param iterations of training instead of the default; 0 for the default
 */
record BenchmarkOptions(Path data, int seeds, List<String> sets, int iterations) {

  /**
   * From the command line; on a mistake the program ends with a usage line.
   *
   * @param program how it is called
   * @param known the sets that there are; all are wanted if none is named
   */
  static BenchmarkOptions parse(String program, Set<String> known, String[] args) {
    Options options =
        new Options()
            .addOption(Option.builder().longOpt("iterations").hasArg().type(Number.class).get());
    try {
      CommandLine line = new DefaultParser().parse(options, args);
      List<String> rest = line.getArgList();
      if (rest.size() < 2) {
        throw new ParseException("A folder and a number of seeds are needed");
      }
      List<String> sets = rest.subList(2, rest.size());
      if (!known.containsAll(sets)) {
        throw new ParseException("The sets are " + String.join(", ", known));
      }
      Number iterations = line.getParsedOptionValue("iterations");
      return new BenchmarkOptions(
          Path.of(rest.get(0)),
          Integer.parseInt(rest.get(1)),
          sets.isEmpty() ? List.copyOf(known) : List.copyOf(sets),
          iterations == null ? 0 : iterations.intValue());
    } catch (ParseException | NumberFormatException e) {
      System.err.printf(
          Locale.ROOT,
          "%s%nUsage: examples/run weka.%s [--iterations N] DATA SEEDS [SET...]%n",
          e.getMessage(),
          program);
      System.exit(2);
      throw new AssertionError("the program has ended");
    }
  }
}
