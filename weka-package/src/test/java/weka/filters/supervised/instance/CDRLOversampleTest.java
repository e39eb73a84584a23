package weka.filters.supervised.instance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.Test;
import weka.classifiers.meta.FilteredClassifier;
import weka.classifiers.rules.ZeroR;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.WekaException;
import weka.filters.Filter;

class CDRLOversampleTest {
  private static Instances filtered(CDRLOversample filter, Instances data) throws Exception {
    filter.setInputFormat(data);
    return Filter.useFilter(data, filter);
  }

  /** New rows are normal around the cluster's centre, as the 40 rows that they were learned of. */
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
    assertTrue(message.contains("classValue is c"), message);
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
