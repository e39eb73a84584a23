package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training, saving, loading, drawing, scoring, filling in and classifying give the same files in
 * every locale: other digits, other decimal signs, and a Turkish i.
 */
class LocalesTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir static Path folder;

  private static List<String> inEnglish;

  @AfterEach
  void restore() {
    Locale.setDefault(BEFORE);
  }

  private static List<String> expected() throws IOException {
    if (inEnglish == null) {
      Locale.setDefault(Locale.ENGLISH);
      inEnglish = outputs();
    }
    return inEnglish;
  }

  private static List<String> outputs() throws IOException {
    Path csv = Files.writeString(folder.resolve("shapes.csv"), TinyModels.shapes(1));
    Path model = folder.resolve("shapes.cdrl");
    Path out = folder.resolve("out.csv");
    TinyModels.train(csv, List.of("shape"), model, builder -> builder);
    List<String> outputs = new ArrayList<>();
    for (Object[] command :
        new Object[][] {
          {"sample", model, "--count", 5, "--out", out},
          {"score", model, "--csv", csv, "--out", out},
          {"impute", model, "--csv", csv, "--out", out},
          {"classify", model, "--csv", csv, "--out", out},
          {"info", model, "--as-config", folder.resolve("shapes.xml")}
        }) {
      Tool.Result result = Tool.run(command);
      assertEquals(0, result.code(), command[0] + ": " + result.err());
      outputs.add(Files.readString(out));
    }
    return outputs;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "th-TH-u-nu-thai", "de-DE"})
  void filesAreTheSame(String locale) throws IOException {
    List<String> expected = expected();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertEquals(expected, outputs());
    assertEquals(locale, Locale.getDefault().toLanguageTag());
  }

  @Test
  void theLocaleIsKnown() {
    assertEquals("١", String.format(Locale.forLanguageTag("ar-EG"), "%d", 1));
  }
}
