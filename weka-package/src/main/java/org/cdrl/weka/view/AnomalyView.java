package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.TableColumn;
import org.cdrl.weka.study.AnomalyScores;
import org.cdrl.weka.study.AnomalyScores.AnomalousRow;
import org.cdrl.weka.study.AnomalyScores.Reason;
import weka.core.Instance;
import weka.core.Instances;

/**
 * The energies of all rows, the most anomalous of the data, and what is anomalous about one of
 * them.
 */
final class AnomalyView extends JPanel {
  private static final long serialVersionUID = 1;

  private static final String EMPTY =
      "How usual every row of the data is to the model appears here, once one is trained.";

  final JTable rows;
  final JTable reasons;
  private final ChartView chart = new ChartView(400, 220);
  private final TextTable rowTexts = new TextTable("Row", "Class", "Energy", "Because of");
  private final TextTable reasonTexts = new TextTable("Attribute", "Value", "More usual", "Adds");
  private final JLabel why = new JLabel(" ");
  private transient AnomalyScores shown;
  private transient Instances data;
  private transient Session.Energies shownEnergies;

  AnomalyView() {
    super(new BorderLayout(0, 6));
    rows = table(rowTexts, 45, 90, 60, 130);
    reasons = table(reasonTexts, 110, 80, 90, 60);
    rows.getSelectionModel().addListSelectionListener(e -> explain());
    JPanel top = new JPanel(new BorderLayout());
    top.add(chart, BorderLayout.CENTER);
    top.add(Legend.ofKinds(), BorderLayout.SOUTH);
    JPanel bottom = new JPanel(new GridLayout(1, 2, 6, 0));
    bottom.add(titled(new JLabel("Most anomalous rows of the data"), rows));
    bottom.add(titled(why, reasons));
    JPanel both = new JPanel(new GridLayout(2, 1, 0, 6));
    both.add(top);
    both.add(bottom);
    add(both, BorderLayout.CENTER);
    chart.hint(EMPTY);
  }

  private static JTable table(TextTable texts, int... widths) {
    JTable table =
        new JTable(texts) {
          private static final long serialVersionUID = 1;

          @Override
          public String getToolTipText(MouseEvent event) {
            int row = rowAtPoint(event.getPoint());
            int column = columnAtPoint(event.getPoint());
            return row < 0 || column < 0 ? null : String.valueOf(getValueAt(row, column));
          }
        };
    table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    table.setFillsViewportHeight(true);
    table.getTableHeader().setReorderingAllowed(false);
    for (int c = 0; c < widths.length; c++) {
      TableColumn column = table.getColumnModel().getColumn(c);
      column.setPreferredWidth(widths[c]);
      column.setMinWidth(headerWidth(table, column));
    }
    return table;
  }

  /** Names of columns are never cut. */
  private static int headerWidth(JTable table, TableColumn column) {
    return table
        .getTableHeader()
        .getDefaultRenderer()
        .getTableCellRendererComponent(table, column.getHeaderValue(), false, false, -1, 0)
        .getPreferredSize()
        .width;
  }

  private static JPanel titled(JLabel title, JTable table) {
    JPanel panel = new JPanel(new BorderLayout(0, 3));
    panel.add(title, BorderLayout.NORTH);
    panel.add(new JScrollPane(table), BorderLayout.CENTER);
    return panel;
  }

  void update(Session session) {
    Session.Energies energies = session.energies();
    if (energies == shownEnergies) {
      return;
    }
    shownEnergies = energies;
    boolean other = energies.data() != shown;
    shown = energies.data();
    if (shown == null) {
      chart.hint(EMPTY);
    } else {
      chart.show(size -> EnergyChart.of(energies.data().scores(), energies.drawn()));
    }
    if (other) {
      data = shown == null ? null : session.study().data();
      rowTexts.show(shown == null ? List.of() : texts(session));
      reasonTexts.show(List.of());
      why.setText(" ");
      if (rowTexts.getRowCount() > 0) {
        rows.setRowSelectionInterval(0, 0);
      }
    }
  }

  private List<String[]> texts(Session session) {
    return shown.mostAnomalous().stream()
        .map(
            row ->
                new String[] {
                  Integer.toString(row.row() + 1),
                  classOf(session, row),
                  number(row.score()),
                  row.reasons().isEmpty()
                      ? "the row as a whole"
                      : row.reasons().get(0).attribute().name()
                })
        .toList();
  }

  private static String classOf(Session session, AnomalousRow row) {
    var instance = session.study().data().get(row.row());
    return instance.classIndex() < 0 || instance.classIsMissing()
        ? ""
        : instance.toString(instance.classIndex(), 4);
  }

  private void explain() {
    int at = rows.getSelectedRow();
    if (shown == null || at < 0) {
      return;
    }
    AnomalousRow row = shown.mostAnomalous().get(at);
    boolean whole = row.reasons().isEmpty();
    why.setText((whole ? "No value alone: row " : "What adds energy to row ") + (row.row() + 1));
    why.setToolTipText(
        whole ? "Every value is usual beside the others; their combination is not" : null);
    reasonTexts.show(whole ? cells(row) : row.reasons().stream().map(AnomalyView::texts).toList());
  }

  /** All values of a row. */
  private List<String[]> cells(AnomalousRow row) {
    Instance instance = data.get(row.row());
    return IntStream.range(0, instance.numAttributes())
        .mapToObj(
            a ->
                new String[] {
                  instance.attribute(a).name(),
                  instance.isMissing(a) ? "missing" : instance.toString(a, 4),
                  "",
                  ""
                })
        .toList();
  }

  private static String[] texts(Reason reason) {
    return new String[] {
      reason.attribute().name(), reason.value(), reason.usual(), number(reason.contribution())
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
