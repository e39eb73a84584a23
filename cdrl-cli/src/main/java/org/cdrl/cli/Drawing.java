package org.cdrl.cli;

import java.util.List;
import org.apache.commons.cli.Option;

/**
 * What the command line says of how rows or images are drawn.
 *
 * @param given texts COLUMN=VALUE that they must agree with
 * @param guidance null if it is not given
 * @param steps null for as many as the model was trained with
 */
record Drawing(List<String> given, Double guidance, Integer steps, long seed) {
  static final String GUIDANCE = "guidance";
  private static final String STEPS = "steps";

  /** Only rows or images with these values. */
  static Option givenOption() {
    return CommonOptions.value(
        Given.OPTION,
        "COLUMN=VALUE",
        "Draws only what has this label or, in rows, this number; or COLUMN=LOW..HIGH, where either"
            + " end may be left out. Values must be among those learned. May be repeated.");
  }

  /** How strongly conditions count. */
  static Option guidanceOption() {
    return CommonOptions.value(
        GUIDANCE,
        "W",
        "How strongly classes are followed: 0 (default) as learned; .3 to 2 draws rows or images"
            + " more typical of their class and less varied.");
  }

  /** Sampling steps. */
  static Option stepsOption() {
    return CommonOptions.value(
        STEPS,
        "K",
        "Sampling steps: Langevin steps per level; default as trained. Fewer are faster.");
  }

  static Drawing of(Arguments arguments) throws UsageException {
    return new Drawing(
        arguments.texts(Given.OPTION),
        arguments.has(GUIDANCE) ? (Double) arguments.number(GUIDANCE, 0) : null,
        arguments.has(STEPS) ? (Integer) arguments.integer(STEPS, 0, 1) : null,
        arguments.seed());
  }
}
