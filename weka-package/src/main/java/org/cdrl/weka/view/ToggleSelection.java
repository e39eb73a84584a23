package org.cdrl.weka.view;

import javax.swing.DefaultListSelectionModel;

/** A selection in which a click adds an item or takes it away. */
final class ToggleSelection extends DefaultListSelectionModel {
  private static final long serialVersionUID = 1;

  @Override
  public void setSelectionInterval(int from, int to) {
    if (from == to) {
      toggle(from);
    }
  }

  @Override
  public void addSelectionInterval(int from, int to) {
    if (from == to) {
      toggle(from);
    }
  }

  private void toggle(int item) {
    if (isSelectedIndex(item)) {
      super.removeSelectionInterval(item, item);
    } else {
      super.addSelectionInterval(item, item);
    }
  }
}
