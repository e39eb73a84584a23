package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Draws rows or images from several models, or several concepts, as one density. */
final class ComposeCommand implements Command<ComposeCommand.Request> {
  /** What is asked for; whether rows or images are drawn, the models tell. */
  record Request(
      List<Path> models,
      Composition composition,
      DrawnRows rows,
      ImageSamples images,
      KindOptions kinds) {}

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
    return "draws new rows or images from several models, or several classes, at once";
  }

  @Override
  public String description() {
    return "Draws rows or images that all of several models find likely, or (--mixture) any of them;"
        + " and those that have all of some classes (--all) and none of others (--not), also in"
        + " combinations that no training row had; classes that --all does not name are then left"
        + " empty in rows. What is composed must have been trained with --class, every column of"
        + " it. Models of tables must have the same columns and encoding: train one of them with"
        + " --like the other.";
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
    return DrawnOptions.of()
        .add(Section.COMMON, Composition.options())
        .add(Section.IMAGES, Drawing.guidanceOption(), Composition.passesOption());
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    List<Path> models = arguments.operands();
    Destination out = Destination.of(arguments);
    return new Request(
        models,
        Composition.of(arguments, models.size()),
        DrawnRows.of(arguments, out),
        ImageSamples.of(arguments, ImageSheet.of(arguments, out.name())),
        KindOptions.of(options(), arguments));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    Path first = request.models.get(0);
    if (ImageModel.isOne(first)) {
      request.kinds.requireImages(first);
      request.images.sheet().requirePng(first);
      request.composition.requireOneWay(request.images.drawing().drawing());
      drawImages(request, console);
      return;
    }
    try (CDRLModel<?> model = CDRLModel.load(first)) {
      request.kinds.requireTable(first);
      drawRows(model, request, console);
    }
  }

  private static void drawImages(Request request, Console console)
      throws UsageException, IOException {
    Composition composition = request.composition;
    List<Concept> concepts =
        composition.concepts((option, text) -> ImageModel.and(Condition.none(), option, text));
    List<ImageModel> models = new ArrayList<>();
    try {
      List<Sampler> samplers = new ArrayList<>();
      for (Path file : request.models) {
        ImageModel model = request.images.drawing().open(file);
        models.add(model);
        Sampler sampler =
            request
                .images
                .drawing()
                .sampler(model)
                .weight(composition.weights().get(samplers.size()));
        if (composition.passes() != null) {
          sampler = sampler.drawPasses(composition.passes());
        }
        samplers.add(
            concepts.isEmpty() ? sampler : sampler.compose(concepts.toArray(Concept[]::new)));
      }
      Sampler[] all = samplers.toArray(Sampler[]::new);
      Sampler joined = composition.mixture() ? Sampler.mixture(all) : Sampler.product(all);
      int count = ImageSheet.size(request.images.count());
      float[][] drawn = joined.draw(request.images.first(), count);
      request.images.sheet().write(models.get(0), drawn, ImageSamples.COLUMNS, console);
    } finally {
      models.forEach(ImageModel::close);
    }
  }

  private static <T extends Output<T>> void drawRows(
      CDRLModel<T> first, Request request, Console console) throws UsageException, IOException {
    Composition composition = request.composition;
    List<CDRLModel<T>> models = new ArrayList<>(List.of(first));
    try {
      for (Path file : request.models.subList(1, request.models.size())) {
        models.add(CDRLModel.load(file, first.conditioning().outputType()));
      }
      List<Concept> concepts =
          composition.concepts((option, text) -> condition(first, option, text));
      List<ComposedModel.Part<T>> parts = new ArrayList<>();
      for (int m = 0; m < models.size(); m++) {
        parts.add(new ComposedModel.Part<>(models.get(m), composition.weights().get(m), concepts));
      }
      ComposedModel<T> composed =
          composition.mixture() ? ComposedModel.mixture(parts) : ComposedModel.product(parts);
      OpenModel columns = OpenModel.of(first);
      request.rows.write(request.rows.sampler(composed.sampler(), columns), columns, console);
    } finally {
      models.forEach(CDRLModel::close);
    }
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
