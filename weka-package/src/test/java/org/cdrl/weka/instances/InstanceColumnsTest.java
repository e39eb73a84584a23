package org.cdrl.weka.instances;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;
import weka.core.Instances;
import weka.core.SerializedObject;

class InstanceColumnsTest {
  private static final String ARFF =
      """
      @relation mixed
      @attribute colour {red, green, blue}
      @attribute count numeric
      @attribute length real
      @attribute day date "yyyy-MM-dd"
      @attribute never {}
      @data
      red,3,1.5,2024-03-31,?
      blue,?,-2.25,?,?
      ?,4,?,1969-12-31,?
      """;

  private static Instances data() throws IOException {
    return new Instances(new StringReader(ARFF));
  }

  @Test
  void columnsAreWhatAttributesAre() throws IOException {
    var schema = InstanceColumns.of(data()).schema();
    assertEquals(data().attribute(0).name(), schema.column(0).name());
    assertEquals(List.of("red", "green", "blue"), schema.column(0).labels());
    assertArrayEquals(
        new Column.Kind[] {
          Column.Kind.CATEGORICAL,
          Column.Kind.INTEGER,
          Column.Kind.REAL,
          Column.Kind.DATE_TIME,
          Column.Kind.CONSTANT
        },
        schema.columns().stream().map(Column::kind).toArray());
  }

  @Test
  void identifiersAreNotLearnedUnlessTheyAreTheClass() throws IOException {
    StringBuilder arff = new StringBuilder("@relation r\n@attribute name {");
    for (int r = 0; r < 30; r++) {
      arff.append(r == 0 ? "" : ",").append("n").append(r);
    }
    arff.append("}\n@attribute id numeric\n@attribute size numeric\n@data\n");
    for (int r = 0; r < 30; r++) {
      arff.append("n" + r + "," + (r + 1) + "," + r * r * 1000 + "\n");
    }
    Instances data = new Instances(new StringReader(arff.toString()));
    InstanceColumns columns = InstanceColumns.of(data);
    assertEquals(List.of("name", "id"), List.copyOf(columns.leftOut().keySet()));
    assertEquals("n30", InstanceKeys.of(columns, data).get("name").key(0, 0));
    assertEquals("31", InstanceKeys.of(columns, data).get("id").key(0, 0));
    assertTrue(InstanceKeys.header(columns).attribute("name").isString());
    assertTrue(InstanceKeys.header(columns).attribute("id").isNumeric());
    double[] cells = columns.cells(data.get(1));
    assertArrayEquals(new double[] {Double.NaN, Double.NaN, 1000}, cells);
    assertTrue(columns.instance(cells).isMissing(1));
    data.setClassIndex(0);
    assertEquals(List.of("id"), List.copyOf(InstanceColumns.of(data).leftOut().keySet()));
  }

  @Test
  void whatFewRowsHaveIsHidden() throws Exception {
    StringBuilder arff = new StringBuilder("@relation r\n@attribute job {cook,pope,king}\n");
    arff.append("@attribute pay numeric\n@attribute class {a,b,c}\n@data\n");
    for (int r = 0; r < 40; r++) {
      String job = r == 7 ? "pope" : r < 6 ? "king" : "cook";
      arff.append(job + "," + (r == 9 ? 900 : r % 5) + "," + (r == 3 ? "b" : "a") + "\n");
    }
    Instances data = new Instances(new StringReader(arff.toString()));
    data.setClassIndex(2);
    Instances common = InstanceColumns.withoutRareClasses(data);
    assertEquals(39, common.size());
    InstanceColumns columns =
        (InstanceColumns)
            new SerializedObject(InstanceColumns.of(common).withoutRareValues(common)).getObject();
    assertEquals(List.of("cook", "king", "other"), columns.schema().column(0).labels());
    assertEquals(List.of("a", "b", "c"), columns.schema().column(2).labels());
    Table table = columns.table(data);
    assertEquals(2, table.rows()[7][0]);
    assertEquals(1, table.rows()[0][0]);
    assertEquals(4, table.rows()[9][1]);
    assertEquals(
        List.of(
            "Attribute \"job\" is protected: 1 label of fewer than 5 rows made \"other\"",
            "Attribute \"pay\" is protected: 1 cell moved into the range from 0 to 4"),
        columns.remarks());
    // What was drawn is read, too.
    Instances back = columns.instances(table);
    assertEquals("other", back.get(7).stringValue(0));
    assertArrayEquals(table.rows(), columns.table(back).rows());
    data.renameAttribute(0, "work");
    assertThrows(IllegalArgumentException.class, () -> columns.table(data));
  }

  @Test
  void datesAreLocalWhereverTheMachineIs() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "America/Los_Angeles", "Pacific/Auckland"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Table table = InstanceColumns.of(data()).table(data());
        double expected = LocalDate.of(2024, 3, 31).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        assertEquals(expected, table.rows()[0][3], zone);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void rowsComeBackAsTheyWere() throws Exception {
    Instances data = data();
    var columns = (InstanceColumns) new SerializedObject(InstanceColumns.of(data)).getObject();
    Instances back = columns.instances(columns.table(data));
    assertEquals(3, back.size());
    for (int r = 0; r < 3; r++) {
      assertArrayEquals(data.get(r).toDoubleArray(), back.get(r).toDoubleArray());
    }
    assertTrue(back.equalHeaders(data));
  }

  @Test
  void newFractionsAreRoundedWhereAllWereWhole() throws IOException {
    Instances data = data();
    InstanceColumns columns = InstanceColumns.of(data);
    data.get(0).setValue(1, 3.4);
    assertEquals(3, columns.table(data).rows()[0][1]);
  }

  @Test
  void whatColumnsCannotHoldIsTheNearestThatTheyCan() throws IOException {
    Instances data = data();
    InstanceColumns columns = InstanceColumns.of(data);
    data.get(0).setValue(1, 1e300);
    data.get(0).setValue(2, Double.NEGATIVE_INFINITY);
    double[] cells = columns.table(data).rows()[0];
    assertEquals(0x1p53, cells[1]);
    assertEquals(-Double.MAX_VALUE, cells[2]);
  }

  @Test
  void whatCannotBeLearnedIsNamed() throws IOException {
    Instances text =
        new Instances(new StringReader("@relation r\n@attribute note string\n@data\n"));
    var e = assertThrows(IllegalArgumentException.class, () -> InstanceColumns.of(text));
    assertTrue(e.getMessage().contains("note") && e.getMessage().contains("string"));

    Instances infinite = data();
    infinite.get(1).setValue(2, Double.POSITIVE_INFINITY);
    e = assertThrows(IllegalArgumentException.class, () -> InstanceColumns.of(infinite));
    assertTrue(e.getMessage().contains("Row 2") && e.getMessage().contains("length"));
    var columns = InstanceColumns.of(data());

    Instances other = new Instances(new StringReader("@relation r\n@attribute x real\n@data\n"));
    e = assertThrows(IllegalArgumentException.class, () -> columns.table(other));
    assertTrue(e.getMessage().contains("other attributes"));
  }

  @Test
  void weightsBecomeCounts() throws IOException {
    Instances data = data();
    assertEquals(data, Weights.asCounts(data, 1));
    data.get(0).setWeight(2);
    data.get(1).setWeight(0);
    Instances counted = Weights.asCounts(data, 1);
    assertEquals(3, counted.size());
    assertEquals(2, counted.stream().filter(row -> row.value(1) == 3).count());
    assertEquals(1, counted.get(0).weight());
    assertEquals(2, data.get(0).weight());

    // A third of a row is there every third time.
    data.forEach(row -> row.setWeight(1));
    data.get(2).setWeight(.5);
    double often = 0;
    for (int seed = 0; seed < 3000; seed++) {
      often +=
          Weights.asCounts(data, seed).stream().filter(row -> row.value(1) == 4).count() / 3000.;
    }
    assertEquals(.5 / 2.5 * 3, often, .03);

    data.get(2).setWeight(-1);
    assertThrows(IllegalArgumentException.class, () -> Weights.asCounts(data, 1));
  }
}
