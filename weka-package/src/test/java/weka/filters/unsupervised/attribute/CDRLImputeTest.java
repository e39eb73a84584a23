package weka.filters.unsupervised.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weka.core.Instance;
import weka.core.Instances;
import weka.filters.Filter;

class CDRLImputeTest {
  private static Instances withGaps(Instances data) {
    for (int r = 0; r < data.size(); r += 4) {
      data.get(r).setMissing(r % 8 == 0 ? 0 : 2);
    }
    data.get(1).setClassMissing();
    return data;
  }

  /** Given y, the mean of x is near the cluster's, and its sign is x's. */
  @Tag("slow")
  @Test
  void missingValuesFollowFromOthers() throws Exception {
    Instances data = withGaps(Clusters.of(150, 150, 2, 1));
    CDRLImpute filter = Clusters.small(new CDRLImpute());
    filter.setInputFormat(data);
    Instances filled = Filter.useFilter(data, filter);
    double error = 0;
    double wrong = 0;
    int numbers = 0;
    int labels = 0;
    for (int r = 0; r < data.size(); r++) {
      Instance row = filled.get(r);
      for (int a = 0; a < 3; a++) {
        assertTrue(data.get(r).isMissing(a) || row.value(a) == data.get(r).value(a));
      }
      if (data.get(r).isMissing(0)) {
        numbers++;
        error += Math.abs(row.value(0) - 2 * Math.signum(row.value(1)));
      }
      if (data.get(r).isMissing(2)) {
        labels++;
        wrong += row.value(2) == (row.value(0) < 0 ? 0 : 1) ? 0 : 1;
      }
    }
    assertTrue(error / numbers < .7, "mean absolute error " + error / numbers);
    assertTrue(wrong / labels < .1, "share of wrong labels " + wrong / labels);
    assertTrue(filled.get(1).classIsMissing());
  }

  /** What a test row's class is must not be told by what is filled in. */
  @Tag("slow")
  @Test
  void theClassDoesNotMatter() throws Exception {
    Instances train = withGaps(Clusters.of(30, 30, 2, 1));
    CDRLImpute filter = Clusters.tiny(new CDRLImpute());
    filter.setInputFormat(train);
    Filter.useFilter(train, filter);
    Instances test = withGaps(Clusters.of(20, 20, 2, 2));
    Instances filled = Filter.useFilter(test, filter);
    test.forEach(row -> row.setClassValue(0));
    Instances other = Filter.useFilter(test, filter);
    for (int r = 0; r < test.size(); r++) {
      for (int a = 0; a < 3; a++) {
        assertEquals(filled.get(r).value(a), other.get(r).value(a));
      }
    }
  }
}
