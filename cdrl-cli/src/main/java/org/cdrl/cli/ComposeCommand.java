package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.Sampler;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.ComposedModel;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.tribuo.Output;

/** Draws rows from several models, or several concepts, as one density. */
final class ComposeCommand implements Command<Arguments> {
  private static final String ALL = "all";
  private static final String NOT = "not";
  private static final String WEIGHT = "weight";
  private static final String CONCEPT_WEIGHT = "concept-weight";
  private static final String MIXTURE = "mixture";

  @Override
  public String name() {
    return "compose";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.DRAW;
  }

  @Override
  public String summary() {
    return "draws new rows from several models, or several classes, at once";
  }

  @Override
  public String description() {
    return "Draws rows that all of several models find likely, or (--mixture) any of them; and rows"
        + " that have all of some classes (--all) and none of others (--not), also in combinations"
        + " that no training row had; classes that --all does not name are then left empty. What is"
        + " composed must have been trained with --class, every column of it. The"
        + " models must have the same columns and encoding: train one of them with --like the"
        + " other.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public boolean takesSeveral() {
    return true;
  }

  @Override
  public CommandOptions options() {
    CommandOptions options =
        new CommandOptions()
            .add(
                Section.COMMON,
                CommonOptions.value(
                    ALL,
                    "COLUMN=LABEL",
                    "Rows of this class, to every model. May be repeated, for rows of all of"
                        + " these."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    NOT,
                    "COLUMN=LABEL",
                    "Rows away from this class, to every model. May be repeated, for rows of none"
                        + " of these."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    CONCEPT_WEIGHT,
                    "W",
                    "How strongly a class of --all is insisted on; default 1. 2 to 5 for"
                        + " combinations that no training row had, most for what shows least, as a"
                        + " shape beside a colour; more overdoes it. Once for all, or once per"
                        + " --all in their order."))
            .add(
                Section.COMMON,
                CommonOptions.value(
                    WEIGHT,
                    "W",
                    "How much a model counts, above 0; as many as models, in their order. Default 1"
                        + " each."))
            .add(
                Section.COMMON,
                CommonOptions.flag(
                    MIXTURE, "Rows that any of the models finds likely; default all of them."));
    DrawnRows.addOptions(options);
    options.add(
        Section.COMMON,
        CommonOptions.flag(
            ImageSamples.GRID,
            "Draws from a model of images: --out is a PNG file with --n images, default 100."));
    ImageModel.addMissing(options);
    return options;
  }

  @Override
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    List<Path> files = arguments.operands();
    if (arguments.has(ImageSamples.GRID)) {
      composeImages(files, arguments, console);
      return;
    }
    DrawnRows rows = DrawnRows.of(arguments);
    List<Double> weights = weights(arguments, files.size());
    try (CDRLModel<?> first = CDRLModel.load(files.get(0))) {
      run(first, files.subList(1, files.size()), weights, rows, arguments, console);
    }
  }

  private static void composeImages(List<Path> files, Arguments arguments, Console console)
      throws UsageException, IOException {
    List<Double> weights = weights(arguments, files.size());
    arguments.writable(CommonOptions.OUT);
    List<Concept> concepts =
        concepts(arguments, (option, text) -> ImageModel.and(Condition.none(), text));
    if (!concepts.isEmpty()) {
      arguments.refuse(
          List.of(Given.OPTION, ImageModel.GUIDANCE),
          "with --" + ALL + " and --" + NOT + "; name the class there");
    }
    List<ImageModel> models = new ArrayList<>();
    try {
      List<Sampler> samplers = new ArrayList<>();
      for (Path file : files) {
        ImageModel model = ImageModel.load(file);
        models.add(model);
        Sampler sampler = model.sampler(arguments).weight(weights.get(samplers.size()));
        samplers.add(
            concepts.isEmpty() ? sampler : sampler.compose(concepts.toArray(Concept[]::new)));
      }
      Sampler[] all = samplers.toArray(Sampler[]::new);
      Sampler joined = arguments.has(MIXTURE) ? Sampler.mixture(all) : Sampler.product(all);
      int n = arguments.integer("n", 100, 1);
      models.get(0).write(joined.draw(n), 10, arguments, console);
    } finally {
      models.forEach(ImageModel::close);
    }
  }

  private static List<Double> weights(Arguments arguments, int models) throws UsageException {
    List<Double> weights = arguments.numbers(WEIGHT);
    if (!weights.isEmpty() && weights.size() != models) {
      throw new UsageException(
          "--"
              + WEIGHT
              + " is given "
              + weights.size()
              + " times for "
              + models
              + (models == 1 ? " model" : " models")
              + "; give one per model, or none");
    }
    for (double weight : weights) {
      if (weight <= 0) {
        throw new UsageException("--" + WEIGHT + " is " + weight + " but must be above 0");
      }
    }
    return weights.isEmpty() ? Collections.nCopies(models, 1.) : weights;
  }

  private static <T extends Output<T>> void run(
      CDRLModel<T> first,
      List<Path> others,
      List<Double> weights,
      DrawnRows rows,
      Arguments arguments,
      Console console)
      throws UsageException, IOException {
    List<CDRLModel<T>> models = new ArrayList<>(List.of(first));
    try {
      for (Path file : others) {
        models.add(CDRLModel.load(file, first.conditioning().outputType()));
      }
      List<Concept> concepts =
          concepts(arguments, (option, text) -> condition(first, option, text));
      List<ComposedModel.Part<T>> parts = new ArrayList<>();
      for (int m = 0; m < models.size(); m++) {
        parts.add(new ComposedModel.Part<>(models.get(m), weights.get(m), concepts));
      }
      ComposedModel<T> composed =
          arguments.has(MIXTURE) ? ComposedModel.mixture(parts) : ComposedModel.product(parts);
      OpenModel columns = OpenModel.of(first);
      rows.write(
          DrawnRows.sampler(composed.sampler(), columns, arguments), columns, arguments, console);
    } finally {
      models.forEach(CDRLModel::close);
    }
  }

  /** Reads the condition that the text of an option means. */
  @FunctionalInterface
  private interface ConditionReader {
    Condition read(String option, String text) throws UsageException;
  }

  private static List<Concept> concepts(Arguments arguments, ConditionReader reader)
      throws UsageException {
    List<String> all = arguments.texts(ALL);
    List<Double> weights = arguments.numbers(CONCEPT_WEIGHT);
    if (weights.isEmpty()) {
      weights = List.of(1.);
    }
    if (weights.size() == 1) {
      weights = Collections.nCopies(all.size(), weights.get(0));
    }
    if (weights.size() != all.size()) {
      throw new UsageException(
          "--"
              + CONCEPT_WEIGHT
              + " is given "
              + weights.size()
              + " times, but --"
              + ALL
              + " "
              + all.size()
              + " times; give one for each, or one for all");
    }
    List<Concept> concepts = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      concepts.add(new Concept(reader.read(ALL, all.get(c)), weights.get(c)));
    }
    for (String text : arguments.texts(NOT)) {
      concepts.add(Concept.not(reader.read(NOT, text)));
    }
    return concepts;
  }

  private static Condition condition(CDRLModel<?> model, String option, String text) {
    Set<String> classes = model.table().conditions().names();
    Column column = Given.column(model.table().schema(), option, text);
    String label = text.substring(column.name().length() + 1);
    if (!classes.contains(column.name())) {
      throw new IllegalArgumentException(
          "--"
              + option
              + " is \""
              + text
              + "\", but "
              + column.name()
              + " is no class of the model, which has "
              + (classes.isEmpty() ? "none" : String.join(", ", classes))
              + "; concepts are classes: train with"
              + classes.stream().map(name -> " --class " + name).collect(Collectors.joining())
              + " --class "
              + column.name()
              + ", or draw with 'cdrl sample --"
              + Given.OPTION
              + "'");
    }
    if (!column.labels().contains(label)) {
      throw new IllegalArgumentException(
          "--"
              + option
              + " is \""
              + text
              + "\", but column \""
              + column.name()
              + "\" has no label \""
              + label
              + "\"; it has "
              + String.join(", ", column.labels()));
    }
    return Condition.of(column.name(), label);
  }
}
