package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.cdrl.tribuo.source.TableDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** A table is learned as it is, and as if it had been examples. */
class TrainingTableTest {
  private static final String ROWS =
      """
      size,count,colour,flag,day,mail@,empty,same,shape
      1.5,3,red,yes,2024-01-02,a@b,,k,round
      ,4,Blue,no,2024-03-04,c,,k,square
      -2.25,,10,yes,,a@b,,k,round
      0.5,7,9,,2023-05-06,c,,k,Flat
      """;

  @TempDir Path folder;

  private TableDataSource<Label> source;

  @BeforeEach
  void read() throws IOException {
    Path csv = Files.writeString(folder.resolve("table.csv"), ROWS);
    source = new TableDataSource<>(csv, new LabelFactory(), "shape");
  }

  private static TrainingTable of(
      Dataset<Label> data, Absent absent, Map<String, Kind> kinds, FeatureColumns columns) {
    return TrainingTable.of(
        data,
        new LabelConditioning("shape"),
        columns == null ? TrainingTable.columns(data, absent, kinds) : columns);
  }

  private static void assertSame(TrainingTable examples, TrainingTable table) {
    assertEquals(examples.rows().schema(), table.rows().schema());
    assertArrayEquals(examples.rows().rows(), table.rows().rows());
    assertEquals(examples.features().toProtos(), table.features().toProtos());
  }

  @ParameterizedTest
  @EnumSource(Absent.class)
  void rowsAndColumnsAreThoseThatExamplesGive(Absent absent) {
    Dataset<Label> examples = new MutableDataset<>(source);
    Dataset<Label> table = new SourceDataset<>(source);
    assertSame(of(examples, absent, Map.of(), null), of(table, absent, Map.of(), null));
    Map<String, Kind> kinds = Map.of("count", Kind.CATEGORICAL, "size", Kind.REAL);
    TrainingTable asked = of(table, absent, kinds, null);
    assertSame(of(examples, absent, kinds, null), asked);
    assertEquals(List.of("3", "4", "7"), asked.rows().schema().column(1).labels());
  }

  @Test
  void rowsInTheColumnsOfAnotherModelAreThoseThatExamplesGive() throws IOException {
    String fewer = "shape,colour,size,same\nround,red,1,k\nsquare,green,2,k\n";
    Path csv = Files.writeString(folder.resolve("other.csv"), fewer);
    Dataset<Label> other =
        new MutableDataset<>(new TableDataSource<>(csv, new LabelFactory(), "shape"));
    FeatureColumns columns = FeatureColumns.of(other, Absent.MISSING, Map.of());
    TrainingTable table = of(new SourceDataset<>(source), Absent.MISSING, Map.of(), columns);
    assertSame(of(new MutableDataset<>(source), Absent.MISSING, Map.of(), columns), table);
    assertTrue(Double.isNaN(table.rows().rows()[1][0]), "Blue is no label of the other model");
    FeatureColumns size = FeatureColumns.of(numbers(), Absent.MISSING, Map.of());
    IllegalArgumentException nothing =
        assertThrows(
            IllegalArgumentException.class,
            () -> of(new SourceDataset<>(source), Absent.MISSING, Map.of(), size));
    assertTrue(nothing.getMessage().startsWith("Row 2 has nothing"), nothing.getMessage());
  }

  private Dataset<Label> numbers() throws IOException {
    Path csv = Files.writeString(folder.resolve("n.csv"), "shape,size\nround,.5\nsquare,1.5\n");
    return new MutableDataset<>(new TableDataSource<>(csv, new LabelFactory(), "shape"));
  }

  @Test
  void domainsAndExamplesAreThoseOfADataSetThatKeepsThem() {
    MutableDataset<Label> kept = new MutableDataset<>(source);
    SourceDataset<Label> made = new SourceDataset<>(source);
    assertEquals(kept.getFeatureIDMap(), made.getFeatureIDMap());
    assertEquals(
        kept.getOutputIDInfo().toReadableString(), made.getOutputIDInfo().toReadableString());
    assertEquals(kept.getData(), made.getData());
    List<Example<Label>> shuffled = new ArrayList<>();
    made.shuffle(true);
    made.forEach(shuffled::add);
    assertEquals(4, shuffled.size());
    assertTrue(shuffled.containsAll(kept.getData()));
    assertEquals(4, made.getProvenance().getNumExamples());
    assertEquals(
        kept.getProvenance().getSourceProvenance(), made.getProvenance().getSourceProvenance());
    assertThrows(IllegalArgumentException.class, () -> made.getExample(4));
  }

  @Test
  void kindsThatCannotBeAreRefusedByName() {
    Dataset<Label> table = new SourceDataset<>(source);
    for (Map.Entry<String, Kind> wrong :
        Map.of("size", Kind.INTEGER, "colour", Kind.REAL, "none", Kind.REAL).entrySet()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      TrainingTable.columns(
                          table, Absent.MISSING, Map.of(wrong.getKey(), wrong.getValue())))
              .getMessage();
      assertTrue(message.contains("\"" + wrong.getKey() + "\""), message);
    }
  }
}
