package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.Insets;
import java.util.concurrent.ExecutionException;
import javax.swing.ButtonGroup;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import javax.swing.SwingWorker;
import org.cdrl.weka.study.Plane;
import weka.core.Instances;

/** Real rows beside generated ones, as points of two attributes or of principal components. */
final class ScatterView extends JPanel {
  private static final long serialVersionUID = 1;

  private static final String EMPTY =
      "Rows of the data appear here beside generated ones, once a model is trained.";

  final JRadioButton components = new JRadioButton("Principal components", true);
  final JRadioButton attributes = new JRadioButton("Attributes");
  final JComboBox<String> across = new JComboBox<>();
  final JComboBox<String> up = new JComboBox<>();
  private final ChartView real = new ChartView(300, 300);
  private final ChartView drawn = new ChartView(300, 300);
  private final Legend legend = new Legend();
  private final JLabel note = new JLabel();
  private transient Groups groups;
  private transient Instances shownReal;
  private transient Instances shownDrawn;
  private transient SwingWorker<Plane, Void> projecting;

  ScatterView() {
    super(new BorderLayout(0, 4));
    ButtonGroup group = new ButtonGroup();
    group.add(components);
    group.add(attributes);
    components.setToolTipText("The two directions in which the data vary most, class left out");
    across.setToolTipText("The attribute across");
    up.setToolTipText("The attribute upwards");
    JPanel choice = new JPanel(new GridBagLayout());
    choice.add(components, at(0));
    choice.add(attributes, at(0));
    choice.add(Form.narrow(across), at(1));
    choice.add(Form.narrow(up), at(1));
    note.setForeground(Look.QUIET);
    JPanel top = new JPanel(new BorderLayout());
    top.add(choice, BorderLayout.NORTH);
    top.add(note, BorderLayout.SOUTH);
    JPanel charts = new JPanel(new GridLayout(1, 2, 6, 0));
    charts.add(real);
    charts.add(drawn);
    add(top, BorderLayout.NORTH);
    add(charts, BorderLayout.CENTER);
    add(legend, BorderLayout.SOUTH);
    components.addActionListener(e -> refresh());
    attributes.addActionListener(e -> refresh());
    across.addActionListener(e -> chosen());
    up.addActionListener(e -> chosen());
    hint(EMPTY);
  }

  private static GridBagConstraints at(double weight) {
    GridBagConstraints place = new GridBagConstraints();
    place.weightx = weight;
    place.fill = GridBagConstraints.HORIZONTAL;
    place.insets = new Insets(2, 3, 2, 3);
    return place;
  }

  private void chosen() {
    if (attributes.isSelected()) {
      refresh();
    }
  }

  private void hint(String text) {
    real.hint(text);
    drawn.hint("");
  }

  void update(Session session) {
    Instances data = session.study() == null ? null : session.study().data();
    boolean other = data != shownReal;
    if (!other && session.drawn() == shownDrawn) {
      return;
    }
    shownReal = data;
    shownDrawn = session.drawn();
    if (other && data != null) {
      offerAttributes();
      groups = new Groups(data);
      legend.show(groups);
    }
    refresh();
  }

  private void offerAttributes() {
    String[] names = new String[shownReal.numAttributes()];
    int beside = 0;
    for (int a = 0; a < names.length; a++) {
      names[a] = shownReal.attribute(a).name();
      beside += a == shownReal.classIndex() ? 0 : 1;
    }
    across.setModel(new DefaultComboBoxModel<>(names));
    up.setModel(new DefaultComboBoxModel<>(names));
    up.setSelectedIndex(Math.min(1, names.length - 1));
    components.setEnabled(beside > 2);
    attributes.setSelected(beside <= 2 || attributes.isSelected());
    components.setSelected(!attributes.isSelected());
  }

  private void refresh() {
    boolean chooses = attributes.isSelected();
    across.setEnabled(chooses);
    up.setEnabled(chooses);
    if (projecting != null) {
      projecting.cancel(true);
      projecting = null;
    }
    note.setText("");
    if (shownReal == null || shownDrawn == null) {
      hint(EMPTY);
    } else if (chooses) {
      showAttributes();
    } else {
      project();
    }
  }

  private void showAttributes() {
    Plane plane =
        Plane.attributes(shownReal, shownDrawn, across.getSelectedIndex(), up.getSelectedIndex());
    if (plane.real().x().length == 0) {
      hint(
          "No row of the data has both "
              + plane.x().name()
              + " and "
              + plane.y().name()
              + ". Choose other attributes.");
    } else {
      show(plane);
    }
  }

  private void show(Plane plane) {
    Groups marks = groups;
    real.show(size -> ScatterChart.of(plane, marks, false));
    drawn.show(size -> ScatterChart.of(plane, marks, true));
  }

  /** Shows attributes instead, and why. */
  private void failed(Throwable cause) {
    attributes.setSelected(true);
    refresh();
    note.setText("<html>" + Words.of(cause) + ". Attributes are shown instead.</html>");
  }

  /** Components of many attributes take their time. */
  private void project() {
    Instances of = shownReal;
    Instances ofDrawn = shownDrawn;
    projecting =
        new SwingWorker<>() {
          @Override
          protected Plane doInBackground() {
            return Plane.components(of, ofDrawn);
          }

          @Override
          protected void done() {
            if (isCancelled()) {
              return;
            }
            try {
              show(get());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
              failed(e.getCause());
            }
          }
        };
    projecting.execute();
  }
}
