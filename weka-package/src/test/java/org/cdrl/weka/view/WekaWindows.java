package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.event.ActionListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JTabbedPane;
import javax.swing.WindowConstants;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.study.Examples;
import weka.core.Instances;
import weka.gui.GenericObjectEditor;
import weka.gui.LookAndFeel;
import weka.gui.Perspective;
import weka.gui.PerspectiveManager;
import weka.gui.WorkbenchApp;
import weka.gui.explorer.CDRLPanel;
import weka.gui.explorer.Explorer;
import weka.gui.explorer.PreprocessPanel;

/**
 * A user's way through the Explorer and the Workbench, who checks what is there and takes images.
 * Needs a display. With the property {@code thorough}, models are trained as long as suits the
 * data, so that the images show what users will see.
 */
final class WekaWindows {
  /** Milliseconds after which an event thread is stuck, even on a machine that does much else. */
  private static final long PATIENCE = 5000;

  private WekaWindows() {}

  public static void main(String[] args) {
    try {
      // As Weka's first window has it, if nobody chose another.
      LookAndFeel.setLookAndFeel("com.formdev.flatlaf.FlatLightLaf");
      GenericObjectEditor.determineClasses();
      explorer();
      workbench();
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static TableTrainer trainer(int iterations) {
    return Boolean.getBoolean("thorough") ? TableTrainer.create() : Examples.quickly(iterations);
  }

  private static void explorer() throws Exception {
    Explorer explorer = Swing.ask(Explorer::new);
    JFrame frame = open(explorer, "Weka Explorer");
    JTabbedPane tabs = explorer.getTabbedPane();
    int tab = Swing.ask(() -> tabs.indexOfTab("CDRL"));
    check(tab > 0, "the Explorer has a tab CDRL");
    CDRLPanel cdrl = (CDRLPanel) tabs.getComponentAt(tab);
    StudyPanel panel = cdrl.study();

    Swing.run(() -> tabs.setSelectedIndex(tab));
    check(!Swing.ask(panel.learn.train::isEnabled), "without data there is nothing to train");
    image(frame, "explorer-empty");
    Instances iris = Examples.ofWeka("iris");
    Swing.run(
        () -> {
          panel.trainer(trainer(200));
          explorer.getPreprocessPanel().setInstances(iris);
        });
    Swing.await("the data have arrived", panel.learn.train::isEnabled);

    try (EventThreadWatch watch = new EventThreadWatch()) {
      Swing.run(panel.learn.train::doClick);
      Swing.await("training is half done", () -> done(panel) > .5 || !panel.session.isTraining());
      image(frame, "explorer-running");
      idle(panel);
      check(panel.session.drawn().size() == 150, "as many rows are drawn as there are");
      for (JComponent view :
          List.of(panel.curves, panel.scatter, panel.distributions, panel.anomalies)) {
        Swing.run(() -> panel.views.setSelectedComponent(view));
        String name = panel.views.getTitleAt(panel.views.indexOfComponent(view));
        image(frame, "explorer-" + name.toLowerCase(Locale.ROOT));
      }
      Swing.run(() -> panel.views.setSelectedComponent(panel.scatter));
      Swing.run(
          () -> {
            panel.draw.labels.choose("class", "Iris-virginica");
            panel.draw.set(500, .5);
            panel.draw.draw.doClick();
          });
      idle(panel);
      check(panel.session.drawn().attributeStats(4).nominalCounts[2] == 500, "all are virginica");
      Swing.run(
          () -> {
            panel.draw.composed.doClick();
            panel.draw.draw.doClick();
          });
      idle(panel);
      image(frame, "explorer-composed");
      System.out.println("The event thread answered within " + watch.slowest() + " ms");
      check(watch.slowest() < PATIENCE, "the event thread is never busy for long");
    }

    Swing.run(panel.use.send::doClick);
    Swing.await("Preprocess has the rows", () -> tabs.getSelectedIndex() == 0);
    PreprocessPanel preprocess = explorer.getPreprocessPanel();
    check(preprocess.getInstances().numInstances() == 500, "Preprocess has 500 rows");
    check(
        preprocess.getInstances().relationName().equals("iris-generated"),
        "they are the drawn ones");
    image(frame, "explorer-preprocess");
    Swing.run(() -> tabs.setSelectedIndex(tab));
    check(panel.session.waiting() != null, "the tab keeps its model and says that data wait");
    check(panel.session.hasModel(), "the model is still there");
    image(frame, "explorer-waiting");

    Swing.run(
        () -> {
          panel.trainer(Examples.quickly(60));
          panel.setInstances(read("credit-g"));
          panel.session.takeWaiting();
          panel.learn.toggleCondition("housing");
          panel.learn.train.doClick();
        });
    idle(panel);
    Swing.run(() -> panel.views.setSelectedComponent(panel.distributions));
    image(frame, "explorer-mixed");
    Swing.run(
        () -> {
          panel.views.setSelectedComponent(panel.scatter);
          panel.scatter.attributes.doClick();
          panel.scatter.across.setSelectedItem("housing");
          panel.scatter.up.setSelectedItem("credit_amount");
        });
    image(frame, "explorer-labels");
    small(frame, panel);

    Swing.run(
        () -> {
          panel.trainer(trainer(200));
          panel.setInstances(Examples.bars(600, 1));
          panel.session.takeWaiting();
          panel.learn.train.doClick();
        });
    idle(panel);
    Swing.run(() -> panel.views.setSelectedComponent(panel.images));
    image(frame, "explorer-images");
    closing(frame, panel);
    Swing.run(explorer::terminate);
  }

  /** As small as Weka opens its Explorer on its own. */
  private static void small(JFrame frame, StudyPanel panel) throws Exception {
    Swing.run(() -> frame.setSize(800, 600));
    for (int view = 0; view < panel.views.getTabCount(); view++) {
      int at = view;
      Swing.run(() -> panel.views.setSelectedIndex(at));
      image(frame, "small-" + panel.views.getTitleAt(at).toLowerCase(Locale.ROOT));
    }
    Swing.run(panel.draw.composed::doClick);
    image(frame, "small-composed");
    Swing.run(
        () -> {
          panel.draw.byLabel.doClick();
          frame.setSize(1024, 768);
        });
  }

  /** As Weka's windows are closed, by who has an unsaved model in them. */
  private static void closing(JFrame frame, StudyPanel panel) throws Exception {
    Runnable close = () -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
    String question = Swing.answer(close, "Cancel");
    check(question.contains("the model, which is not saved"), question);
    check(Swing.ask(frame::isShowing), "a window is not closed if its user says so");
    check(panel.session.hasModel(), "the model is still there");
    Swing.answer(close, "Close the window");
    Swing.await("the window is closed", () -> !frame.isDisplayable());
    Swing.await("what it held is freed", () -> !panel.session.hasModel());
  }

  private static void workbench() throws Exception {
    WorkbenchApp workbench = Swing.ask(WorkbenchApp::new);
    JFrame frame = open(workbench, "Weka Workbench");
    Swing.run(() -> workbench.showMenuBar(frame));
    PerspectiveManager perspectives = workbench.getPerspectiveManager();
    CDRLPanel cdrl = null;
    for (Perspective perspective : perspectives.getVisiblePerspectives()) {
      cdrl = perspective instanceof CDRLPanel panel ? panel : cdrl;
    }
    check(cdrl != null, "the Workbench has a perspective CDRL");
    String id = cdrl.getPerspectiveID();
    StudyPanel panel = cdrl.study();
    PreprocessPanel main = (PreprocessPanel) perspectives.getMainPerspective();
    Swing.run(
        () -> {
          panel.trainer(trainer(100));
          main.setInstances(read("iris"));
        });
    Swing.await("the data have arrived", panel.learn.train::isEnabled);
    Swing.run(
        () -> {
          perspectives.setActivePerspective(id);
          panel.learn.train.doClick();
        });
    idle(panel);
    image(frame, "workbench");
    Swing.run(panel.use.send::doClick);
    Swing.await(
        "Preprocess has the rows",
        () -> main.getInstances().relationName().equals("iris-generated") && main.isShowing());
    JMenuItem exit = exit(frame);
    for (ActionListener action : exit.getActionListeners()) {
      // The real one ends this program, too.
      check(!action.getClass().getName().startsWith("weka."), "Exit asks before it ends all");
    }
    Swing.answer(exit::doClick, "Cancel");
    Swing.answer(
        () -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)), "Cancel");
    check(Swing.ask(frame::isShowing), "the Workbench is not closed, either");
    Swing.run(frame::dispose);
  }

  private static JMenuItem exit(JFrame frame) {
    JMenu program = frame.getJMenuBar().getMenu(0);
    return program.getItem(program.getItemCount() - 1);
  }

  private static Instances read(String name) {
    try {
      return Examples.ofWeka(name);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double done(StudyPanel panel) {
    return panel.session.curve() == null
        ? 0
        : panel
            .session
            .curve()
            .latest()
            .map(p -> p.iteration() / (double) p.iterations())
            .orElse(0.);
  }

  private static void idle(StudyPanel panel) throws Exception {
    Swing.await("nothing is going on", () -> !panel.session.isBusy());
    check(panel.session.activity().problem().isEmpty(), panel.session.activity().problem());
  }

  private static JFrame open(JComponent content, String title) throws Exception {
    return Swing.ask(
        () -> {
          JFrame frame = new JFrame(title);
          frame.getContentPane().add(content, BorderLayout.CENTER);
          frame.addWindowListener(
              new WindowAdapter() {
                @Override
                public void windowClosing(WindowEvent event) {
                  frame.dispose();
                }
              });
          // As Weka's own windows.
          frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
          frame.setSize(1024, 768);
          frame.setVisible(true);
          return frame;
        });
  }

  private static void image(JFrame frame, String name) throws Exception {
    // Principal components are computed beside the event thread.
    Thread.sleep(700);
    Swing.run(frame::validate);
    Swing.paint(frame.getRootPane(), name);
    System.out.println("Painted " + name);
  }

  private static void check(boolean good, String what) {
    if (!good) {
      throw new AssertionError("Not so: " + what);
    }
  }
}
