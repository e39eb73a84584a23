package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashCodeHasher;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.HashingTrainer;

/** A model that knows features by the hashes of their names does all that needs no names. */
class HashedModelTest {
  private static final String SALT = "a salt of some length";

  @Tag("slow")
  @Test
  void hashedModelsPredictAndScoreButGiveNoExamples(@TempDir Path folder) throws IOException {
    MutableDataset<Label> flowers = Small.flowers(200, 1);
    CDRLTrainer<Label> inner = Small.trainer(new LabelConditioning("height"), Absent.ZERO).build();
    Model<Label> trained = new HashingTrainer<>(inner, new HashCodeHasher(SALT)).train(flowers);
    try (CDRLModel<Label> model = (CDRLModel<Label>) trained) {
      long right =
          model.predict(flowers).stream()
              .filter(p -> p.getOutput().getLabel().equals(p.getExample().getOutput().getLabel()))
              .count();
      assertTrue(right > 140, right + " of 200");
      double[] scores = model.score(flowers);

      for (Executable needsNames :
          List.<Executable>of(
              () -> model.sample(1, 1),
              () -> model.impute(flowers.getExample(0)),
              () -> model.writeTable(folder.resolve("t.csv"), flowers.getData()),
              () ->
                  ComposedModel.product(List.of(new ComposedModel.Part<>(model, 1, List.of()))))) {
        String error = assertThrows(IllegalStateException.class, needsNames).getMessage();
        assertTrue(error.contains("without a HashingTrainer"), error);
      }

      Path file = folder.resolve("hashed.tribuo");
      model.serializeToFile(file);
      try (CDRLModel<Label> loaded = CDRLModel.load(file, Label.class)) {
        // As with all of Tribuo's models: the salt is not stored.
        ((HashedFeatureMap) loaded.getFeatureIDMap()).setSalt(SALT);
        assertArrayEquals(scores, loaded.score(flowers));
        assertEquals(model.features().toString(), loaded.features().toString());
      }
    }
  }
}
