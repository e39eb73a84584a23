package weka.classifiers.functions;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import junit.framework.Test;
import junit.framework.TestSuite;
import weka.classifiers.AbstractClassifierTest;
import weka.classifiers.Classifier;

/** Weka's own tests of any classifier. */
public class CDRLConformanceTest extends AbstractClassifierTest {
  /** A test whose preparation is done, which all others take over. */
  private static CDRLConformanceTest prepared;

  public CDRLConformanceTest(String name) {
    super(name);
  }

  /**
   * Weka would find out before every test which data the classifier handles, by some 20 of them.
   */
  @Override
  protected void setUp() throws Exception {
    if (prepared == null) {
      super.setUp();
      prepared = this;
      return;
    }
    for (Field field : AbstractClassifierTest.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        field.set(this, field.get(prepared));
      }
    }
    m_Classifier = getClassifier();
  }

  @Override
  protected void tearDown() {
    // What was prepared is still needed.
  }

  /** As small as can be: the tests train a hundred times. */
  @Override
  public Classifier getClassifier() {
    CDRL cdrl = CDRLTest.tiny();
    cdrl.setIterations(5);
    cdrl.setNoiseLevels(1);
    cdrl.setLangevinSteps(1);
    cdrl.setNetworkWidth(4);
    return cdrl;
  }

  public static Test suite() {
    return new TestSuite(CDRLConformanceTest.class);
  }
}
