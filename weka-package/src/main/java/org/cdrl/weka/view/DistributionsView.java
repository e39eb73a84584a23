package org.cdrl.weka.view;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SwingWorker;
import org.cdrl.weka.study.Distribution;
import weka.core.Instances;

/** A chart per attribute: how its values are distributed in real and generated rows. */
final class DistributionsView extends JPanel {
  private static final long serialVersionUID = 1;

  private static final int CHART_WIDTH = 225;
  private static final int CHART_HEIGHT = 170;

  /** Charts that fill the width and scroll downwards. */
  private static final class Grid extends JPanel implements Scrollable {
    private static final long serialVersionUID = 1;

    private final GridLayout layout = new GridLayout(0, 3, 6, 6);

    Grid() {
      setLayout(layout);
    }

    /** As many columns as there is room for. */
    private void arrange(int width) {
      int columns = Math.max(1, Math.min(width / CHART_WIDTH, Math.max(1, getComponentCount())));
      if (columns != layout.getColumns()) {
        layout.setColumns(columns);
        revalidate();
      }
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
      arrange(width);
      super.setBounds(x, y, width, height);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
      return new Dimension(2 * CHART_WIDTH, 2 * CHART_HEIGHT);
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
      return CHART_HEIGHT / 4;
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
      return CHART_HEIGHT;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
      return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
      return getParent().getHeight() > getPreferredSize().height;
    }
  }

  /** Counts beside the event thread, for there may be many rows. */
  private final class Counting extends SwingWorker<Void, Distribution> {
    private final Instances real;
    private final Instances drawn;

    Counting(Instances real, Instances drawn) {
      this.real = real;
      this.drawn = drawn;
    }

    @Override
    protected Void doInBackground() {
      for (int a = 0; a < real.numAttributes() && !isCancelled(); a++) {
        publish(Distribution.of(real, drawn, a));
      }
      return null;
    }

    @Override
    protected void done() {
      if (isCancelled()) {
        return;
      }
      try {
        get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        for (Component chart : grid.getComponents()) {
          ((ChartView) chart).cannot(e.getCause());
        }
      }
    }

    @Override
    protected void process(List<Distribution> counted) {
      for (Distribution distribution : counted) {
        if (!isCancelled()) {
          ((ChartView) grid.getComponent(distribution.attribute().index()))
              .show(size -> DistributionChart.of(distribution, size));
        }
      }
    }
  }

  private final Grid grid = new Grid();
  private transient Counting counting;
  private transient Instances shownReal;
  private transient Instances shownDrawn;

  DistributionsView() {
    super(new BorderLayout(0, 4));
    JScrollPane scroll =
        new JScrollPane(
            grid,
            ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.setBorder(null);
    add(scroll, BorderLayout.CENTER);
    add(Legend.ofKinds(), BorderLayout.SOUTH);
    empty();
  }

  private void empty() {
    grid.removeAll();
    ChartView hint = new ChartView(CHART_WIDTH, CHART_HEIGHT);
    hint.hint("A chart per attribute appears here, once a model is trained.");
    grid.add(hint);
  }

  void update(Session session) {
    Instances data = session.study() == null ? null : session.study().data();
    if (data == shownReal && session.drawn() == shownDrawn) {
      return;
    }
    if (counting != null) {
      counting.cancel(true);
    }
    boolean other = data != shownReal;
    shownReal = data;
    shownDrawn = session.drawn();
    if (data == null) {
      empty();
    } else {
      if (other) {
        grid.removeAll();
        for (int a = 0; a < data.numAttributes(); a++) {
          grid.add(new ChartView(CHART_WIDTH, CHART_HEIGHT));
        }
      }
      counting = new Counting(data, shownDrawn);
      counting.execute();
    }
    revalidate();
    repaint();
  }
}
