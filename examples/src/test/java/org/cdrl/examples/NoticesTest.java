package org.cdrl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Libraries that come with a program are named in THIRD-PARTY-NOTICES.txt, unless they are under
 * the Apache licence, whose notices are in the jars.
 */
class NoticesTest {
  private static final Path NOTICES = Path.of("..", "THIRD-PARTY-NOTICES.txt");

  /** "(licence) name (group:artifact:version - address)". */
  private static final Pattern LIBRARY =
      Pattern.compile("(?m)^ +(\\(.*\\)) .*\\((\\S+:\\S+):\\S+ - ");

  @ParameterizedTest
  @ValueSource(strings = {"cdrl-cli", "weka-package"})
  void librariesWithNoticesAreNamed(String module) throws IOException {
    Path list = Path.of("..", module, "target/generated-sources/license/THIRD-PARTY.txt");
    Assumptions.assumeTrue(Files.exists(list), "made by the phase prepare-package");
    String notices = Files.readString(NOTICES);
    List<String> missing =
        LIBRARY
            .matcher(Files.readString(list))
            .results()
            .filter(library -> !library.group(1).contains("Apache-2.0"))
            .map((MatchResult library) -> library.group(2))
            .filter(library -> !notices.matches("(?s).*\\s" + Pattern.quote(library) + "\\s.*"))
            .toList();
    assertEquals(List.of(), missing);
  }
}
