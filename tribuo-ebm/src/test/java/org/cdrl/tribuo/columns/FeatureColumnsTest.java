package org.cdrl.tribuo.columns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.tribuo.Small;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.csv.CSVDataSource;
import org.tribuo.hash.HashCodeHasher;
import org.tribuo.hash.ModHashCodeHasher;

/** Which columns features are, and the way there and back. */
class FeatureColumnsTest {
  private static final Label LABEL = new Label("a");
  private static final double MISSING = Double.NaN;

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  private static Dataset<Label> data(Map<String, Double>... examples) {
    return Small.data(
        Arrays.stream(examples).map(features -> Small.example(LABEL, features)).toList(),
        new LabelFactory());
  }

  private static String kinds(FeatureColumns columns) {
    return columns.columns().stream()
        .map(column -> column.name() + " " + column.kind())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Double> features(FeatureColumns columns, double... row) {
    return StreamSupport.stream(columns.features(row).spliterator(), false)
        .collect(Collectors.toMap(f -> f.getName(), f -> f.getValue()));
  }

  @Test
  void oneHotFeaturesOfAPrefixAreOneColumn() {
    Dataset<Label> data =
        data(
            Map.of("city@A@B", 1., "age", 30., "size", 1.5),
            Map.of("city@", 1., "age", 31., "size", 2.),
            Map.of("age", 32., "size", 2.5));
    FeatureColumns columns = FeatureColumns.of(data, Absent.MISSING, Map.of());
    assertEquals("age INTEGER, city CATEGORICAL, size REAL", kinds(columns));
    assertEquals(List.of("", "A@B"), columns.columns().get(1).labels());
    assertArrayEquals(new double[] {30, 1, 1.5}, columns.cells(data.getExample(0)));
    assertArrayEquals(new double[] {32, MISSING, 2.5}, columns.cells(data.getExample(2)));
    assertEquals(Map.of("city@A@B", 1., "age", 30., "size", 1.5), features(columns, 30, 1, 1.5));
    assertEquals(Map.of("size", 0.), features(columns, MISSING, MISSING, 0));
  }

  @Test
  void whatIsNotOneHotIsNumbers() {
    Dataset<Label> data =
        data(
            Map.of("word@a", 1., "word@b", 1., "count@a", 2., "g", 3., "g@x", 1.),
            Map.of("word@b", 1., "count@b", 1., "g", 4.));
    assertEquals(
        "count@a INTEGER, count@b INTEGER, g INTEGER, g@x INTEGER, word@a INTEGER, word@b INTEGER",
        kinds(FeatureColumns.of(data, Absent.ZERO, Map.of())));
  }

  @Test
  void absentIsWhatItIsSaidToBe() {
    Dataset<Label> data =
        data(Map.of("a", 1., "b", 2.), Map.of("a", 3., "c@x", 1.), Map.of("b", 1., "c@y", 1.));
    Example<Label> third = data.getExample(2);
    FeatureColumns zero = FeatureColumns.of(data, Absent.ZERO, Map.of());
    FeatureColumns missing = FeatureColumns.of(data, Absent.MISSING, Map.of());
    assertArrayEquals(new double[] {0, 1, 1}, zero.cells(third));
    assertArrayEquals(new double[] {MISSING, 1, 1}, missing.cells(third));
    assertArrayEquals(
        new double[] {1, 2, MISSING}, zero.cells(data.getExample(0)), "no label is no zero");
  }

  @Test
  void pixelsAreWhereTheirNamesSay() {
    // Zeros were dropped, so that ids are not positions.
    Dataset<Label> data = data(Map.of("0", 10., "1", 20., "3", 40.), Map.of("0", 1., "3", 2.));
    FeatureColumns columns = FeatureColumns.of(data, Absent.ZERO, Map.of());
    assertArrayEquals(
        new double[] {5, 0, 7},
        columns.cells(Small.example(LABEL, Map.of("3", 7., "0", 5., "2", 9.))));
    assertEquals(Map.of("0", 5., "3", 7.), features(columns, 5, 0, 7), "sparse stays sparse");
    assertEquals(Map.of("0", 0.), features(columns, 0, 0, 0), "no example without features");
  }

  @Test
  void kindsCanBeAskedFor() {
    Dataset<Label> data = data(Map.of("zip", 100., "n", 1.), Map.of("zip", 7.5, "n", 2.));
    FeatureColumns columns =
        FeatureColumns.of(data, Absent.MISSING, Map.of("zip", Kind.CATEGORICAL, "n", Kind.REAL));
    assertEquals("n REAL, zip CATEGORICAL", kinds(columns));
    assertEquals(List.of("7.5", "100"), columns.columns().get(1).labels());
    assertEquals(Map.of("n", 2., "zip", 100.), features(columns, 2, 1));
    assertArrayEquals(
        new double[] {1, MISSING}, columns.cells(Small.example(LABEL, Map.of("n", 1., "zip", 8.))));
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureColumns.of(data, Absent.MISSING, Map.of("zip", Kind.INTEGER)));
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureColumns.of(data, Absent.MISSING, Map.of("zap", Kind.REAL)));
  }

  @Test
  void rowProcessorsTellColumnsAndTheirOrder(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("people.csv");
    Files.writeString(csv, "zip,job,age,y,size\n9,clerk,30,a,1.5\n8,,41,b,2\n7,smith,,a,2.5\n");
    Path xml =
        Files.writeString(
            folder.resolve("rows.xml"),
            """
            <config>
              <component name="rows" type="org.tribuo.data.columnar.RowProcessor">
                <propertylist name="fieldProcessorList">
                  <item>zip</item><item>job</item><item>age</item><item>size</item>
                </propertylist>
                <property name="responseProcessor" value="response"/>
              </component>
              <component name="response" type="%1$s.response.FieldResponseProcessor">
                <property name="fieldName" value="y"/>
                <property name="defaultValue" value="?"/>
                <property name="outputFactory" value="labels"/>
              </component>
              <component name="labels" type="org.tribuo.classification.LabelFactory"/>
              <component name="zip" type="%1$s.field.DoubleFieldProcessor">
                <property name="fieldName" value="zip"/>
              </component>
              <component name="job" type="%1$s.field.IdentityProcessor">
                <property name="fieldName" value="job"/>
              </component>
              <component name="age" type="%1$s.field.DoubleFieldProcessor">
                <property name="fieldName" value="age"/>
              </component>
              <component name="size" type="%1$s.field.DoubleFieldProcessor">
                <property name="fieldName" value="size"/>
              </component>
            </config>
            """
                .formatted("org.tribuo.data.columnar.processors"));
    Dataset<Label> data;
    try (ConfigurationManager manager = new ConfigurationManager(xml.toString())) {
      @SuppressWarnings("unchecked") // as it is configured
      RowProcessor<Label> rows = (RowProcessor<Label>) manager.lookup("rows");
      data = new MutableDataset<>(new CSVDataSource<>(csv, rows, true));
    }
    FeatureColumns columns = FeatureColumns.of(data, Absent.MISSING, Map.of());
    assertEquals("zip INTEGER, job CATEGORICAL, age INTEGER, size REAL", kinds(columns));
    assertTrue(columns.describe().contains("RowProcessor"), columns.describe());
    assertEquals("4 columns, absent=MISSING", columns.toString());
    for (Example<Label> example : data) {
      assertEquals(
          example.size(), columns.features(columns.cells(example)).size(), "there and back");
    }
  }

  @Test
  void columnsOfHashedNamesAreFoundByTheNamesThatWereHashed() {
    Dataset<Label> data = data(Map.of("a@x", 1., "b", 2.), Map.of("a@y", 1., "b", 3.));
    Dataset<Label> hashed =
        ImmutableDataset.hashFeatureMap(data, new HashCodeHasher("saltsaltsalt"));
    FeatureColumns columns = FeatureColumns.of(hashed, Absent.ZERO, Map.of());
    assertTrue(columns.areHashed());
    assertEquals(3, columns.size());
    assertFalse(kinds(columns).matches(".*[abxy].*"), "no name is left: " + kinds(columns));
    for (Example<Label> example : data) {
      assertEquals(2, columns.known(example));
      assertArrayEquals(
          values(example),
          Arrays.stream(columns.cells(example)).filter(cell -> cell != 0).sorted().toArray());
    }
  }

  private static double[] values(Example<Label> example) {
    return StreamSupport.stream(example.spliterator(), false)
        .mapToDouble(Feature::getValue)
        .sorted()
        .toArray();
  }

  @Test
  void featuresWithTheSameHashAddUp() {
    Dataset<Label> data = data(Map.of("a", 1., "b", 2., "c", 4.), Map.of("b", 1., "c", 3.));
    Dataset<Label> hashed =
        ImmutableDataset.hashFeatureMap(data, new ModHashCodeHasher(1, "saltsaltsalt"));
    FeatureColumns columns = FeatureColumns.of(hashed, Absent.ZERO, Map.of());
    assertArrayEquals(new double[] {7}, columns.cells(data.getExample(0)));
    assertArrayEquals(new double[] {4}, columns.cells(data.getExample(1)));
  }

  @Test
  void badFeaturesAreRefused() {
    Dataset<Label> data = data(Map.of("a@x", 1., "b", 2.), Map.of("a@y", 1., "b", 3.));
    FeatureColumns columns = FeatureColumns.of(data, Absent.MISSING, Map.of());
    String two =
        assertThrows(
                IllegalArgumentException.class,
                () -> columns.cells(Small.example(LABEL, Map.of("a@x", 1., "a@y", 1.))))
            .getMessage();
    assertTrue(two.contains("Column \"a\""), two);
  }

  @Test
  void whatColumnsDoNotKnowIsUnknownOrTheNearestThatTheyHold() {
    FeatureColumns columns =
        FeatureColumns.of(
            data(Map.of("a@x", 1., "b", 2., "c", .5), Map.of("a@y", 1., "b", 3., "c", 1.5)),
            Absent.MISSING,
            Map.of("b", Kind.INTEGER));
    Example<Label> far = Small.example(LABEL, Map.of("b", 1e300, "c", Double.NEGATIVE_INFINITY));
    double[] cells = columns.cells(far);
    assertEquals(0x1p53, cells[1]);
    assertEquals(-Double.MAX_VALUE, cells[2]);
    assertNull(columns.unknown(far, cells), "a is missing");
    Example<Label> other = Small.example(LABEL, Map.of("a@new", 1., "b", 2., "c", 1.));
    cells = columns.cells(other);
    assertTrue(Double.isNaN(cells[0]));
    assertArrayEquals(new boolean[] {true, false, false}, columns.unknown(other, cells));
    Example<Label> none = Small.example(LABEL, Map.of("a@new", 0., "b", 2.));
    assertNull(columns.unknown(none, columns.cells(none)), "not of this label");
  }
}
