package org.cdrl.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;

/**
 * Options that are given and go with one kind of model only. Which kind a model is, its file tells.
 *
 * @param tables names of those for models of tables
 * @param images names of those for models of images
 */
record KindOptions(List<String> tables, List<String> images) {
  static KindOptions of(CommandOptions options, Arguments arguments) {
    return new KindOptions(
        given(
            CommonOptions.join(options.of(Section.TABLES), options.of(Section.FORMAT)), arguments),
        given(options.of(Section.IMAGES), arguments));
  }

  private static List<String> given(List<Option> options, Arguments arguments) {
    return options.stream().map(Option::getLongOpt).filter(arguments::has).toList();
  }

  /** Fails if an option is given that a model of a table does not have. */
  void requireTable(Path model) throws UsageException {
    refuse(images, model + " is a model of a table");
  }

  /** Fails if an option is given that a model of images does not have. */
  void requireImages(Path model) throws UsageException {
    refuse(tables, model + " is a model of images");
  }

  private static void refuse(List<String> given, String because) throws UsageException {
    if (!given.isEmpty()) {
      throw new UsageException("--" + given.get(0) + " cannot be given: " + because);
    }
  }
}
