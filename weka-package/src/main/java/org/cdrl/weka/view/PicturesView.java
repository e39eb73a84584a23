package org.cdrl.weka.view;

import java.awt.GridLayout;
import javax.swing.JPanel;
import org.cdrl.weka.study.PictureShape;
import org.cdrl.weka.study.Study;

/** Rows of the data beside generated ones, as pictures. */
final class PicturesView extends JPanel {
  private static final long serialVersionUID = 1;

  private final PictureGrid real = new PictureGrid("Data");
  private final PictureGrid drawn = new PictureGrid("Generated");
  private transient Study shown;
  private transient PictureShape shape;

  PicturesView() {
    super(new GridLayout(1, 2, 6, 0));
    add(real);
    add(drawn);
  }

  /**
   * Shows what there is.
   *
   * @return whether the rows are pictures
   */
  boolean update(Session session) {
    if (session.study() != shown) {
      shown = session.study();
      shape = shown == null ? null : shown.pictures().orElse(null);
      real.show(shape, shown == null ? null : shown.data());
    }
    drawn.show(shape, session.drawn());
    return shape != null;
  }
}
