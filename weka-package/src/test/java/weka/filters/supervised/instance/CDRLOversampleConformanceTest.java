package weka.filters.supervised.instance;

import junit.framework.Test;
import junit.framework.TestSuite;
import org.cdrl.weka.Clusters;
import weka.core.Attribute;
import weka.filters.AbstractFilterTest;
import weka.filters.Filter;

/** Weka's own tests of any filter. */
public class CDRLOversampleConformanceTest extends AbstractFilterTest {
  public CDRLOversampleConformanceTest(String name) {
    super(name);
  }

  @Override
  protected void setUp() throws Exception {
    super.setUp();
    m_Instances.deleteAttributeType(Attribute.STRING);
    m_Instances.deleteAttributeType(Attribute.RELATIONAL);
    m_Instances.setClass(m_Instances.attribute("NominalAtt1"));
  }

  @Override
  public Filter getFilter() {
    return Clusters.tiny(new CDRLOversample());
  }

  public static Test suite() {
    return new TestSuite(CDRLOversampleConformanceTest.class);
  }
}
