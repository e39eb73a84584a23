package weka.gui;

import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JMenuBar;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingWorker;
import org.cdrl.weka.console.CommandLine;
import weka.core.CommandlineRunnable;
import weka.core.Utils;

/** A tool that writes lines, in a window of the Tools menu or on the command line. */
abstract class CDRLTool extends JPanel
    implements GUIChooser.GUIChooserMenuPlugin, CommandlineRunnable {
  private static final long serialVersionUID = 1;

  final JTextArea text = new JTextArea(14, 72);
  private final JPanel buttons = new JPanel();
  final JLabel state = new JLabel(" ");
  final JProgressBar progress = new JProgressBar();

  CDRLTool(String introduction) {
    super(new BorderLayout(0, 4));
    setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
    progress.setStringPainted(true);
    progress.setString("");
    text.setEditable(false);
    text.setLineWrap(true);
    text.setWrapStyleWord(true);
    text.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 13));
    text.setText(introduction + "\n\n");
    add(new JScrollPane(text), BorderLayout.CENTER);
    JPanel below = new JPanel(new BorderLayout(0, 4));
    below.add(state, BorderLayout.NORTH);
    below.add(progress, BorderLayout.CENTER);
    below.add(buttons, BorderLayout.SOUTH);
    add(below, BorderLayout.SOUTH);
  }

  /** Tells how things are now; on the event thread. */
  final void state(String words) {
    state.setText(words);
    state.setToolTipText(words);
  }

  /** Called on the event thread when the window opens, and after every job. */
  void refresh() {}

  @Override
  public void addNotify() {
    super.addNotify();
    refresh();
  }

  /** What a tool does. */
  @FunctionalInterface
  interface Job {
    void run(Consumer<String> lines) throws Exception;
  }

  /** Adds a button that does a job beside the event thread. */
  final void button(String label, Job job) {
    button(label, () -> run(job));
  }

  /** Adds a button that does something on the event thread. */
  final void button(String label, Runnable action) {
    JButton button = new JButton(label);
    button.addActionListener(event -> action.run());
    buttons.add(button);
  }

  /** Does a job beside the event thread, one at a time. */
  final void run(Job job) {
    working(true);
    new SwingWorker<Void, String>() {
      @Override
      protected Void doInBackground() {
        try {
          job.run(line -> publish(line));
        } catch (Exception | LinkageError e) {
          publish(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return null;
      }

      @Override
      protected void process(List<String> lines) {
        lines.forEach(line -> text.append(line + "\n"));
        progress.setString(lines.get(lines.size() - 1));
      }

      @Override
      protected void done() {
        working(false);
        refresh();
      }
    }.execute();
  }

  private void working(boolean working) {
    setEnabledAll(!working);
    progress.setIndeterminate(working);
    progress.setString(working ? "Working..." : "");
  }

  private void setEnabledAll(boolean enabled) {
    for (var button : buttons.getComponents()) {
      button.setEnabled(enabled);
    }
  }

  /** What the tool does and its options, for {@code -h}. */
  abstract String help();

  /** Does what options say. */
  abstract void work(String[] options) throws Exception;

  @Override
  public final void run(Object tool, String[] options) {
    CommandLine.run(
        () -> {
          if (Utils.getFlag('h', options) || Utils.getFlag("help", options)) {
            System.out.print(help());
          } else {
            ((CDRLTool) tool).work(options);
          }
        });
  }

  @Override
  public Menu getMenuToDisplayIn() {
    return Menu.TOOLS;
  }

  @Override
  public String getMenuEntryText() {
    return getApplicationName();
  }

  @Override
  public JMenuBar getMenuBar() {
    return null;
  }

  @Override
  public void preExecution() {}

  @Override
  public void postExecution() {}
}
