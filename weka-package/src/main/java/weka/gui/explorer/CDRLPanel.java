package weka.gui.explorer;

import java.awt.BorderLayout;
import javax.swing.JOptionPane;
import org.cdrl.weka.view.Host;
import org.cdrl.weka.view.StudyPanel;
import weka.core.Instances;
import weka.gui.AbstractPerspective;
import weka.gui.Logger;
import weka.gui.PerspectiveInfo;
import weka.gui.SysErrLog;
import weka.gui.TaskLogger;
import weka.gui.explorer.Explorer.ExplorerPanel;
import weka.gui.explorer.Explorer.LogHandler;

/** The tab "CDRL" of the Explorer, and the perspective of the same name of the Workbench. */
@PerspectiveInfo(
    ID = "weka.gui.explorer.cdrlpanel",
    title = "CDRL",
    toolTipText = "Learn a generative model of the data, draw rows, find anomalies",
    iconPath = "weka/gui/weka_icon_new_small.png")
public class CDRLPanel extends AbstractPerspective implements ExplorerPanel, LogHandler {
  private static final long serialVersionUID = 1;

  private final StudyPanel study = new StudyPanel(new Surroundings());
  private Explorer explorer;
  private transient Logger log = new SysErrLog();

  /** A panel without data. */
  public CDRLPanel() {
    setLayout(new BorderLayout());
    add(study, BorderLayout.CENTER);
  }

  /** What is shown. */
  public StudyPanel study() {
    return study;
  }

  @Override
  public void setExplorer(Explorer parent) {
    explorer = parent;
  }

  @Override
  public Explorer getExplorer() {
    return explorer;
  }

  @Override
  public String getTabTitle() {
    return getPerspectiveTitle();
  }

  @Override
  public String getTabTitleToolTip() {
    return getPerspectiveTipText();
  }

  @Override
  public void setLog(Logger newLog) {
    log = newLog;
  }

  @Override
  public boolean requiresLog() {
    return true;
  }

  @Override
  public boolean acceptsInstances() {
    return true;
  }

  @Override
  public void setInstances(Instances data) {
    study.setInstances(data);
  }

  @Override
  public void terminate() {
    study.close();
    super.terminate();
  }

  /** The Preprocess panel of the application that this panel is part of. */
  private PreprocessPanel preprocess() {
    return explorer != null
        ? explorer.getPreprocessPanel()
        : (PreprocessPanel) getMainApplication().getPerspectiveManager().getMainPerspective();
  }

  private final class Surroundings implements Host {
    @Override
    public void prepare() throws Exception {
      preprocess().addUndoPoint();
    }

    @Override
    public void take(Instances rows) {
      preprocess().setInstances(rows);
      if (explorer != null) {
        explorer.getTabbedPane().setSelectedComponent(explorer.getPreprocessPanel());
      } else {
        getMainApplication().getPerspectiveManager().setActivePerspective(0);
      }
    }

    @Override
    public boolean agrees(String question, String yes) {
      Object[] answers = {yes, "Cancel"};
      return JOptionPane.showOptionDialog(
              CDRLPanel.this,
              question,
              getPerspectiveTitle(),
              JOptionPane.DEFAULT_OPTION,
              JOptionPane.WARNING_MESSAGE,
              null,
              answers,
              answers[1])
          == 0;
    }

    @Override
    public void log(String line) {
      log.logMessage(line);
    }

    @Override
    public void status(String line) {
      log.statusMessage(line);
    }

    @Override
    public void busy(boolean working) {
      if (log instanceof TaskLogger tasks) {
        if (working) {
          tasks.taskStarted();
        } else {
          tasks.taskFinished();
        }
      }
    }
  }
}
