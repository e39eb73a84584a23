package org.cdrl.cli;

/** The options of commands that draw rows or images, as the model is. */
final class DrawnOptions {
  private DrawnOptions() {}

  static CommandOptions of() {
    return new CommandOptions()
        .add(
            Section.REQUIRED,
            CommonOptions.written(
                CommonOptions.OUT,
                "FILE",
                "Of rows: CSV, or ARFF if the name ends in .arff; - for CSV on standard output. Of"
                    + " images: a PNG file."))
        .add(
            Section.COMMON,
            CommonOptions.count(
                "rows or images",
                DrawnRows.DEFAULT_COUNT + " rows, " + ImageSamples.DEFAULT_COUNT + " images"),
            Drawing.givenOption(),
            Drawing.stepsOption(),
            CommonOptions.seed(),
            CommonOptions.first())
        .add(Section.TABLES, DrawnRows.noMissing(), DrawnRows.noKeys())
        .add(Section.FORMAT, CommonOptions.format())
        .add(Section.FORMAT, CommonOptions.defuse())
        .add(Section.IMAGES, ImageSheet.zooming())
        .add(Section.IMAGES, ImageDrawing.only());
  }
}
