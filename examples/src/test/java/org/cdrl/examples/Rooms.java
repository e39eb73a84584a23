package org.cdrl.examples;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rooms that a document tells: what every package may use. */
final class Rooms {
  private static final String BASE = "org.cdrl";
  private static final Set<String> OF_JDK =
      ModuleLayer.boot().modules().stream()
          .flatMap(module -> module.getPackages().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Set<String> packages;

  /** The names of libraries by what their packages begin with. */
  private final Map<String, String> libraries = new HashMap<>();

  /** What a package may use: full names of packages, and names of libraries. */
  private final Map<String, Set<String>> uses = new HashMap<>();

  /**
   * Reads the tables whose first column is headed "room" or "library".
   *
   * @param document in Markdown
   * @param packages of the project
   * @throws IllegalArgumentException if a line names a package or a library that is not there, or
   *     if a package has no line or several
   */
  Rooms(String document, Set<String> packages) {
    this.packages = packages;
    for (List<String> row : rows(document, "library")) {
      names(row.get(1)).forEach(start -> libraries.put(bare(start), row.get(0)));
    }
    for (List<String> row : rows(document, "room")) {
      Set<String> used = names(row.get(2)).map(this::packageOrLibrary).collect(Collectors.toSet());
      if (uses.put(packageOrLibrary(row.get(0)), used) != null) {
        throw new IllegalArgumentException("Two lines tell of the room " + row.get(0));
      }
    }
    for (String name : packages) {
      if (!uses.containsKey(name)) {
        throw new IllegalArgumentException("No line tells what the package " + name + " may use");
      }
    }
  }

  /** The cells of all tables whose first column has this heading. */
  private static List<List<String>> rows(String document, String heading) {
    return Stream.of(document.split("\\R\\R"))
        .filter(block -> block.startsWith("| " + heading + " |"))
        .flatMap(table -> table.lines().skip(2))
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
        .toList();
  }

  private static Stream<String> names(String cell) {
    return cell.equals("–") ? Stream.empty() : Stream.of(cell.split(", "));
  }

  private static String bare(String code) {
    return code.replace("`", "");
  }

  private String packageOrLibrary(String name) {
    Stream<String> meant =
        name.startsWith("`")
            ? Stream.of(BASE + "." + bare(name), bare(name)).filter(packages::contains)
            : Stream.of(name).filter(libraries::containsValue);
    return meant
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no room or library " + name));
  }

  /**
   * What of a class's use is against the rules.
   *
   * @param ours whether the class that is used is the project's
   * @return what the user's room would have to name; empty if all is well
   */
  Optional<String> missing(String user, JavaClass used, boolean ours) {
    String place = used.getPackageName();
    if (used.isPrimitive() || place.equals(user)) {
      return Optional.empty();
    }
    String name = ours ? place : library(place).orElse(place);
    boolean free = !ours && library(place).isEmpty() && OF_JDK.contains(place);
    return free || uses.get(user).contains(name) ? Optional.empty() : Optional.of(name);
  }

  private Optional<String> library(String place) {
    return libraries.entrySet().stream()
        .filter(library -> (place + ".").startsWith(library.getKey() + "."))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
