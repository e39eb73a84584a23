package org.cdrl.weka.view;

import java.awt.Component;
import javax.swing.JCheckBox;
import javax.swing.JList;
import javax.swing.ListCellRenderer;

/** An item of a list as a check box. */
final class CheckedCell implements ListCellRenderer<String> {
  private final JCheckBox box = new JCheckBox();

  @Override
  public Component getListCellRendererComponent(
      JList<? extends String> list, String item, int index, boolean selected, boolean focused) {
    box.setText(item);
    box.setSelected(selected);
    box.setEnabled(list.isEnabled());
    box.setBackground(list.getBackground());
    box.setForeground(list.getForeground());
    return box;
  }
}
