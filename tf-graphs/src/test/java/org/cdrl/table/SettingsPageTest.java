package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.config.Setting;
import org.junit.jupiter.api.Test;

/** The page of settings, which follows from their descriptions and from the code of defaults. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");
  private static final String NONE = "–";

  private static Map<String, List<Setting<?>>> groups() {
    Map<String, List<Setting<?>>> groups = new LinkedHashMap<>();
    groups.put("Training, chains and optimisation", CdrlConfig.settings());
    groups.put(
        "Networks of vectors, which rows of tables are encoded as", CdrlConfig.settingsOfVectors());
    groups.put("Networks of images", CdrlConfig.settingsOfImages());
    groups.put("Execution, which no model file keeps", Execution.settings());
    return groups;
  }

  /** What suits data and methods that have defaults of their own. */
  private static Map<String, CdrlConfig> suited() {
    ImageArchitecture small = ImageArchitecture.small(32, 3);
    ImageArchitecture deep = ImageArchitecture.cifar10();
    Map<String, CdrlConfig> suited = new LinkedHashMap<>();
    suited.put("engine", CdrlConfig.builder().build());
    suited.put("engine, DRL", CdrlConfig.drl().build());
    suited.put("tables below 1,000 rows, or of tokens", TableDefaults.of(999, 1, false).build());
    suited.put("below 10,000 rows", TableDefaults.of(9_999, 1, false).build());
    suited.put("more rows", TableDefaults.of(10_000, 1, false).build());
    suited.put("images", ImageDefaults.of(small, Method.CDRL).build());
    suited.put("images, deep networks", ImageDefaults.of(deep, Method.CDRL).build());
    suited.put("images, DRL", ImageDefaults.of(small, Method.DRL).build());
    return suited;
  }

  /** Where it is not, the page as it must be is in target/settings.md. */
  @Test
  void thePageIsThatOfTheDescriptions() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(PAGE).split("\n\\| setting", 2)[0]);
    page.append('\n').append(defaults());
    groups()
        .forEach(
            (title, settings) -> {
              page.append("\n## ").append(title).append("\n\n");
              page.append(row("setting", "what it is", "default", "must be", "what it does"));
              page.append("|---|---|---|---|---|\n");
              settings.forEach(setting -> page.append(row(setting)));
            });
    Files.writeString(Path.of("target", "settings.md"), page);
    assertEquals(page.toString(), Files.readString(PAGE));
  }

  /** Settings whose defaults are not the engine's everywhere. */
  private static String defaults() {
    Map<String, CdrlConfig> suited = suited();
    StringBuilder table = new StringBuilder();
    table.append(row(Stream.concat(Stream.of("setting"), suited.keySet().stream())));
    table.append("|---".repeat(1 + suited.size())).append("|\n");
    for (Setting<?> setting :
        Stream.concat(CdrlConfig.settings().stream(), CdrlConfig.settingsOfVectors().stream())
            .toList()) {
      boolean ofNetworks = CdrlConfig.settingsOfVectors().contains(setting);
      List<String> values =
          suited.entrySet().stream()
              .map(
                  of ->
                      ofNetworks && of.getKey().startsWith("images")
                          ? NONE
                          : of.getValue().allTexts().get(setting.name()))
              .toList();
      if (values.stream().filter(value -> !value.equals(NONE)).distinct().count() > 1) {
        table.append(row(Stream.concat(Stream.of("`" + setting.name() + "`"), values.stream())));
      }
    }
    return table.toString();
  }

  private static <T> String row(Setting<T> setting) {
    return row(
        "`" + setting.name() + "`",
        setting.type(),
        setting.text(setting.defaultValue()),
        setting.allowed(),
        setting.description());
  }

  private static String row(String... cells) {
    return row(Stream.of(cells));
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
