package org.cdrl.weka.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import org.cdrl.weka.study.Study;
import org.junit.jupiter.api.Test;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/** The lines of conditions that rows should have or not. */
class CompositionControlsTest {
  @Test
  void theButtonOfALineTakesThatLineAway() throws Exception {
    ArrayList<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("x"));
    attributes.add(new Attribute("class", List.of("a", "b")));
    Instances rows = new Instances("two", attributes, 2);
    rows.add(new DenseInstance(1, new double[] {1, 0}));
    rows.add(new DenseInstance(1, new double[] {2, 1}));
    Study study = Study.of(rows, 1, List.of());
    CompositionControls controls = Swing.ask(CompositionControls::new);
    Swing.run(
        () -> {
          controls.offer(study);
          assertEquals(List.of("a", "b"), labels(controls));
          button(controls, "×").doClick();
        });
    assertEquals(List.of("b"), Swing.ask(() -> labels(controls)));
  }

  private static List<String> labels(CompositionControls controls) {
    return controls.parts().stream().map(part -> part.label()).toList();
  }

  private static JButton button(Container container, String text) {
    for (Component part : container.getComponents()) {
      if (part instanceof JButton button && button.getText().equals(text)) {
        return button;
      }
      JButton inside = part instanceof Container c ? button(c, text) : null;
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }
}
