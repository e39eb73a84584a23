package org.cdrl.tribuo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.quality.ColumnRoles;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.Small;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

class TableReportTest {
  @Test
  void theFiguresAreThoseOfTheTablesThatExamplesAre(@TempDir Path folder) throws IOException {
    CDRLModel<Label> model = Small.flowersModel();
    Dataset<Label> training = Small.flowers(100, 1);
    Dataset<Label> heldOut = Small.flowers(60, 2);
    Dataset<Label> generated = model.sample(80, 3);
    List<String> steps = new ArrayList<>();
    TableReport report =
        TableReport.of(
            model, training, heldOut, generated, 4, (what, done, all) -> steps.add(what));
    assertEquals("Rules between columns", steps.get(0));
    // The height, behind the features, is what models predict.
    int target = model.features().size();
    QualityReport same =
        QualityReport.of(
            model.rows(training.getData()),
            model.rows(heldOut.getData()),
            model.rows(generated.getData()),
            ColumnRoles.target(target),
            4,
            (what, done, all) -> {});
    assertEquals(same.findings().values(), report.figures().findings().values());
    assertTrue(report.toString().contains("Usefulness: "), report.toString());
    assertTrue(report.figures().findings().value(Measure.UTILITY) > .5, report.toString());
    Path page = folder.resolve("page.html");
    report.write(page);
    assertEquals(report.toHTML(), Files.readString(page));
  }
}
