package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import org.cdrl.TrainingProgress;
import org.cdrl.weka.study.TrainingHistory;

/** What is going on, how far it is, and a button that stops it. */
final class ProgressStrip extends JPanel {
  private static final long serialVersionUID = 1;

  final JButton stop = new JButton("Stop");
  private final JProgressBar bar = new JProgressBar();
  private final JLabel outcome = new JLabel(" ");

  ProgressStrip() {
    super(new BorderLayout(6, 4));
    setBorder(BorderFactory.createEmptyBorder(4, 4, 4, 4));
    bar.setStringPainted(true);
    stop.setToolTipText("Stops what is going on; training can go on later (Continue)");
    add(outcome, BorderLayout.NORTH);
    add(bar, BorderLayout.CENTER);
    add(stop, BorderLayout.EAST);
  }

  void update(Session session) {
    stop.setEnabled(session.isBusy());
    outcome.setText(session.activity().outcome().isEmpty() ? " " : session.activity().outcome());
    outcome.setToolTipText(session.activity().outcome());
    TrainingHistory curve = session.isTraining() ? session.curve() : null;
    Optional<TrainingProgress> latest =
        curve != null && curve.busy().isEmpty() ? curve.latest() : Optional.empty();
    bar.setIndeterminate(session.isBusy() && latest.isEmpty());
    if (latest.isPresent()) {
      TrainingProgress progress = latest.get();
      bar.setMaximum((int) progress.iterations());
      bar.setValue((int) progress.iteration());
      bar.setString(
          String.format(
              Locale.ROOT,
              "%,d of %,d, %s left",
              progress.iteration(),
              progress.iterations(),
              text(progress.remaining())));
    } else {
      bar.setValue(0);
      String beside = curve == null ? "" : curve.busy();
      bar.setString(
          !beside.isEmpty()
              ? Character.toUpperCase(beside.charAt(0)) + beside.substring(1) + "..."
              : session.isBusy() ? session.activity().now() + "..." : "");
    }
  }

  private static String text(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
