package org.cdrl.tribuo.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Column;
import org.cdrl.tribuo.source.TableDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;

/** The columns of a table are the same behind the examples that its rows become. */
class TableColumnsTest {
  @TempDir Path folder;

  @Test
  void columnsSurviveTheirExamples() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("table.csv"),
            """
            a@b,a,k@v,yes,same,none,day,c@d@e
            z,1,2.5,true,x,,2020-02-29,p@q
            y,2,1,false,x,,1999-12-31,p
            z,,,false,x,,2001-01-01,p@q
            """);
    TableDataSource<Event> source = new TableDataSource<>(csv, new AnomalyFactory());
    List<Column> columns =
        FeatureColumns.of(new MutableDataset<>(source), Absent.MISSING, Map.of()).columns();
    assertEquals(source.schema().names(), columns.stream().map(Column::name).toList());
    for (Column column : columns) {
      Column ofTable = source.schema().column(source.schema().indexOf(column.name()));
      assertEquals(ofTable.kind(), column.kind(), column.name());
      assertEquals(ofTable.reason(), column.reason(), column.name());
      assertEquals(ofTable.labels().stream().sorted().toList(), column.labels(), column.name());
    }
  }
}
