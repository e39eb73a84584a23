package weka.filters.unsupervised.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.SparseInstance;
import weka.core.WekaException;
import weka.filters.Filter;
import weka.filters.unsupervised.instance.NonSparseToSparse;

class CDRLEnergyTest {
  /**
   * Of two clusters one was never seen; all of its rows are more anomalous than nearly all others.
   */
  @Tag("slow")
  @Test
  void anomalousRowsHaveMoreEnergy() throws Exception {
    Instances train = Clusters.of(150, 0, 4, 1);
    CDRLEnergy filter = Clusters.small(new CDRLEnergy());
    filter.setInputFormat(train);
    assertEquals(5, Filter.useFilter(train, filter).numAttributes());
    Instances scored = Filter.useFilter(Clusters.of(100, 100, 4, 2), filter);
    assertEquals("energy", scored.attribute(4).name());
    assertEquals(3, scored.classIndex());
    double pairs = 0;
    for (var a : scored) {
      for (var b : scored) {
        pairs += a.classValue() == 0 && b.classValue() == 1 && a.value(4) < b.value(4) ? 1 : 0;
      }
    }
    assertTrue(pairs > .99 * 100 * 100, "area under the curve " + pairs / 1e4);
  }

  @Test
  void namesThatAreTakenAreRefused() throws Exception {
    Instances data = Clusters.of(5, 5, 1, 1);
    CDRLEnergy filter = Clusters.tiny(new CDRLEnergy());
    filter.setAttributeName("sign");
    filter.setInputFormat(data);
    String message =
        assertThrows(WekaException.class, () -> Filter.useFilter(data, filter)).getMessage();
    assertTrue(message.contains("attributeName (-name) is sign"), message);
  }

  @Tag("slow")
  @Test
  void sparseRowsStaySparse() throws Exception {
    Instances dense = Clusters.of(10, 10, 1, 1);
    NonSparseToSparse sparse = new NonSparseToSparse();
    sparse.setInputFormat(dense);
    CDRLEnergy filter = Clusters.tiny(new CDRLEnergy());
    Instances data = Filter.useFilter(dense, sparse);
    filter.setInputFormat(data);
    for (Instance row : Filter.useFilter(data, filter)) {
      assertEquals(SparseInstance.class, row.getClass());
      assertEquals(5, row.numAttributes());
    }
  }
}
