package weka.filters.unsupervised.attribute;

import junit.framework.Test;
import junit.framework.TestSuite;
import org.cdrl.weka.Clusters;
import weka.core.Attribute;
import weka.filters.AbstractFilterTest;
import weka.filters.Filter;

/** Weka's own tests of any filter. */
public class CDRLEnergyConformanceTest extends AbstractFilterTest {
  public CDRLEnergyConformanceTest(String name) {
    super(name);
  }

  @Override
  protected void setUp() throws Exception {
    super.setUp();
    m_Instances.deleteAttributeType(Attribute.STRING);
    m_Instances.deleteAttributeType(Attribute.RELATIONAL);
  }

  @Override
  public Filter getFilter() {
    return Clusters.tiny(new CDRLEnergy());
  }

  public static Test suite() {
    return new TestSuite(CDRLEnergyConformanceTest.class);
  }
}
