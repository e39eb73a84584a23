package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JTabbedPane;
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
 * A user's way through the Explorer and the Workbench, who checks what is there and takes pictures.
 * Needs a display. With the property {@code thorough}, models are trained as long as suits the
 * data, so that the pictures show what users will see.
 */
final class WekaWindows {
  /** An event thread that answers later than this feels stuck; milliseconds. */
  private static final long PATIENCE = 3000;

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
    picture(frame, "explorer-empty");
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
      picture(frame, "explorer-running");
      idle(panel);
      check(panel.session.drawn().size() == 150, "as many rows are drawn as there are");
      for (JComponent view :
          List.of(panel.curves, panel.scatter, panel.distributions, panel.strangeness)) {
        Swing.run(() -> panel.views.setSelectedComponent(view));
        String name = panel.views.getTitleAt(panel.views.indexOfComponent(view));
        picture(frame, "explorer-" + name.toLowerCase());
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
      picture(frame, "explorer-composed");
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
    picture(frame, "explorer-preprocess");
    Swing.run(() -> tabs.setSelectedIndex(tab));
    check(panel.session.waiting() != null, "the tab keeps its model and says that data wait");
    check(panel.session.hasModel(), "the model is still there");
    picture(frame, "explorer-waiting");

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
    picture(frame, "explorer-mixed");
    Swing.run(
        () -> {
          panel.views.setSelectedComponent(panel.scatter);
          panel.scatter.attributes.doClick();
          panel.scatter.across.setSelectedItem("housing");
          panel.scatter.up.setSelectedItem("credit_amount");
        });
    picture(frame, "explorer-labels");

    Swing.run(
        () -> {
          panel.trainer(trainer(200));
          panel.setInstances(Examples.bars(600, 1));
          panel.session.takeWaiting();
          panel.learn.train.doClick();
        });
    idle(panel);
    Swing.run(() -> panel.views.setSelectedComponent(panel.pictures));
    picture(frame, "explorer-pictures");
    Swing.run(
        () -> {
          cdrl.terminate();
          explorer.terminate();
          frame.dispose();
        });
  }

  private static void workbench() throws Exception {
    WorkbenchApp workbench = Swing.ask(WorkbenchApp::new);
    JFrame frame = open(workbench, "Weka Workbench");
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
          panel.trainer(Examples.quickly(100));
          main.setInstances(read("iris"));
        });
    Swing.await("the data have arrived", panel.learn.train::isEnabled);
    Swing.run(
        () -> {
          perspectives.setActivePerspective(id);
          panel.learn.train.doClick();
        });
    idle(panel);
    picture(frame, "workbench");
    Swing.run(panel.use.send::doClick);
    Swing.await(
        "Preprocess has the rows",
        () -> main.getInstances().relationName().equals("iris-generated") && main.isShowing());
    Swing.run(frame::dispose);
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
          frame.setSize(1024, 768);
          frame.setVisible(true);
          return frame;
        });
  }

  private static void picture(JFrame frame, String name) throws Exception {
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
