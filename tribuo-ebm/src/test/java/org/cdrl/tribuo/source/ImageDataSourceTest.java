package org.cdrl.tribuo.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.RealIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Images in files as examples, with the provenance of their files. */
class ImageDataSourceTest {
  private static final int SIDE = 8;

  @TempDir Path folder;

  /** A folder of grey images, of which one of class b is all black. */
  private Path images() throws IOException {
    for (int n = 0; n < 4; n++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      image.setRGB(2, 1, n == 3 ? 0 : 0x323232 * (n + 1));
      Path of = Files.createDirectories(folder.resolve(n % 2 == 0 ? "set/a" : "set/b"));
      ImageIO.write(image, "png", of.resolve(n + ".png").toFile());
    }
    return folder.resolve("set");
  }

  @Test
  void pixelsAreFeaturesAndFoldersAreLabels() throws IOException {
    try (ImageDataSource source = ImageDataSource.of(images(), SIDE, 1)) {
      assertEquals(4, source.size());
      Example<Label> first = source.example(0);
      assertEquals("a", first.getOutput().getLabel());
      Feature pixel = first.lookup("pixel.1.2");
      assertEquals(0x32, pixel.getValue());
      assertEquals(1, first.size());
      assertEquals("b", source.output(3).getLabel());
      assertEquals(0, source.example(3).lookup("pixel.0.0").getValue());
    }
  }

  @Test
  void featuresHaveTheStatisticsOfExamples() throws IOException {
    try (ImageDataSource source = ImageDataSource.of(images(), SIDE, 1)) {
      MutableDataset<Label> kept = new MutableDataset<>(source);
      SourceDataset<Label> made = new SourceDataset<>(source);
      assertEquals(kept.getFeatureMap().keySet(), made.getFeatureMap().keySet());
      for (VariableInfo feature : kept.getFeatureMap()) {
        assertEquals(feature.getCount(), made.getFeatureMap().get(feature.getName()).getCount());
      }
      RealIDInfo pixel = (RealIDInfo) made.getFeatureIDMap().get("pixel.1.2");
      assertEquals(0x32, pixel.getMin());
      assertEquals(0x96, pixel.getMax());
      assertEquals(0x64, pixel.getMean());
      assertEquals(0x32 * 0x32, pixel.getVariance());
    }
  }

  @Test
  void provenanceMakesTheSameSourceAndFollowsTheFiles() throws IOException {
    try (ImageDataSource source = ImageDataSource.of(images(), SIDE, 1);
        ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(ProvenanceUtil.extractConfiguration(source.getProvenance()));
      try (ImageDataSource again = manager.lookupAll(ImageDataSource.class).get(0)) {
        assertEquals(source.example(2), again.example(2));
        assertEquals(hash(source), hash(again));
      }
      Files.copy(folder.resolve("set/a/0.png"), folder.resolve("set/a/9.png"));
      try (ImageDataSource more = ImageDataSource.of(images(), SIDE, 1)) {
        assertEquals(5, more.size());
        assertTrue(!hash(source).equals(hash(more)));
      }
    }
  }

  private static String hash(ImageDataSource source) {
    return ((FileProvenance) source.getProvenance())
        .getInstanceValues()
        .get("resource-hash")
        .getValue()
        .toString();
  }

  @Test
  void factorsBehindTheFirstAreMetadata() throws IOException {
    try (ImageDataSource source = ImageDataSource.sprites(3)) {
      Map<String, Object> metadata = source.example(0).getMetadata();
      assertEquals(Set.of("color", "size", "position"), metadata.keySet());
      assertTrue(source.images().factors().get(0).labels().contains(source.output(0).getLabel()));
    }
    assertEquals(
        LabelFactory.UNKNOWN_LABEL,
        ImageDataSource.of(unlabelled(), SIDE, 3).output(0),
        "a folder without folders has no classes");
  }

  private Path unlabelled() throws IOException {
    return images().resolve("a");
  }

  @ParameterizedTest
  @CsvSource({"0, 8, 1, sprites", "3, 1, 1, size", "3, 8, 2, channels"})
  void whatIsWrongIsNamed(String sprites, String size, String channels, String setting) {
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(
          new ConfigurationData(
              "images",
              ImageDataSource.class.getName(),
              Map.of(
                  "sprites", new SimpleProperty(sprites),
                  "size", new SimpleProperty(size),
                  "channels", new SimpleProperty(channels))));
      PropertyException wrong =
          assertThrows(PropertyException.class, () -> manager.lookup("images"));
      assertTrue(wrong.getMessage().contains(setting), wrong.getMessage());
    }
    assertThrows(
        NoSuchFileException.class, () -> ImageDataSource.of(folder.resolve("none"), SIDE, 1));
  }
}
