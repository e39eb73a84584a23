package weka.classifiers.functions;

import junit.framework.Test;
import junit.framework.TestSuite;
import weka.classifiers.AbstractClassifierTest;
import weka.classifiers.Classifier;

/** Weka's own tests of any classifier. */
public class CDRLConformanceTest extends AbstractClassifierTest {
  public CDRLConformanceTest(String name) {
    super(name);
  }

  /** As small as can be: the tests train some hundred times. */
  @Override
  public Classifier getClassifier() {
    return CDRLTest.tiny();
  }

  public static Test suite() {
    return new TestSuite(CDRLConformanceTest.class);
  }
}
