package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.cdrl.table.TableTrainer;
import weka.core.Instances;

/**
 * A model of the loaded data: train it, watch it learn, draw rows, compare them with the data, see
 * which rows are anomalous. To be used on the event thread.
 */
public final class StudyPanel extends JPanel implements AutoCloseable {
  private static final long serialVersionUID = 1;

  private static final int CONTROLS_WIDTH = 290;

  /** Milliseconds between two looks at a training run. */
  private static final int LOOK = 250;

  final transient Session session;
  final LearnControls learn = new LearnControls();
  final DrawControls draw = new DrawControls();
  final UseControls use;
  final ProgressStrip progress = new ProgressStrip();
  final JTabbedPane views = new JTabbedPane();
  final CurveView curves = new CurveView();
  final ScatterView scatter = new ScatterView();
  final DistributionsView distributions = new DistributionsView();
  final AnomalyView anomalies = new AnomalyView();
  final ReportView report;
  final ImagesView images = new ImagesView();
  private final transient Host host;
  private final NoticeBar problem;
  final NoticeBar waiting;
  final NoticeBar unlearned;
  private transient ClosingGuard guard;
  private final Timer looks = new Timer(LOOK, e -> lookAtTraining());

  /**
   * An empty panel.
   *
   * @param host what is around it
   */
  public StudyPanel(Host host) {
    super(new BorderLayout(6, 4));
    this.host = host;
    session = new Session(host, TableTrainer.create());
    use = new UseControls(session);
    report = new ReportView(session);
    problem = new NoticeBar(new Color(0xf8d7da), "Close", session::dismissProblem);
    waiting = new NoticeBar(new Color(0xfff3cd), "Use the new data", this::useWaiting);
    unlearned = new NoticeBar(new Color(0xfff3cd), "Continue", this::resume);
    setBorder(BorderFactory.createEmptyBorder(4, 4, 4, 4));
    JPanel notices = new JPanel();
    notices.setLayout(new BoxLayout(notices, BoxLayout.Y_AXIS));
    notices.add(problem);
    notices.add(waiting);
    notices.add(unlearned);
    add(notices, BorderLayout.NORTH);
    add(controls(), BorderLayout.WEST);
    addView("Training", curves);
    addView("Scatter", scatter);
    addView("Histograms", distributions);
    addView("Energies", anomalies);
    addView("Report", report);
    add(views, BorderLayout.CENTER);
    learn.train.addActionListener(e -> train());
    learn.resume.addActionListener(e -> resume());
    progress.stop.addActionListener(e -> session.stop());
    draw.draw.addActionListener(e -> session.draw(draw.request(), true));
    session.onChange(this::update);
    update();
  }

  private void addView(String title, JComponent view) {
    view.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
    views.addTab(title, view);
  }

  private JComponent controls() {
    JPanel stack = new JPanel();
    stack.setLayout(new BoxLayout(stack, BoxLayout.Y_AXIS));
    stack.add(learn);
    stack.add(draw);
    stack.add(use);
    stack.add(Box.createVerticalGlue());
    JScrollPane scroll =
        new JScrollPane(
            stack,
            ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.setBorder(null);
    scroll.getVerticalScrollBar().setUnitIncrement(16);
    JPanel side = new JPanel(new BorderLayout());
    side.add(scroll, BorderLayout.CENTER);
    side.add(progress, BorderLayout.SOUTH);
    side.setPreferredSize(new Dimension(CONTROLS_WIDTH, 400));
    return side;
  }

  /** Offers data; see the yellow line above the views if others were trained on before. */
  public void setInstances(Instances data) {
    session.offer(data);
  }

  /** Uses other settings from the next training run on; the default ones suit the data's size. */
  public void trainer(TableTrainer trainer) {
    session.trainer(trainer);
  }

  private void train() {
    if (mayLose(session.unsaved(), "Training anew", "Train")) {
      session.train(learn.study(), learn.limit(), this::trained);
      watchTraining();
    }
  }

  private void resume() {
    if (mayLose(session.unsavedRows(), "Going on with training", "Continue")) {
      session.resume(this::trained);
      watchTraining();
    }
  }

  private void watchTraining() {
    views.setSelectedComponent(curves);
    looks.start();
  }

  private void useWaiting() {
    if (mayLose(session.unsaved(), "Using the new data", "Use the new data")) {
      session.takeWaiting();
    }
  }

  /** Asks before something is lost. */
  private boolean mayLose(List<String> unsaved, String action, String yes) {
    return unsaved.isEmpty()
        || host.agrees(
            action
                + " loses what is not kept elsewhere:\n- "
                + String.join("\n- ", unsaved)
                + "\n\"Save model\" and \"Save rows\" keep it.",
            yes);
  }

  /** The window around this panel must not be closed over something unsaved. */
  private void guardWindow() {
    if (!session.unsaved().isEmpty()
        && SwingUtilities.getWindowAncestor(this) instanceof JFrame window
        && (guard == null || guard.window() != window)) {
      guard =
          new ClosingGuard(
              window,
              () -> mayLose(session.unsaved(), "Closing the window", "Close the window"),
              this::close);
    }
  }

  /** What was learned is shown at once. */
  private void trained() {
    session.draw(draw.request(), false);
    if (views.getSelectedComponent() == curves && !session.canContinue()) {
      views.setSelectedComponent(scatter);
    }
  }

  private void lookAtTraining() {
    if (session.isTraining()) {
      progress.update(session);
      curves.update(session);
    } else {
      looks.stop();
    }
  }

  private void update() {
    guardWindow();
    problem.show(session.activity().problem(), true);
    waiting.show(
        session.waiting() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "Preprocess now holds \"%s\" (%,d rows); this tab still shows \"%s\".",
                session.waiting().relationName(),
                session.waiting().size(),
                session.data().relationName()),
        !session.isBusy());
    unlearned.show(session.isBusy() ? "" : session.shortfall(), session.canContinue());
    learn.update(session);
    draw.update(session);
    use.update(session);
    progress.update(session);
    curves.update(session);
    scatter.update(session);
    distributions.update(session);
    anomalies.update(session);
    report.update(session);
    showImages(images.update(session));
  }

  /** The view of images is there for rows that are images. */
  private void showImages(boolean wanted) {
    int at = views.indexOfComponent(images);
    if (wanted && at < 0) {
      addView("Images", images);
    } else if (!wanted && at >= 0) {
      views.removeTabAt(at);
    }
  }

  /** Stops what is going on and frees the model. */
  @Override
  public void close() {
    looks.stop();
    session.close();
  }
}
