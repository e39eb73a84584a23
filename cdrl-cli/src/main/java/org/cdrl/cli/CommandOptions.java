package org.cdrl.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a command, each in a section of its help. */
final class CommandOptions {
  private final Map<Section, List<Option>> sections = new EnumMap<>(Section.class);

  /** Adds options to the end of a section. */
  CommandOptions add(Section section, Option... options) {
    return add(section, List.of(options));
  }

  /** Adds options to the end of a section. */
  CommandOptions add(Section section, List<Option> options) {
    sections.computeIfAbsent(section, s -> new ArrayList<>()).addAll(options);
    return this;
  }

  /** The sections that have options, in the order of help. */
  Map<Section, List<Option>> sections() {
    return Collections.unmodifiableMap(sections);
  }

  /** The options of a section. */
  List<Option> of(Section section) {
    return sections.getOrDefault(section, List.of());
  }

  /** All options, for the parser. */
  Options all() {
    Options all = new Options();
    sections.values().forEach(section -> section.forEach(all::addOption));
    return all;
  }
}
