package org.cdrl.cli;

/** A group of the list of commands, in the order in which they are shown. */
enum CommandGroup {
  LEARN("Learn a model"),
  DRAW("Draw from a model"),
  APPLY("Apply a model to a table"),
  JUDGE("Look at models and judge them"),
  EXCHANGE("Exchange weights with other programs"),
  /** For whoever works on this project; not in the list. */
  DEVELOPERS(null);

  private final String title;

  CommandGroup(String title) {
    this.title = title;
  }

  /** The title; null if users do not see the group. */
  String title() {
    return title;
  }
}
