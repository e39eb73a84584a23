package weka.filters.supervised.instance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weka.classifiers.meta.FilteredClassifier;
import weka.classifiers.rules.ZeroR;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.SparseInstance;
import weka.core.WekaException;
import weka.filters.Filter;
import weka.filters.unsupervised.instance.NonSparseToSparse;

class CDRLOversampleTest {
  private static Instances filtered(CDRLOversample filter, Instances data) throws Exception {
    filter.setInputFormat(data);
    return Filter.useFilter(data, filter);
  }

  /** New rows are normal around the cluster's centre, as the 40 rows that they were learned of. */
  @Tag("slow")
  @Test
  void newRowsAreOfTheirClass() throws Exception {
    Instances data = Clusters.of(200, 40, 2, 1);
    CDRLOversample filter = Clusters.small(new CDRLOversample());
    filter.setGuidance(0);
    Instances result = filtered(filter, data);
    assertEquals(400, result.size());
    assertArrayEquals(new int[] {200, 200}, result.attributeStats(3).nominalCounts);
    for (int r = 0; r < data.size(); r++) {
      assertArrayEquals(data.get(r).toDoubleArray(), result.get(r).toDoubleArray());
    }
    double mean = 0;
    double squares = 0;
    double agreeing = 0;
    for (Instance row : result.subList(240, 400)) {
      assertEquals(1, row.classValue());
      mean += row.value(0) / 160;
      squares += row.value(0) * row.value(0) / 160;
      agreeing += (row.value(0) < 0) == (row.value(2) == 0) ? 1 : 0;
    }
    assertEquals(2, mean, .4);
    assertEquals(1, Math.sqrt(squares - mean * mean), .35);
    assertTrue(agreeing / 160 > .95, "labels that agree: " + agreeing / 160);
  }

  @Tag("slow")
  @Test
  void onlyWhatIsAskedForIsAdded() throws Exception {
    Instances data = Clusters.of(20, 10, 2, 1);
    data.get(0).setClassMissing();
    int[] before = data.attributeStats(3).nominalCounts;
    CDRLOversample filter = Clusters.tiny(new CDRLOversample());
    filter.setPercentage(50);
    assertArrayEquals(
        new int[] {before[0], (int) Math.round(before[1] * 1.5)},
        filtered(filter, data).attributeStats(3).nominalCounts);
    filter.setClassValue("a");
    assertArrayEquals(
        new int[] {(int) Math.round(before[0] * 1.5), before[1]},
        filtered(filter, data).attributeStats(3).nominalCounts);
    // Later batches stay as they are.
    assertEquals(30, Filter.useFilter(Clusters.of(20, 10, 2, 2), filter).size());

    filter.setClassValue("c");
    String message = assertThrows(WekaException.class, () -> filtered(filter, data)).getMessage();
    assertTrue(message.contains("classValue (-class) is c"), message);
  }

  @Tag("slow")
  @Test
  void classesAreComparedByTheirWeights() throws Exception {
    Instances data = Clusters.of(20, 10, 2, 1);
    data.forEach(row -> row.setWeight(row.classValue() == 0 ? .5 : 3));
    Instances result = filtered(Clusters.tiny(new CDRLOversample()), data);
    assertArrayEquals(new int[] {60, 10}, result.attributeStats(3).nominalCounts);
    assertArrayEquals(new double[] {30, 30}, result.attributeStats(3).nominalWeights, 1e-9);

    CDRLOversample more = Clusters.tiny(new CDRLOversample());
    more.setPercentage(100);
    assertArrayEquals(new int[] {40, 10}, filtered(more, data).attributeStats(3).nominalCounts);

    // Balanced already, and a class whose rows count for nothing.
    data.forEach(row -> row.setWeight(row.classValue() == 0 ? 1 : 2));
    assertEquals(30, filtered(Clusters.tiny(new CDRLOversample()), data).size());
    data.forEach(row -> row.setWeight(row.classValue() == 0 ? 1 : 0));
    assertEquals(30, filtered(Clusters.tiny(new CDRLOversample()), data).size());
  }

  @Tag("slow")
  @Test
  void newRowsAreSparseBesideSparseOnes() throws Exception {
    Instances dense = Clusters.of(20, 10, 2, 1);
    dense.forEach(row -> row.setValue(0, 0));
    NonSparseToSparse sparse = new NonSparseToSparse();
    sparse.setInputFormat(dense);
    Instances data = Filter.useFilter(dense, sparse);
    Instances result = filtered(Clusters.tiny(new CDRLOversample()), data);
    assertEquals(40, result.size());
    for (Instance row : result) {
      assertEquals(SparseInstance.class, row.getClass());
      assertEquals(0, row.value(0));
    }
  }

  /** The class frequencies that ZeroR tells are those of the balanced training data. */
  @Test
  void filteredClassifiersTrainOnTheNewRows() throws Exception {
    FilteredClassifier classifier = new FilteredClassifier();
    classifier.setFilter(Clusters.tiny(new CDRLOversample()));
    classifier.setClassifier(new ZeroR());
    Instances data = Clusters.of(30, 10, 2, 1);
    classifier.buildClassifier(data);
    assertArrayEquals(new double[] {.5, .5}, classifier.distributionForInstance(data.get(0)), 1e-9);
  }
}
