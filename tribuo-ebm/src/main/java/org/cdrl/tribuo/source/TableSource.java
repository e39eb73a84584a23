package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.columns.ColumnHints;
import org.cdrl.tribuo.dataset.RowExamples;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * The rows of a table in memory as examples, as {@link TableDataSource} has those of a file. The
 * provenance tells the columns, and in words where the rows come from.
 */
public final class TableSource<T extends Output<T>> extends RowExamples<T> {
  private final String origin;
  private final OutputFactory<T> outputFactory;
  private final Origin provenance;

  /**
   * A source.
   *
   * @param origin where the rows come from, in words
   * @param leftOut columns that the table lacks as no model should learn them, and why
   * @param keys what makes more keys, by columns of keys
   * @param responses the columns that become outputs, as for {@link TableDataSource}
   * @throws IOException if cells make no output, saying why
   * @throws IllegalArgumentException if a column is not there
   */
  public TableSource(
      String origin,
      Table table,
      Map<String, String> leftOut,
      Map<String, KeyMaker> keys,
      OutputFactory<T> outputFactory,
      List<String> responses)
      throws IOException {
    this.origin = origin;
    this.outputFactory = outputFactory;
    int[] responding = responses.stream().mapToInt(table.schema()::indexOf).toArray();
    CellText text = new CellText(table.schema(), MissingTokens.NONE);
    OutputCells<T> cells = new OutputCells<>(origin, outputFactory, table.schema(), responding);
    List<T> outputs = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      outputs.add(cells.output(r, table.rows()[r], text.format(table.rows()[r])));
    }
    keep(table, responses, outputs, keys);
    provenance =
        new Origin(
            origin,
            ColumnHints.text(table.schema(), leftOut),
            OffsetDateTime.now(ZoneId.systemDefault()),
            outputFactory.getProvenance());
  }

  @Override
  public OutputFactory<T> getOutputFactory() {
    return outputFactory;
  }

  @Override
  public DataSourceProvenance getProvenance() {
    return provenance;
  }

  @Override
  public String toString() {
    return "TableSource(origin=" + origin + ", responses=" + responses() + ")";
  }

  /** Where rows come from, and which columns they have. */
  public static final class Origin implements DataSourceProvenance {
    private static final long serialVersionUID = 1L;
    private static final String ORIGIN = "origin";

    private final StringProvenance origin;
    private final StringProvenance columns;
    private final DateTimeProvenance time;
    private final Provenance outputFactory;

    Origin(String origin, String columns, OffsetDateTime time, Provenance outputFactory) {
      this.origin = new StringProvenance(ORIGIN, origin);
      this.columns = new StringProvenance(ColumnHints.KEY, columns);
      this.time = new DateTimeProvenance(DATASOURCE_CREATION_TIME, time);
      this.outputFactory = outputFactory;
    }

    /** From what was marshalled. */
    public Origin(Map<String, Provenance> parts) {
      String name = Origin.class.getSimpleName();
      // Extraction removes what it finds.
      Map<String, Provenance> map = new HashMap<>(parts);
      origin =
          ObjectProvenance.checkAndExtractProvenance(map, ORIGIN, StringProvenance.class, name);
      columns =
          ObjectProvenance.checkAndExtractProvenance(
              map, ColumnHints.KEY, StringProvenance.class, name);
      time =
          ObjectProvenance.checkAndExtractProvenance(
              map, DATASOURCE_CREATION_TIME, DateTimeProvenance.class, name);
      outputFactory =
          ObjectProvenance.checkAndExtractProvenance(map, OUTPUT_FACTORY, Provenance.class, name);
    }

    @Override
    public String getClassName() {
      return TableSource.class.getName();
    }

    @Override
    public Iterator<Pair<String, Provenance>> iterator() {
      return List.of(
              new Pair<String, Provenance>(
                  CLASS_NAME, new StringProvenance(CLASS_NAME, getClassName())),
              new Pair<String, Provenance>(ORIGIN, origin),
              new Pair<String, Provenance>(ColumnHints.KEY, columns),
              new Pair<String, Provenance>(DATASOURCE_CREATION_TIME, time),
              new Pair<String, Provenance>(OUTPUT_FACTORY, outputFactory))
          .iterator();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Origin that
          && origin.equals(that.origin)
          && columns.equals(that.columns)
          && time.equals(that.time)
          && outputFactory.equals(that.outputFactory);
    }

    @Override
    public int hashCode() {
      return Objects.hash(origin, columns, time, outputFactory);
    }

    @Override
    public String toString() {
      return "TableSource(" + origin.getValue() + ")";
    }
  }
}
