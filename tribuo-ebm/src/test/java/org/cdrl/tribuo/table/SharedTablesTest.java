package org.cdrl.tribuo.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.MissingTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public data sets have the rows, columns, classes and missing cells that are known of them. */
class SharedTablesTest {
  private static final TableFormat BARE = new TableFormat(',', false, MissingTokens.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "iris, 150, 5, class, 0, Iris-setosa:50 Iris-versicolor:50 Iris-virginica:50",
    "diabetes, 768, 9, class, 0, tested_negative:500 tested_positive:268",
    "ionosphere, 351, 35, class, 0, b:126 g:225",
    "segment-challenge, 1500, 20, class, 0,"
        + " brickface:205 sky:220 foliage:208 cement:220 window:204 path:236 grass:207",
    "breast-cancer, 286, 10, Class, 9, no-recurrence-events:201 recurrence-events:85",
    "credit-g, 1000, 21, class, 0, good:700 bad:300",
    "vote, 435, 17, Class, 392, democrat:267 republican:168",
    "labor, 57, 17, class, 326, bad:20 good:37",
    "weather.nominal, 14, 5, play, 0, yes:9 no:5",
    "weather.numeric, 14, 5, play, 0, yes:9 no:5",
    "unbalanced, 856, 33, Outcome, 0, Active:12 Inactive:844",
  })
  void arff(String name, int rows, int columns, String target, int missing, String classes)
      throws IOException {
    Table table =
        TableFile.read(
            SharedData.require("weka/" + name + ".arff"), TableFormat.DEFAULT, Map.of(), Set.of());
    assertShape(table, rows, columns, missing);
    assertEquals(classes, counts(table, target));
  }

  @Test
  void declaredClassesStayWithoutRows() throws IOException {
    Table glass =
        TableFile.read(
            SharedData.require("weka/glass.arff"), TableFormat.DEFAULT, Map.of(), Set.of());
    assertShape(glass, 214, 10, 0);
    assertEquals(7, glass.schema().column(9).labels().size());
    assertTrue(counts(glass, "Type").contains("vehic wind non-float:0 "), counts(glass, "Type"));
  }

  @Test
  void aColumnThatNeverChangesIsConstant() throws IOException {
    Table table =
        TableFile.read(
            SharedData.require("weka/ionosphere.arff"), TableFormat.DEFAULT, Map.of(), Set.of());
    assertEquals(Kind.CONSTANT, table.schema().column(1).kind());
    assertEquals(Kind.REAL, table.schema().column(2).kind());
    assertEquals(Kind.INTEGER, table.schema().column(0).kind());
  }

  @ParameterizedTest
  @CsvSource({
    "uci-small/abalone.csv, 4177, 9, x1, F:1307 I:1342 M:1528",
    "uci-small/ecoli.csv, 336, 8, x8, cp:143 im:77 imL:2 imS:2 imU:35 om:20 omL:5 pp:52",
    "uci-small/sonar.csv, 208, 61, x61, M:111 R:97",
    "uci-small/wheat-seeds.csv, 210, 8, x8, 1:70 2:70 3:70",
  })
  void csvWithoutHeader(String name, int rows, int columns, String target, String classes)
      throws IOException {
    Table table =
        TableFile.read(SharedData.require(name), BARE, Map.of(target, Kind.CATEGORICAL), Set.of());
    assertShape(table, rows, columns, 0);
    assertEquals(classes, counts(table, target));
  }

  @Test
  void adult() throws IOException {
    Table table = TableFile.read(SharedData.require("uci/adult.data.gz"), BARE, Map.of(), Set.of());
    assertEquals(32_561, table.size());
    assertEquals(15, table.schema().size());
    assertEquals("<=50K:24720 >50K:7841", counts(table, "x15"));
    assertEquals(Kind.INTEGER, table.schema().column(0).kind());
    assertEquals(2399, Arrays.stream(table.rows()).filter(row -> missing(row) > 0).count());
  }

  @Test
  void californiaHousing() throws IOException {
    Table table =
        TableFile.read(
            SharedData.require("uci/california-housing.csv.gz"),
            TableFormat.DEFAULT,
            Map.of(),
            Set.of());
    assertShape(table, 20_640, 10, 207);
    assertEquals(5, table.schema().column(9).labels().size());
    int value = table.schema().indexOf("median_house_value");
    assertEquals(206_855.8, Arrays.stream(table.column(value)).average().orElseThrow(), 0.05);
  }

  @Test
  void wineHasSemicolons() throws IOException {
    Table table =
        TableFile.read(
            SharedData.require("uci/winequality-red.csv"),
            new TableFormat(';', true, MissingTokens.DEFAULT),
            Map.of("quality", Kind.CATEGORICAL),
            Set.of("density"));
    assertShape(table, 1599, 11, 0);
    assertEquals("3:10 4:53 5:681 6:638 7:199 8:18", counts(table, "quality"));
  }

  private static void assertShape(Table table, int rows, int columns, int missing) {
    assertEquals(rows, table.size());
    assertEquals(columns, table.schema().size());
    assertEquals(missing, Arrays.stream(table.rows()).mapToLong(SharedTablesTest::missing).sum());
  }

  private static long missing(double[] row) {
    return Arrays.stream(row).filter(Double::isNaN).count();
  }

  /** Every label of a column and how many rows have it. */
  private static String counts(Table table, String name) {
    Column column = table.schema().column(table.schema().indexOf(name));
    double[] cells = table.column(table.schema().indexOf(name));
    StringBuilder counts = new StringBuilder();
    IntStream.range(0, column.labels().size())
        .forEach(
            label -> {
              long count = Arrays.stream(cells).filter(cell -> cell == label).count();
              counts.append(column.labels().get(label));
              counts.append(':').append(count).append(' ');
            });
    return counts.toString().strip();
  }
}
