package org.cdrl.tribuo.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.DateOrder;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.Small;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.table.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.test.Helpers;

/** Tables, samples and completed data as Tribuo's configurable sources. */
class SourcesTest {
  private static final String CSV =
      """
      day,age,job,sick,old,y
      2024-01-05,30,clerk,yes,no,1.5
      2024-02-01,,smith,no,yes,2.5
      2024-03-09,41,,no,no,3.5
      """;

  @TempDir private Path folder;

  private Path csv() throws IOException {
    return Files.writeString(folder.resolve("people.csv"), CSV);
  }

  @Test
  void rowsBecomeExamplesAndTheirColumnsAreKnown() throws IOException {
    TableDataSource<Regressor> source =
        new TableDataSource<>(csv(), new RegressionFactory(), "y", "age");
    assertEquals(3, source.size());
    Example<Regressor> first = source.iterator().next();
    assertEquals(1, first.lookup("job@clerk").getValue());
    assertEquals(1, first.lookup("sick@yes").getValue());
    assertEquals(30, first.getOutput().getDimension("age").orElseThrow().getValue());
    MutableDataset<Regressor> data = new MutableDataset<>(source);
    assertEquals(1, data.getOutputInfo().getUnknownCount(), "a target is missing");
    FeatureColumns columns = FeatureColumns.of(data, Absent.MISSING, Map.of());
    assertEquals("day", columns.columns().get(0).name(), "the input's order");
    assertEquals(Kind.DATE_TIME, columns.columns().get(0).kind());
    assertEquals("yyyy-MM-dd", columns.columns().get(0).pattern());
    Helpers.testProvenanceMarshalling(data.getProvenance());
  }

  @Test
  void whatFewRowsHaveIsHidden() throws IOException {
    StringBuilder csv = new StringBuilder("job,pay,y\n");
    for (int r = 0; r < 40; r++) {
      csv.append(r == 7 ? "pope" : r < 6 ? "king" : "cook");
      csv.append("," + (r == 9 ? 900 : r % 5) + "," + r + "\n");
    }
    Path file = Files.writeString(folder.resolve("rare.csv"), csv);
    TableDataSource<Regressor> source =
        new TableDataSource<>(
            file,
            new RegressionFactory(),
            List.of("y"),
            Map.of("y", Kind.INTEGER),
            Set.of(),
            TableFormat.DEFAULT,
            true);
    int row = 0;
    for (Example<Regressor> example : source) {
      assertEquals(row == 7, example.lookup("job@other") != null);
      assertNull(example.lookup("job@pope"));
      assertEquals(row % 5, example.lookup("pay").getValue());
      // The four lowest and the four highest move to the fifth one.
      double y = example.getOutput().getDimension("y").orElseThrow().getValue();
      assertEquals(Math.max(4, Math.min(35, row)), y);
      row++;
    }
    assertEquals(40, row);
  }

  @Test
  void howCellsStandInTheFileIsPartOfTheProvenance() throws IOException {
    String text = "a|d|k\n1,5|04/05/2024|-\n2,5|05/05/2024|None\n3,5|05/05/2024|\u00e9\n";
    Path file = Files.write(folder.resolve("odd.txt"), text.getBytes(StandardCharsets.ISO_8859_1));
    TableFormat format =
        TableFormat.DEFAULT
            .delimiter('|')
            .encoding(StandardCharsets.ISO_8859_1)
            .cells(
                new CellFormat(
                    MissingTokens.DEFAULT.plus(List.of("-")).minus(List.of("None")),
                    ',',
                    DateOrder.DAY_FIRST));
    TableDataSource<Event> source =
        new TableDataSource<>(file, new AnomalyFactory(), List.of(), Map.of(), Set.of(), format);
    assertEquals("dd/MM/yyyy", source.schema().column(1).pattern());
    assertEquals(List.of("None", "\u00e9"), source.schema().column(2).labels());
    List<ConfigurationData> configuration =
        ProvenanceUtil.extractConfiguration(source.getProvenance());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(configuration);
    TableDataSource<?> again =
        manager.lookup(configuration.get(0).getName()) instanceof TableDataSource<?> same
            ? same
            : null;
    assertEquals(source.schema(), again.schema());
  }

  @Test
  void responsesOfEveryType() throws IOException {
    Example<MultiLabel> several =
        new TableDataSource<>(csv(), new MultiLabelFactory(), "sick", "old").iterator().next();
    assertEquals(Set.of("sick"), several.getOutput().getNameSet());
    Example<Label> label = new TableDataSource<>(csv(), new LabelFactory(), "y").iterator().next();
    assertEquals("1.5", label.getOutput().getLabel());
    Path events =
        Files.writeString(folder.resolve("e.csv"), "x,kind\n1,EXPECTED\n2,ANOMALOUS\n3,EXPECTED\n");
    Example<Event> event =
        new TableDataSource<>(events, new AnomalyFactory(), "kind").iterator().next();
    assertEquals(Event.EventType.EXPECTED, event.getOutput().getType());
    Example<Event> expected = new TableDataSource<>(csv(), new AnomalyFactory()).iterator().next();
    assertEquals(Event.EventType.EXPECTED, expected.getOutput().getType());
    Example<Label> none = new TableDataSource<>(csv(), new LabelFactory()).iterator().next();
    assertEquals(LabelFactory.UNKNOWN_LABEL, none.getOutput());
  }

  @Test
  void settingsAreFollowedAndErrorsNameThem() throws IOException {
    TableDataSource<Label> source =
        new TableDataSource<>(
            csv(),
            new LabelFactory(),
            List.of("job"),
            Map.of("age", Kind.CATEGORICAL),
            Set.of("day"),
            TableFormat.DEFAULT);
    Example<Label> first = source.iterator().next();
    assertEquals(1, first.lookup("age@30").getValue());
    assertNull(first.lookup("day"));
    assertTrue(
        ProvenanceUtil.extractConfiguration(source.getProvenance()).toString().contains("ignored"));
    String error =
        assertThrows(
                IOException.class, () -> new TableDataSource<>(csv(), new LabelFactory(), "class"))
            .getMessage();
    assertTrue(error.contains("people.csv: There is no column \"class\""), error);
  }

  @Test
  void completedDataAreASource() throws IOException {
    CDRLModel<Label> model = Small.flowersModel();
    Path file = folder.resolve("model.pb");
    model.serializeToFile(file);
    Path gaps =
        Files.writeString(
            folder.resolve("gaps.csv"),
            "length,colour,leaves,height\n6.1,,3,tall\n,red,2,tall\n1.9,blue,,flat\n");
    TableDataSource<Label> source = new TableDataSource<>(gaps, new LabelFactory(), "height");
    ImputedDataSource<Label> whole = new ImputedDataSource<>(source, file, 5, 1);
    for (Example<Label> example : whole) {
      assertEquals(3, example.size());
    }
    assertEquals(6.1, whole.iterator().next().lookup("length").getValue());
    MutableDataset<Label> data = new MutableDataset<>(whole);
    Helpers.testDatasetSerialization(data);
    Helpers.testProvenanceMarshalling(data.getProvenance());
    assertEquals(model.getProvenance(), ((FileProvenance) whole.getProvenance()).generator());
    assertTrue(
        ProvenanceUtil.extractConfiguration(data.getProvenance()).stream()
            .anyMatch(part -> part.getClassName().contains("TableDataSource")));
  }

  @Test
  void filesThatHoldNoModelAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pb"), "no model");
    String error =
        assertThrows(IOException.class, () -> new ModelSampleSource<Label>(text, 5, 1))
            .getMessage();
    assertTrue(error.contains("text.pb is damaged or no model"), error);
  }
}
