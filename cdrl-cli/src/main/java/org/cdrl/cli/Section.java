package org.cdrl.cli;

/** A section of a command's help, in the order in which they are shown. */
enum Section {
  REQUIRED("Required"),
  COMMON("Common options"),
  TABLES("For models of tables only"),
  IMAGES("For models of images only"),
  FORMAT("How CSV files are written"),
  EXPERT("For experts");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
