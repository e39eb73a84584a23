package org.cdrl.examples.weka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.converters.CSVLoader;
import weka.core.converters.ConverterUtils.DataSource;

/** Reads the public data sets. */
final class DataSets {
  private DataSets() {}

  /** One of Weka's sample files; the last attribute is the class. */
  static Instances arff(Path data, String name) throws Exception {
    Instances rows = DataSource.read(data.resolve("weka/" + name + ".arff").toString());
    rows.setClassIndex(rows.numAttributes() - 1);
    return rows;
  }

  /** A set of ADBench; the class tells normal rows from anomalies. */
  static Instances adbench(Path data, String name) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(data.resolve("adbench"))) {
      file =
          files
              .filter(f -> f.getFileName().toString().endsWith("_" + name + ".csv.gz"))
              .findFirst()
              .orElseThrow();
    }
    CSVLoader loader = new CSVLoader();
    loader.setNominalAttributes("last");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      loader.setSource(in);
      Instances rows = loader.getDataSet();
      rows.setRelationName(name);
      rows.setClassIndex(rows.numAttributes() - 1);
      return rows;
    }
  }

  /** The same rows with a class of two values: one of the old ones, and the rest. */
  static Instances oneAgainstRest(Instances data, String label) {
    ArrayList<Attribute> attributes = new ArrayList<>();
    for (int a = 0; a < data.numAttributes() - 1; a++) {
      attributes.add((Attribute) data.attribute(a).copy());
    }
    attributes.add(new Attribute("class", List.of("rest", label)));
    Instances two = new Instances(label, attributes, data.size());
    two.setClassIndex(two.numAttributes() - 1);
    int old = data.classAttribute().indexOfValue(label);
    for (Instance row : data) {
      double[] values = row.toDoubleArray();
      values[values.length - 1] = row.classValue() == old ? 1 : 0;
      two.add(new DenseInstance(1, values));
    }
    return two;
  }
}
