package org.cdrl.weka.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.formdev.flatlaf.FlatLightLaf;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JButton;
import org.cdrl.quality.QualityReport;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.study.ArffFile;
import org.cdrl.weka.study.Examples;
import org.cdrl.weka.study.Study;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weka.core.Attribute;
import weka.core.Instances;
import weka.datagenerators.classifiers.classification.CDRLGenerator;

/** The panel without a window, so that it runs on machines without a display. */
class StudyPanelTest {
  @TempDir Path folder;

  private final Records host = new Records();
  private StudyPanel panel;

  /** Keeps what the application is told. */
  private static final class Records implements Host {
    private final List<String> lines = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private boolean agreeing;
    private Instances taken;
    private int busy;

    @Override
    public void prepare() {}

    @Override
    public void take(Instances rows) {
      taken = rows;
    }

    @Override
    public boolean agrees(String question, String yes) {
      questions.add(question);
      return agreeing;
    }

    @Override
    public void log(String line) {
      lines.add(line);
    }

    @Override
    public void status(String line) {}

    @Override
    public void busy(boolean working) {
      busy += working ? 1 : -1;
    }
  }

  @BeforeAll
  static void look() {
    FlatLightLaf.setup();
  }

  @BeforeEach
  void open() throws Exception {
    panel = Swing.ask(() -> new StudyPanel(host));
  }

  @AfterEach
  void close() throws Exception {
    Swing.run(panel::close);
  }

  private void load(Instances data, TableTrainer trainer) throws Exception {
    Swing.run(
        () -> {
          panel.trainer(trainer);
          panel.setInstances(data);
        });
  }

  private void idle() throws Exception {
    Swing.await("nothing is going on", () -> !panel.session.isBusy());
    assertEquals("", Swing.ask(() -> panel.session.activity().problem()));
  }

  @Test
  void theLogNamesWhatIsNotLearned() throws Exception {
    Instances data = Examples.circle(2, 40, 1);
    data.insertAttributeAt(new Attribute("id"), 0);
    for (int r = 0; r < data.size(); r++) {
      data.get(r).setValue(0, r + 1);
    }
    load(data, Examples.quickly(5));
    Swing.run(panel.learn.train::doClick);
    idle();
    String told = "CDRL: Attribute \"id\" is not learned: running numbers";
    assertTrue(host.lines.contains(told), host.lines.toString());
    assertEquals(41, Swing.ask(panel.session::drawn).get(0).value(0));
  }

  @Test
  void generatedRowsAreJudged() throws Exception {
    Instances all = Examples.circle(3, 120, 1);
    Instances heldOut = new Instances(all, 60, 60);
    Path file = folder.resolve("held-out.arff");
    ArffFile.write(heldOut, file);
    load(new Instances(all, 0, 60), Examples.quickly(40));
    Swing.run(panel.learn.train::doClick);
    idle();
    assertFalse(Swing.ask(panel.report.compare::isEnabled));
    Swing.run(() -> panel.session.judging().holdOut(file));
    idle();
    Swing.run(panel.report.compare::doClick);
    idle();
    QualityReport report = Swing.ask(() -> panel.session.judging().report());
    // The rows are those that the command line would be given.
    assertEquals(60, report.training().size());
    assertEquals(60, report.holdout().size());
    assertEquals(report.findings().values().size(), Swing.ask(panel.report.measures::getRowCount));
    assertEquals("Quality", Swing.ask(() -> panel.report.measures.getValueAt(0, 0)));
    assertTrue(Swing.ask(panel.report.words::getText).contains("Where it is bad"));
    Swing.run(() -> panel.views.setSelectedComponent(panel.report));
    Swing.paint(panel, 1000, 560, "panel-report");
    Path page = folder.resolve("report.html");
    Swing.run(() -> panel.session.judging().savePage(page));
    idle();
    assertTrue(Files.readString(page).contains("How good are the synthetic rows?"));
    Swing.run(() -> panel.session.draw(panel.draw.request(), false));
    idle();
    assertNull(Swing.ask(() -> panel.session.judging().report()), "of rows that are there no more");

    Path other = folder.resolve("iris.arff");
    ArffFile.write(Examples.ofWeka("iris"), other);
    Swing.run(() -> panel.session.judging().holdOut(other));
    idle();
    Swing.run(panel.report.compare::doClick);
    Swing.await("nothing is going on", () -> !panel.session.isBusy());
    String problem = Swing.ask(() -> panel.session.activity().problem());
    assertTrue(problem.contains("other attributes than the data"), problem);
  }

  @Test
  void trainsDrawsAndCompares() throws Exception {
    assertFalse(Swing.ask(panel.learn.train::isEnabled));
    Swing.paint(panel, 1000, 560, "panel-empty");
    load(Examples.ofWeka("iris"), Examples.quickly(150));
    Swing.paint(panel, 1000, 560, "panel-loaded");

    Swing.run(panel.learn.train::doClick);
    idle();
    assertEquals(150, Swing.ask(panel.session::drawn).size());
    assertFalse(Swing.ask(panel.unlearned::isVisible));
    assertEquals(150, Swing.ask(panel.session::energies).data().scores().length);
    assertEquals(150, Swing.ask(panel.session::energies).drawn().length);
    assertEquals(25, Swing.ask(panel.anomalies.rows::getRowCount));
    assertEquals(panel.scatter, Swing.ask(panel.views::getSelectedComponent));
    assertEquals(0, host.busy);
    for (int view = 0; view < 4; view++) {
      int at = view;
      Swing.run(() -> panel.views.setSelectedIndex(at));
      Thread.sleep(300);
      Swing.paint(panel, 1000, 560, "panel-" + panel.views.getTitleAt(at).toLowerCase(Locale.ROOT));
    }
    Swing.run(panel.scatter.attributes::doClick);
    Swing.run(
        () -> {
          panel.views.setSelectedComponent(panel.scatter);
          panel.scatter.across.setSelectedItem("class");
        });
    Swing.paint(panel, 1000, 560, "panel-attributes");

    Swing.run(
        () -> {
          panel.draw.labels.choose("class", "Iris-virginica");
          panel.draw.set(70, .5);
          panel.draw.draw.doClick();
        });
    idle();
    Instances virginica = Swing.ask(panel.session::drawn);
    assertEquals(70, virginica.attributeStats(4).nominalCounts[2]);

    Swing.run(
        () -> {
          panel.draw.composed.doClick();
          panel.draw.draw.doClick();
        });
    idle();
    Swing.paint(panel, 1000, 560, "panel-composed");
    Instances composed = Swing.ask(panel.session::drawn);
    // "and setosa, not versicolor", as offered.
    assertEquals(70, composed.attributeStats(4).nominalCounts[0]);

    Swing.run(panel.use.send::doClick);
    idle();
    assertTrue(host.taken.equalHeaders(composed));
    Path file = folder.resolve("rows.arff");
    Swing.run(() -> panel.session.saveRows(file));
    idle();
    try (Reader in = Files.newBufferedReader(file)) {
      assertEquals(70, new Instances(in).size());
    }
    Path model = folder.resolve("iris.cdrl");
    Swing.run(() -> panel.session.saveModel(model));
    idle();
    CDRLGenerator generator = new CDRLGenerator();
    generator.setOptions(new String[] {"-model", model.toString(), "-n", "5"});
    generator.setDatasetFormat(generator.defineDataFormat());
    assertEquals(5, generator.generateExamples().size());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(Set.of(file, model), files.collect(Collectors.toSet()), "nothing half-written");
    }
  }

  /** Presses a button, and tells what was asked before. */
  private List<String> questions(JButton button, boolean agreeing) throws Exception {
    host.questions.clear();
    host.agreeing = agreeing;
    Swing.run(button::doClick);
    return List.copyOf(host.questions);
  }

  @Test
  void asksBeforeSomethingUnsavedIsLost() throws Exception {
    load(Examples.ofWeka("iris"), Examples.quickly(30));
    assertEquals(List.of(), questions(panel.learn.train, false), "nothing is there to lose");
    idle();
    assertTrue(Swing.ask(panel.unlearned::isVisible), "that the energy has not learned is told");
    Study first = panel.session.study();
    String question = questions(panel.learn.train, false).get(0);
    assertTrue(question.contains("the model") && !question.contains("rows, "), question);
    assertEquals(first, Swing.ask(panel.session::study), "refused: nothing has changed");

    Swing.run(panel.draw.draw::doClick);
    idle();
    load(Examples.ofWeka("credit-g"), Examples.quickly(30));
    question = questions(panel.waiting.answer, false).get(0);
    assertTrue(question.contains("the model") && question.contains("150 generated"), question);
    assertEquals("iris", Swing.ask(panel.session::data).relationName());

    Swing.run(() -> panel.session.saveModel(folder.resolve("iris.cdrl")));
    idle();
    question = questions(panel.waiting.answer, false).get(0);
    assertTrue(!question.contains("the model") && question.contains("150 generated"), question);
    Swing.run(panel.use.send::doClick);
    idle();
    assertEquals(List.of(), questions(panel.waiting.answer, false), "all is kept elsewhere");
    assertEquals("german_credit", Swing.ask(panel.session::data).relationName());
  }

  @Tag("slow")
  @Test
  void asksBeforeATrainingThatCouldGoOnIsLost() throws Exception {
    load(Examples.ofWeka("iris"), Examples.quickly(100_000));
    Swing.run(panel.learn.train::doClick);
    Swing.await(
        "it has begun",
        () -> panel.session.curve() != null && panel.session.curve().latest().isPresent());
    assertEquals(1, Swing.ask(panel.session::unsaved).size(), "for who closes the window");
    Swing.run(panel.progress.stop::doClick);
    idle();
    Swing.run(() -> panel.session.saveModel(folder.resolve("iris.cdrl")));
    idle();
    String question = questions(panel.learn.train, false).get(0);
    assertTrue(question.contains("can be continued"), question);
    assertEquals(List.of(), questions(panel.learn.resume, false), "what goes on is not lost");
    Swing.run(panel.progress.stop::doClick);
    idle();

    Swing.run(panel.draw.draw::doClick);
    idle();
    question = questions(panel.learn.resume, false).get(0);
    assertTrue(question.contains("generated rows"), question);
    assertFalse(Swing.ask(panel.session::isBusy));
  }

  @Tag("slow")
  @Test
  void nothingIsClippedWhereWekaOpensItsSmallestWindow() throws Exception {
    load(Examples.ofWeka("iris"), Examples.quickly(120));
    Swing.run(panel.learn.train::doClick);
    idle();
    for (boolean composed : new boolean[] {false, true}) {
      Swing.run((composed ? panel.draw.composed : panel.draw.byLabel)::doClick);
      for (int view = 0; view < panel.views.getTabCount(); view++) {
        int at = view;
        Swing.run(() -> panel.views.setSelectedIndex(at));
        Swing.paint(panel, 784, 465, "panel-small-" + panel.views.getTitleAt(at));
        assertEquals(List.of(), Swing.ask(() -> Swing.clipped(panel)), panel.views.getTitleAt(at));
      }
    }
    Swing.run(panel.draw.byLabel::doClick);
    Swing.paint(panel, 784, 465, "panel-small");
    assertEquals(784, Swing.ask(panel::getWidth));
    assertTrue(
        Swing.ask(() -> panel.use.getY() + panel.use.getHeight() <= panel.progress.getY()),
        "all controls are in sight");
  }

  @Test
  void dataThatCannotBeLearnedCostNoModel() throws Exception {
    load(Examples.ofWeka("iris"), Examples.quickly(30));
    Swing.run(panel.learn.train::doClick);
    idle();
    Instances data = Swing.ask(panel.session::data);
    data.delete();
    assertEquals(1, questions(panel.learn.train, true).size());
    Swing.await("it has failed", () -> !panel.session.activity().problem().isEmpty());
    assertTrue(Swing.ask(panel.session::hasModel));
  }

  @Tag("slow")
  @Test
  void stopsContinuesAndKeepsTheModelWhenOtherDataCome() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    load(iris, Examples.quickly(100_000));
    Swing.run(panel.learn.train::doClick);
    Swing.await(
        "training has begun",
        () ->
            panel.session.curve() != null
                && panel.session.curve().latest().filter(p -> p.iteration() > 60).isPresent());
    Swing.paint(panel, 1000, 560, "panel-running");
    Swing.run(panel.progress.stop::doClick);
    idle();
    long before = panel.session.curve().latest().orElseThrow().iteration();
    assertTrue(Swing.ask(panel.learn.resume::isEnabled));
    assertNotNull(Swing.ask(panel.session::drawn));

    Swing.run(panel.learn.resume::doClick);
    Swing.await(
        "training goes on",
        () -> panel.session.curve().latest().orElseThrow().iteration() > before + 20);
    Swing.run(panel.progress.stop::doClick);
    idle();

    load(Examples.ofWeka("credit-g"), Examples.quickly(30));
    assertEquals("iris", Swing.ask(panel.session::data).relationName());
    Swing.paint(panel, 1000, 560, "panel-waiting");
    Swing.run(panel.session::takeWaiting);
    assertFalse(Swing.ask(panel.session::hasModel));
    Swing.run(() -> panel.learn.toggleCondition("housing"));
    Swing.run(panel.learn.train::doClick);
    idle();
    assertEquals(List.of("class", "housing"), Swing.ask(panel.session::study).conditions());
    Swing.run(() -> panel.views.setSelectedComponent(panel.distributions));
    Swing.paint(panel, 1000, 640, "panel-credit");
  }

  @Tag("slow")
  @Test
  void showsRowsThatAreImages() throws Exception {
    load(Examples.bars(300, 1), Examples.quickly(200));
    Swing.run(panel.learn.train::doClick);
    idle();
    Swing.run(() -> panel.views.setSelectedComponent(panel.images));
    assertEquals(panel.images, Swing.ask(panel.views::getSelectedComponent));
    Swing.paint(panel, 1000, 560, "panel-images");
  }

  @Test
  void aLibraryThatCannotBeLoadedIsSaidInALine() {
    var nested =
        new IllegalStateException(
            new UnsatisfiedLinkError("libtensorflow_cc.so.2: no such file\n\tat Loader.load"));
    for (Throwable problem :
        new Throwable[] {nested, new NoClassDefFoundError("org/tensorflow/TensorFlow")}) {
      String words = Words.of(problem);
      assertTrue(words.contains("CDRLSetup") && words.lines().count() == 1, words);
    }
    assertEquals("NullPointerException", Words.of(new NullPointerException()));
  }

  @Test
  void saysInWordsWhatCannotBeLearned() throws Exception {
    ArrayList<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("note", (List<String>) null));
    attributes.add(new Attribute("x"));
    Instances text = new Instances("notes", attributes, 1);
    text.add(new weka.core.DenseInstance(2));
    load(text, Examples.quickly(30));
    Swing.run(panel.learn.train::doClick);
    Swing.await("it has failed", () -> !panel.session.activity().problem().isEmpty());
    String problem = Swing.ask(() -> panel.session.activity().problem());
    assertTrue(problem.contains("note") && problem.contains("string"), problem);
    Swing.paint(panel, 1000, 560, "panel-problem");
  }
}
