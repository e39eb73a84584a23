package org.cdrl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.cdrl.quality.ColumnRoles;
import org.cdrl.quality.Flowers;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityPageTest {
  private static final Table TRAINING = Flowers.draw(200, 1);
  private static final Table HOLDOUT = Flowers.draw(120, 2);
  private static final List<String> STEPS = new ArrayList<>();

  private static QualityReport fresh;

  @BeforeAll
  static void measure() {
    fresh = report(Flowers.draw(200, 3), ColumnRoles.target(Flowers.SPECIES));
  }

  private static QualityReport report(Table synthetic, ColumnRoles roles) {
    return QualityReport.of(
        TRAINING,
        HOLDOUT,
        synthetic,
        roles,
        4,
        (step, done, all) -> STEPS.add(done + " of " + all + ": " + step));
  }

  @Test
  void floorsEncloseFreshRows() {
    for (Measure measure : fresh.findings().values().keySet()) {
      double value = fresh.findings().value(measure);
      double nothing = fresh.independent().value(measure);
      double copy = fresh.copy().value(measure);
      switch (measure) {
        case COLUMN_SHAPES -> assertTrue(value > .9 && nothing > .9, value + " " + nothing);
        // Distances from the middle follow from columns alone, nearly, so the floor is high, too.
        case PRECISION -> assertTrue(value > .85 && value < copy + .08, value + "");
        case CLOSEST_RECORD -> assertTrue(copy == 0 && value > .01, value + "");
        case NEARER_TO_TRAINING -> assertTrue(copy == 1 && Math.abs(value - .5) < .1, value + "");
        case IDENTICAL_ROWS, MEMBERSHIP_AT_1, MEMBERSHIP_AT_10 ->
            assertTrue(value < .2 && copy > value + .2, measure + " " + value + " " + copy);
        case MEMBERSHIP -> assertTrue(copy > .8 && Math.abs(value - .5) < .1, value + " " + copy);
        case DISTANCE_RATIO, BASELINE_PROTECTION ->
            assertTrue(copy == 0 && value < 1 && value > .02, measure + " " + value);
        case OVERFITTING_PROTECTION -> assertTrue(copy == 0 && value > .8, value + " " + copy);
        case AUTHENTICITY -> assertTrue(copy == 0 && value < nothing, value + " " + nothing);
        case DISTANCE_TO_TRAINING, DISTANCE_TO_HOLDOUT ->
            assertTrue(value < nothing && value > copy - .05, measure + " " + value);
        default -> assertTrue(value > nothing && value < copy + .08, measure + " " + value);
      }
    }
    assertEquals(20, fresh.findings().values().size());
    assertTrue(
        STEPS.contains("12 of 25: Independent columns: learning from them"), STEPS.toString());
  }

  @Test
  void verdictsForPeople() {
    String text = text(fresh);
    assertTrue(text.contains("no sign that training rows were memorised"), text);
    assertTrue(text.contains("better than by guessing"), text);
    assertTrue(text.contains("0.00 % of the synthetic rows are identical"), text);
    assertTrue(text.contains("predict \"species\" of rows held out with a mean F1"), text);
    Verdict verdict = new Verdict(fresh);
    for (Measure.Group group : Measure.Group.values()) {
      assertEquals(Grade.GOOD, verdict.grade(group).orElse(Grade.GOOD), group + text);
    }
    assertTrue(verdict.note(Measure.Group.PRIVACY).contains("not a proof"));

    String copy = text(report(TrainingCopy.of(TRAINING).draw(200, 5), ColumnRoles.none()));
    assertTrue(copy.contains("Many synthetic rows are copies"), copy);
    assertTrue(copy.contains("100.00 % of the synthetic rows are identical"), copy);
    assertTrue(copy.contains("can tell who was in the training table"), copy);
    assertTrue(copy.contains("about 100 % is kept"), copy);
    assertTrue(copy.contains("poor: 100.00 %"), copy);
    assertFalse(copy.contains("predict"), copy);

    String independent =
        text(report(IndependentColumns.of(TRAINING).draw(200, 6), ColumnRoles.none()));
    assertTrue(independent.contains("Each column by itself looks like the real one"), independent);
    assertTrue(independent.contains("separates most synthetic from real rows"), independent);
  }

  private static String text(QualityReport report) {
    return new Verdict(report)
        .judgements().stream()
            .map(found -> found.grade().word() + ": " + found.sentence() + " " + found.advice())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void pageStandsAlone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    new QualityPage(fresh).write(file);
    String page = Files.readString(file);
    assertFalse(page.contains("${"), "a place was not filled");
    assertFalse(page.contains("<peat>"), "a label was not escaped");
    Matcher image = Pattern.compile("src=\"([^,]+),([^\"]+)\"").matcher(page);
    int images = 0;
    while (image.find()) {
      assertEquals("data:image/png;base64", image.group(1));
      byte[] bytes = Base64.getDecoder().decode(image.group(2));
      assertNotNull(ImageIO.read(new ByteArrayInputStream(bytes)));
      images++;
    }
    // Every column, the map, three of the worst pairs and the best.
    assertEquals(8 + 1 + 3 + 1, images);
  }

  @Test
  void tooFewRowsAreRefused() {
    assertEquals(
        "The synthetic table has 3 rows; a report needs at least 10",
        assertThrows(
                IllegalArgumentException.class,
                () -> report(Flowers.draw(3, 1), ColumnRoles.none()))
            .getMessage());
  }
}
