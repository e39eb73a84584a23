package org.cdrl.weka.view;

import java.util.List;
import javax.swing.table.AbstractTableModel;

/** Texts in rows and columns, to look at. */
final class TextTable extends AbstractTableModel {
  private static final long serialVersionUID = 1;

  private final String[] columns;
  private transient List<String[]> rows = List.of();

  TextTable(String... columns) {
    this.columns = columns;
  }

  /** Shows other rows, each with one text per column. */
  void show(List<String[]> newRows) {
    rows = newRows;
    fireTableDataChanged();
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return columns.length;
  }

  @Override
  public String getColumnName(int column) {
    return columns[column];
  }

  @Override
  public Object getValueAt(int row, int column) {
    return rows.get(row)[column];
  }
}
