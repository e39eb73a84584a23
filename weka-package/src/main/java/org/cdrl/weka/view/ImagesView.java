package org.cdrl.weka.view;

import java.awt.GridLayout;
import javax.swing.JPanel;
import org.cdrl.weka.study.RowImageShape;
import org.cdrl.weka.study.Study;

/** Rows of the data beside generated ones, as images. */
final class ImagesView extends JPanel {
  private static final long serialVersionUID = 1;

  private final ImageGridView real = new ImageGridView("Data");
  private final ImageGridView drawn = new ImageGridView("Generated");
  private transient Study shown;
  private transient RowImageShape shape;

  ImagesView() {
    super(new GridLayout(1, 2, 6, 0));
    add(real);
    add(drawn);
  }

  /**
   * Shows what there is.
   *
   * @return whether the rows are images
   */
  boolean update(Session session) {
    if (session.study() != shown) {
      shown = session.study();
      shape = shown == null ? null : shown.images().orElse(null);
      real.show(shape, shown == null ? null : shown.data());
    }
    drawn.show(shape, session.drawn());
    return shape != null;
  }
}
