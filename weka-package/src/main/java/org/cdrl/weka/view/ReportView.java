package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.cdrl.quality.Measure;
import org.cdrl.quality.QualityReport;
import org.cdrl.report.Grade;
import org.cdrl.report.Judgement;
import org.cdrl.report.Verdict;

/**
 * How good the generated rows are: every measure with what a poor table and what real rows have,
 * and in words what the chosen one says and what to do.
 */
final class ReportView extends JPanel {
  private static final long serialVersionUID = 1;

  private static final String EMPTY =
      "How good the generated rows are appears here: quality, usefulness, rules and privacy. Choose a"
          + " file of real rows that are not among the data (\"Rows held out...\"), to compare"
          + " with.";

  final JButton choose = new JButton("Rows held out...");
  final JButton compare = new JButton("Compare");
  final JButton save = new JButton("Save page...");
  final JTable measures;
  final JTextArea words = new JTextArea(EMPTY);
  private final JLabel file = new JLabel("none chosen");
  private final TextTable texts =
      new TextTable("About", "Measure", "Rows", "Floor", "Ceiling", "Verdict");
  private final List<Measure> lines = new ArrayList<>();
  private transient QualityReport shown;
  private File folder;

  ReportView(Session session) {
    super(new BorderLayout(0, 6));
    choose.setToolTipText("Real rows of the same attributes that the model did not learn from");
    compare.setToolTipText("Compares the generated rows with the data and with rows held out");
    save.setToolTipText("Writes the report as a page with charts");
    JPanel top = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 0));
    top.add(choose);
    top.add(file);
    top.add(compare);
    top.add(save);
    add(top, BorderLayout.NORTH);
    measures = new JTable(texts);
    measures.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    measures.setFillsViewportHeight(true);
    measures.getTableHeader().setReorderingAllowed(false);
    int[] widths = {90, 200, 60, 60, 60, 60};
    for (int c = 0; c < widths.length; c++) {
      measures.getColumnModel().getColumn(c).setPreferredWidth(widths[c]);
    }
    measures.getSelectionModel().addListSelectionListener(e -> explain());
    add(new JScrollPane(measures), BorderLayout.CENTER);
    words.setEditable(false);
    words.setLineWrap(true);
    words.setWrapStyleWord(true);
    JScrollPane below = new JScrollPane(words);
    below.setPreferredSize(new Dimension(200, 120));
    add(below, BorderLayout.SOUTH);
    choose.addActionListener(e -> chooseRows(session));
    compare.addActionListener(e -> session.judging().compare(session.study(), session.drawn()));
    save.addActionListener(e -> savePage(session));
  }

  private void chooseRows(Session session) {
    JFileChooser chooser = new JFileChooser(folder);
    chooser.setFileFilter(new FileNameExtensionFilter("Data files (*.arff, *.csv)", "arff", "csv"));
    if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
      folder = chooser.getCurrentDirectory();
      session.judging().holdOut(chooser.getSelectedFile().toPath());
    }
  }

  private void savePage(Session session) {
    JFileChooser chooser = new JFileChooser(folder);
    chooser.setFileFilter(new FileNameExtensionFilter("Pages (*.html)", "html"));
    SavedFile.choose(this, chooser, "html").ifPresent(session.judging()::savePage);
    folder = chooser.getCurrentDirectory();
  }

  void update(Session session) {
    boolean free = !session.isBusy();
    choose.setEnabled(free);
    compare.setEnabled(free && session.judging().heldOut() != null && session.drawn() != null);
    save.setEnabled(free && session.judging().report() != null);
    file.setText(
        session.judging().heldOut() == null
            ? "none chosen"
            : String.format(
                Locale.ROOT,
                "%s (%,d rows)",
                session.judging().heldOut().relationName(),
                session.judging().heldOut().size()));
    if (session.judging().report() == shown) {
      return;
    }
    shown = session.judging().report();
    lines.clear();
    if (shown == null) {
      texts.show(List.of());
      words.setText(EMPTY);
      return;
    }
    lines.addAll(shown.findings().values().keySet());
    Verdict verdict = new Verdict(shown);
    texts.show(lines.stream().map(measure -> line(measure, verdict)).toList());
    measures.setRowSelectionInterval(0, 0);
    explain();
  }

  private String[] line(Measure measure, Verdict verdict) {
    return new String[] {
      measure.group().title(),
      measure.title(),
      number(shown.findings().value(measure)),
      number(shown.floor(measure)),
      number(shown.ceiling(measure)),
      verdict.of(measure.group()).stream()
          .filter(found -> found.measure() == measure)
          .map(Judgement::grade)
          .map(Grade::word)
          .findFirst()
          .orElse("")
    };
  }

  private void explain() {
    int at = measures.getSelectedRow();
    if (shown == null || at < 0) {
      return;
    }
    Measure measure = lines.get(at);
    Verdict verdict = new Verdict(shown);
    List<String> parts = new ArrayList<>();
    parts.add(measure.question());
    for (Judgement found : verdict.of(measure.group())) {
      if (found.measure() == measure) {
        parts.add(found.sentence());
      }
    }
    parts.add("Where it is bad: " + measure.advice());
    String note = verdict.note(measure.group());
    if (!note.isEmpty()) {
      parts.add(note);
    }
    words.setText(String.join("\n", parts));
    words.setCaretPosition(0);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
