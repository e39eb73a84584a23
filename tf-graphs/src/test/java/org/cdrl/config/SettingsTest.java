package org.cdrl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The descriptions of settings, and what is derived from them. */
class SettingsTest {
  @Test
  void textsMakeTheSameSettingsAgain() {
    CdrlConfig vectors =
        CdrlConfig.drl()
            .energyMultipliers(List.of(1, 2, 2))
            .gapLimit(.1 + .2)
            .seed(Long.MIN_VALUE)
            .predictData(true)
            .build();
    CdrlConfig images =
        CdrlConfig.images(ImageArchitecture.celeba64().with(ImageArchitecture.ATTENTION, List.of()))
            .build();
    for (CdrlConfig config : List.of(vectors, images)) {
      assertEquals(config, CdrlConfig.parse(config.allTexts()));
      assertEquals(config, config.toBuilder().build());
    }
    assertEquals(CdrlConfig.builder().build(), CdrlConfig.parse(Map.of()));
  }

  @Test
  void valuesOutOfRangeAreRefusedByTheirNames() {
    assertRefused("gapLimit is -1.0 but must be positive, or 0 for no limit", "gapLimit", "-1");
    assertRefused("gapLimit is NaN but must be positive", "gapLimit", "NaN");
    assertRefused("levels is many but must be a whole number, from 1 to 100", "levels", "many");
    assertRefused("energyWidth is 7 but must be even", "energyWidth", "7");
    assertRefused("method is gan but must be CDRL or DRL", "method", "gan");
    assertRefused("there is no setting depth", "depth", "3");
    assertRefused("there is no setting attention", "attention", "8");
    Exception mixed =
        assertThrows(
            IllegalArgumentException.class,
            () -> CdrlConfig.images(ImageArchitecture.cifar10()).energyWidth(8).build());
    assertTrue(mixed.getMessage().contains("energyWidth is a setting of vectors"));
  }

  private static void assertRefused(String why, String name, String text) {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> CdrlConfig.parse(Map.of(name, text)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void everySettingIsListedAndHasItsDefaultInRange() throws IllegalAccessException {
    List<Setting<?>> listed = new ArrayList<>(CdrlConfig.settings());
    listed.addAll(CdrlConfig.settingsOfVectors());
    listed.addAll(CdrlConfig.settingsOfImages());
    listed.addAll(Execution.settings());
    List<Setting<?>> defined = new ArrayList<>();
    for (Class<?> group :
        List.of(
            CdrlConfig.class,
            Chains.class,
            Optimisation.class,
            VectorArchitecture.class,
            ImageArchitecture.class,
            Execution.class)) {
      for (var field : group.getDeclaredFields()) {
        if (field.getType() == Setting.class && Modifier.isPublic(field.getModifiers())) {
          defined.add((Setting<?>) field.get(null));
        }
      }
    }
    assertEquals(defined, listed);
    listed.forEach(SettingsTest::requireDefault);
  }

  private static <T> void requireDefault(Setting<T> setting) {
    assertEquals(
        setting.defaultValue(),
        setting.parse(setting.text(setting.defaultValue())),
        setting.name());
    assertTrue(setting.description().endsWith("."), setting.name());
  }
}
