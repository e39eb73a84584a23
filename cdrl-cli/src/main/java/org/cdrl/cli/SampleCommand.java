package org.cdrl.cli;

import org.cdrl.tribuo.ExampleSampler;

/** Draws rows from a model into a table. */
final class SampleCommand implements Command<Arguments> {
  private static final String GUIDANCE = "guidance";
  private static final String BALANCED = "balanced";

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DRAW;
  }

  @Override
  public String summary() {
    return "draws new rows from a model";
  }

  @Override
  public String description() {
    return "Draws new rows from a model into a table that looks like the one it was trained on."
        + " Rows depend on the seed and their number only, so a long table can be drawn in parts"
        + " (--first) and memory does not grow with --n.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    CommandOptions options = new CommandOptions();
    DrawnRows.addOptions(options);
    options
        .add(
            Section.COMMON,
            CommonOptions.value(
                BALANCED,
                "COLUMN",
                "Equally many rows of every label of a column that the model was trained with as a"
                    + " class; default as often as in training."))
        .add(
            Section.COMMON,
            CommonOptions.value(
                GUIDANCE,
                "W",
                "0 (default) follows classes as learned; .3 to 1.5 draws rows more typical of them"
                    + " and less varied."));
    ImageSamples.addOptions(options);
    return options;
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    if (arguments.has(ImageSamples.GRID)) {
      ImageSamples.run(arguments, console);
      return;
    }
    DrawnRows rows = DrawnRows.of(arguments);
    try (OpenModel model = OpenModel.load(arguments.operand())) {
      rows.write(sampler(model, arguments), model, arguments, console);
    }
  }

  private static ExampleSampler<?> sampler(OpenModel model, Arguments arguments)
      throws UsageException {
    ExampleSampler<?> sampler = DrawnRows.sampler(model.model().sampler(), model, arguments);
    if (arguments.has(GUIDANCE)) {
      if (model.table().conditions().names().isEmpty()) {
        throw new IllegalArgumentException(
            "--" + GUIDANCE + " needs a model trained with --class; this one has no classes");
      }
      sampler = sampler.guidance(arguments.number(GUIDANCE, 0));
    }
    return arguments.has(BALANCED) ? sampler.balanced(arguments.text(BALANCED)) : sampler;
  }
}
