package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.tribuo.GeneratedDataSource.GeneratedProvenance;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.BinaryFeaturesExample;
import org.tribuo.impl.IndexedArrayExample;
import org.tribuo.impl.ListExample;
import org.tribuo.test.Helpers;

/** What examples lack is filled in, and what they have stays. */
class ImputationTest {
  private final CDRLModel<Label> model = Small.flowersModel();

  private static double length(Example<Label> example) {
    return example.lookup("length").getValue();
  }

  @Test
  void gapsFollowFromWhatIsThere() {
    Example<Label> tall =
        Small.example(new Label("tall"), Map.of("colour@red", 1., "leaves", 3., "extra", 7.));
    Example<Label> flat = Small.example(new Label("flat"), Map.of("colour@blue", 1., "leaves", 3.));
    assertTrue(length(model.impute(tall)) > length(model.impute(flat)) + 2);
    Example<Label> whole = model.impute(tall);
    assertEquals(3, whole.lookup("leaves").getValue());
    assertEquals(7, whole.lookup("extra").getValue(), "features of others stay");
    assertNull(whole.lookup("colour@blue"));
    assertNull(tall.lookup("length"), "the example itself is as it was");
  }

  @Test
  void examplesOfEveryClassAreFilledInAlike() {
    Example<Label> array = Small.example(new Label("tall"), Map.of("colour@red", 1.));
    array.setWeight(3);
    Example<Label> expected = model.impute(array);
    assertEquals(3, expected.size());
    assertEquals(3, expected.getWeight());

    Example<Label> list = new ListExample<>(array);
    Example<Label> binary = new BinaryFeaturesExample<>(array);
    Example<Label> indexed =
        new IndexedArrayExample<>(array, model.getFeatureIDMap(), model.getOutputIDInfo());
    for (Example<Label> example : List.of(list, binary, indexed)) {
      assertEquals(expected, model.impute(example), example.getClass().getSimpleName());
    }
    Dataset<Label> immutable =
        ImmutableDataset.copyDataset(Small.data(List.of(array), new LabelFactory()));
    assertEquals(expected, model.impute(immutable).getExample(0));
  }

  @Test
  void unknownOutputsStayUnknown() {
    Example<Label> unknown = Small.example(LabelFactory.UNKNOWN_LABEL, Map.of("length", 6.));
    Example<Label> whole = model.impute(unknown);
    assertEquals(3, whole.size());
    assertEquals(LabelFactory.UNKNOWN_LABEL, whole.getOutput());
  }

  @Test
  void dataSetsAndSeveralDraws() {
    MutableDataset<Label> gaps =
        Small.data(
            List.of(
                Small.example(new Label("tall"), Map.of("leaves", 2.)),
                Small.example(new Label("flat"), Map.of("length", 2.))),
            new LabelFactory());
    MutableDataset<Label> whole = model.impute(gaps);
    whole.forEach(example -> assertEquals(3, example.size()));
    Helpers.testProvenanceMarshalling(whole.getProvenance());
    assertEquals(
        model.getProvenance(), ((GeneratedProvenance) whole.getSourceProvenance()).generator());
    List<List<Example<Label>>> several = model.imputer().draws(4).fillSeveral(gaps.getData());
    assertEquals(4, several.size());
    long different = several.stream().map(draw -> length(draw.get(0))).distinct().count();
    assertTrue(different > 1);
  }

  @Tag("slow")
  @Test
  void sparseDataSayWhichColumnsAreMissing() {
    try (CDRLModel<Label> zeros =
        Small.trainer(new LabelConditioning("height"), Absent.ZERO)
            .iterations(20)
            .build()
            .train(Small.flowers(60, 1))) {
      Example<Label> example = Small.example(new Label("tall"), Map.of("colour@red", 1.));
      assertNull(zeros.impute(example).lookup("length"), "it is zero");
      assertNotNull(zeros.impute(example, Set.of("length")).lookup("length"));
      for (Example<Label> drawn : zeros.sample(50, 1)) {
        drawn.forEach(feature -> assertNotEquals(0, feature.getValue(), "sparse stays sparse"));
      }
      assertNull(zeros.impute(example, Set.of("length")).lookup("leaves"));
      assertThrows(IllegalArgumentException.class, () -> zeros.impute(example, Set.of("height")));
    }
  }
}
