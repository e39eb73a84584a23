package weka.datagenerators.classifiers.classification;

import java.io.File;
import junit.framework.Test;
import junit.framework.TestSuite;
import weka.datagenerators.AbstractDataGeneratorTest;
import weka.datagenerators.DataGenerator;

/** Weka's own tests of any data generator. */
public class CDRLGeneratorConformanceTest extends AbstractDataGeneratorTest {
  private static File model;

  public CDRLGeneratorConformanceTest(String name) {
    super(name);
  }

  @Override
  public DataGenerator getGenerator() {
    if (model == null) {
      model = CDRLGeneratorTest.savedClassifier();
    }
    CDRLGenerator generator = new CDRLGenerator();
    generator.setModel(model);
    return generator;
  }

  public static Test suite() {
    return new TestSuite(CDRLGeneratorConformanceTest.class);
  }
}
