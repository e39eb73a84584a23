package weka.gui;

import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JMenuBar;
import javax.swing.JPanel;
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

  private final JTextArea text = new JTextArea(14, 72);
  private final JPanel buttons = new JPanel();

  CDRLTool(String introduction) {
    super(new BorderLayout());
    text.setEditable(false);
    text.setLineWrap(true);
    text.setWrapStyleWord(true);
    text.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 13));
    text.setText(introduction + "\n\n");
    add(new JScrollPane(text), BorderLayout.CENTER);
    add(buttons, BorderLayout.SOUTH);
  }

  /** What a tool does. */
  @FunctionalInterface
  interface Job {
    void run(Consumer<String> lines) throws Exception;
  }

  /** Adds a button that does a job beside the event thread. */
  final void button(String label, Job job) {
    JButton button = new JButton(label);
    button.addActionListener(
        event -> {
          setEnabledAll(false);
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
            }

            @Override
            protected void done() {
              setEnabledAll(true);
            }
          }.execute();
        });
    buttons.add(button);
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
