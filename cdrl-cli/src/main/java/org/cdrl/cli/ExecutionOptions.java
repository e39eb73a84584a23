package org.cdrl.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.config.Execution;

/** How this machine executes what a command does. */
final class ExecutionOptions {
  static final SettingOption<Integer> THREADS =
      new SettingOption<>(Execution.THREADS, "threads", "N");
  static final SettingOption<Boolean> XLA = new SettingOption<>(Execution.XLA, "xla", null);
  static final SettingOption<Boolean> BFLOAT16 =
      new SettingOption<>(Execution.MIXED_PRECISION, "bfloat16", null);

  private ExecutionOptions() {}

  /** Those that count where networks of images are used, in training and in drawing. */
  static List<Option> ofImages() {
    return List.of(THREADS.option(""), BFLOAT16.option(""), XLA.option(""));
  }

  /** What {@link #ofImages} say, on one device. */
  static Execution ofImages(Arguments arguments) throws UsageException {
    return Execution.DEFAULT
        .threads(THREADS.valueOrDefault(arguments))
        .mixedPrecision(BFLOAT16.valueOrDefault(arguments))
        .xla(XLA.valueOrDefault(arguments));
  }
}
