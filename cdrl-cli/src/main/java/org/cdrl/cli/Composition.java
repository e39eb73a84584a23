package org.cdrl.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.cli.Option;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * What the command line says of how models and classes are composed.
 *
 * @param weights of the models
 * @param all texts COLUMN=LABEL of classes that are wanted
 * @param conceptWeights one for each of those
 * @param not texts COLUMN=LABEL of classes that are not wanted
 * @param mixture whether one model that finds a row likely is enough
 * @param passes runs of every level where images are drawn; null for the default
 */
record Composition(
    List<Double> weights,
    List<String> all,
    List<Double> conceptWeights,
    List<String> not,
    boolean mixture,
    Integer passes) {
  private static final String ALL = "all";
  private static final String NOT = "not";
  private static final String WEIGHT = "weight";
  private static final String CONCEPT_WEIGHT = "concept-weight";
  private static final String MIXTURE = "mixture";
  private static final String PASSES = "passes";
  private static final String WITH_CLASSES =
      "with --" + ALL + " and --" + NOT + "; name the class there";

  /** Reads the condition that the text of an option means. */
  @FunctionalInterface
  interface ConditionReader {
    Condition read(String option, String text) throws UsageException;
  }

  static List<Option> options() {
    return List.of(
        CommonOptions.value(
            ALL,
            "COLUMN=LABEL",
            "Draws what every model takes for this class. May be repeated, for all of them at"
                + " once."),
        CommonOptions.value(
            NOT,
            "COLUMN=LABEL",
            "Draws what no model takes for this class. May be repeated, for none of them."),
        CommonOptions.value(
            CONCEPT_WEIGHT,
            "W",
            "How strongly a class of --all is insisted on; default 1. In rows, 2 to 5 for"
                + " combinations that no training row had; images seldom need more than 1. More"
                + " overdoes it. Once for all, or once per --all in their order."),
        CommonOptions.value(
            WEIGHT,
            "W",
            "How much a model counts, above 0; as many as models, in their order. Default 1"
                + " each."),
        CommonOptions.flag(
            MIXTURE, "Draws what any of the models finds likely; default what all of them do."));
  }

  /** Runs of every level. */
  static Option passesOption() {
    return CommonOptions.value(
        PASSES,
        "N",
        "How often every level but the first and the last is run; default 4 with --all or --not,"
            + " else 1. More draw more images right and take longer, 1 is fastest.");
  }

  static Composition of(Arguments arguments, int models) throws UsageException {
    List<String> all = arguments.texts(ALL);
    List<String> not = arguments.texts(NOT);
    if (!all.isEmpty() || !not.isEmpty()) {
      arguments.refuse(List.of(Drawing.GUIDANCE), WITH_CLASSES);
    }
    return new Composition(
        weights(arguments, models),
        all,
        conceptWeights(arguments, all.size()),
        not,
        arguments.has(MIXTURE),
        arguments.has(PASSES) ? (Integer) arguments.integer(PASSES, 0, 1) : null);
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

  private static List<Double> conceptWeights(Arguments arguments, int classes)
      throws UsageException {
    List<Double> weights = arguments.numbers(CONCEPT_WEIGHT);
    if (weights.isEmpty()) {
      weights = List.of(1.);
    }
    if (weights.size() == 1) {
      weights = Collections.nCopies(classes, weights.get(0));
    }
    if (weights.size() != classes) {
      throw new UsageException(
          "--"
              + CONCEPT_WEIGHT
              + " is given "
              + weights.size()
              + " times, but --"
              + ALL
              + " "
              + classes
              + " times; give one for each, or one for all");
    }
    return weights;
  }

  /** The classes as concepts; none if the models are composed as they are. */
  List<Concept> concepts(ConditionReader reader) throws UsageException {
    List<Concept> concepts = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      concepts.add(new Concept(reader.read(ALL, all.get(c)), conceptWeights.get(c)));
    }
    for (String text : not) {
      concepts.add(Concept.not(reader.read(NOT, text)));
    }
    return concepts;
  }

  /** Fails if images are to be drawn with classes given in two ways. */
  void requireOneWay(Drawing drawing) throws UsageException {
    if (!drawing.given().isEmpty() && (!all.isEmpty() || !not.isEmpty())) {
      throw new UsageException("--" + Given.OPTION + " cannot be given " + WITH_CLASSES);
    }
  }
}
