package org.cdrl.examples.tribuo.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.CDRLTrainerBuilder;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.tribuo.Output;

/**
 * What a benchmark is told: {@code [--iterations N] DATA COUNT [SET...]}.
 *
 * @param data folder of data sets
 * @param count how often each set is measured
 * @param sets names of sets; empty for all
 * @param iterations of training instead of the default configuration's; 0 for the default
 */
record BenchmarkArguments(Path data, int count, List<String> sets, int iterations) {

  /**
   * From the command line; on a mistake the program ends with a usage line.
   *
   * @param program how it is called
   * @param count what the number says: seeds, pairs
   */
  static BenchmarkArguments parse(String program, String count, String[] args) {
    Options options =
        new Options()
            .addOption(Option.builder().longOpt("iterations").hasArg().type(Number.class).get());
    try {
      CommandLine line = new DefaultParser().parse(options, args);
      List<String> rest = line.getArgList();
      if (rest.size() < 2) {
        throw new ParseException("A folder and a number are needed");
      }
      Number iterations = line.getParsedOptionValue("iterations");
      return new BenchmarkArguments(
          Path.of(rest.get(0)),
          Integer.parseInt(rest.get(1)),
          List.copyOf(rest.subList(2, rest.size())),
          iterations == null ? 0 : iterations.intValue());
    } catch (ParseException | NumberFormatException e) {
      throw fail(
          String.format(
              Locale.ROOT,
              "%s%nUsage: examples/run tribuo.benchmark.%s [--iterations N] DATA %s [SET...]",
              e.getMessage(),
              program,
              count));
    }
  }

  private static AssertionError fail(String message) {
    System.err.println(message);
    System.exit(2);
    return new AssertionError("the program has ended");
  }

  /** Ends the program if a set was asked for that is not among these. */
  void requireAmong(List<String> known) {
    for (String set : sets) {
      if (!known.contains(set)) {
        throw fail("There is no set " + set + ", only " + String.join(", ", known));
      }
    }
  }

  /** Whether a set was asked for. */
  boolean wants(String set) {
    return sets.isEmpty() || sets.contains(set);
  }

  /** The default configuration, but for iterations that were given. */
  <T extends Output<T>> CDRLTrainerBuilder<T> trainer(Conditioning<T> conditioning, long seed) {
    return CDRLTrainer.builder(conditioning, Absent.MISSING).iterations(iterations).seed(seed);
  }
}
