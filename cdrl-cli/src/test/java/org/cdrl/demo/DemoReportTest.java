package org.cdrl.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingData;
import org.cdrl.config.CdrlConfig;
import org.cdrl.data.Checkerboard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
  @Tag("slow")
  @Test
  void pageNamesFilesThatExist(@TempDir Path folder) throws IOException {
    CdrlConfig config =
        CdrlConfig.builder()
            .energyWidth(8)
            .energyMultipliers(List.of(1))
            .initializerWidth(8)
            .frequencies(2)
            .pretrainingIterations(5)
            .iterations(10)
            .batchSize(32)
            .build();
    TrainingData data = TrainingData.of(Checkerboard.sample(100, 1), List.of("x", "y"));
    TrainingCurve curve = new TrainingCurve();
    try (CdrlModel model =
        CdrlTrainer.of(config)
            .fit(
                data,
                progress -> {
                  curve.add(progress);
                  return true;
                })) {
      DemoReport report = new DemoReport(model, curve, 1, folder, 200);
      String text = report.write().toText();
      assertTrue(text.contains("noise floor"), text);
      assertTrue(text.contains("model, 3 steps"), text);

      String page = Files.readString(report.index());
      assertFalse(page.contains("${"), "a place was not filled");
      Matcher image = Pattern.compile("src=\"([^\"]+)\"").matcher(page);
      int images = 0;
      while (image.find()) {
        assertNotNull(ImageIO.read(folder.resolve(image.group(1)).toFile()), image.group(1));
        images++;
      }
      assertEquals(config.chains().levels() + 2, images);
      assertTrue(page.indexOf("level-6.png") < page.indexOf("level-1.png"), "noise comes first");
    }
    assertEquals(201, Files.readAllLines(folder.resolve("samples.csv")).size());
    assertTrue(Files.readString(folder.resolve("quality.json")).contains("\"inside\""));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.filter(file -> file.toString().endsWith(".tmp")).count());
    }
  }
}
