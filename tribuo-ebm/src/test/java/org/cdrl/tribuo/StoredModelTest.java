package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** A model file of release 0.1 is read by every later one, and means the same. */
class StoredModelTest {
  private static final String FILE = "flowers-0.1.pb";

  /** Wrote the file, with release 0.1, and the figures below. */
  static void generateModel(Path file) throws IOException {
    try (CDRLModel<Label> model =
        Small.trainer(new LabelConditioning("height"))
            .set(VectorArchitecture.ENERGY_WIDTH, 8)
            .set(VectorArchitecture.INITIALIZER_WIDTH, 8)
            .build()
            .train(Small.flowers(200, 1))) {
      model.serializeToFile(file);
      System.out.println(tall(model, 2, "blue") + " " + tall(model, 6, "red"));
      System.out.println(model.score(Small.flowers(2, 3))[0]);
    }
  }

  private static double tall(CDRLModel<Label> model, double length, String colour) {
    Example<Label> example =
        Small.example(new Label("tall"), Map.of("length", length, "colour@" + colour, 1.));
    return model.predict(example).getOutputScores().get("tall").getScore();
  }

  @Test
  void isReadAndMeansTheSame() throws IOException {
    try (InputStream stream = StoredModelTest.class.getResourceAsStream(FILE);
        CDRLModel<Label> model =
            (CDRLModel<Label>) Model.deserializeFromStream(stream).castModel(Label.class)) {
      // Other processors round differently, so figures are compared, not bits.
      assertEquals(.0008, tall(model, 2, "blue"), .001);
      assertEquals(.9999, tall(model, 6, "red"), .001);
      assertEquals(2.787, model.score(Small.flowers(2, 3))[0], .02);
      assertTrue(
          model.sampler().given(new Label("tall")).examples(20).stream()
              .allMatch(example -> example.lookup("leaves").getValue() % 1 == 0));
    }
  }
}
