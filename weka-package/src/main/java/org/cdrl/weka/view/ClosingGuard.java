package org.cdrl.weka.view;

import java.awt.AWTEventMulticaster;
import java.awt.event.ActionListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.event.WindowListener;
import java.util.function.BooleanSupplier;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.WindowConstants;

/**
 * Asks before a window is closed, ahead of what the application does then. Weka's windows dispose
 * of themselves, or end the program, without a way to refuse; so this takes the place of their
 * listeners and calls them once the user agrees.
 */
final class ClosingGuard implements WindowListener {
  /** The entry of the Workbench's menu that ends the program. */
  private static final String EXIT = "Exit";

  private final JFrame window;
  private final BooleanSupplier mayClose;
  private final Runnable closed;
  private final int operation;

  /** What the application listens with, all in one. */
  private WindowListener others = new WindowAdapter() {};

  /**
   * Guards a window from now on.
   *
   * @param mayClose asks
   * @param closed called when the window is gone
   */
  ClosingGuard(JFrame window, BooleanSupplier mayClose, Runnable closed) {
    this.window = window;
    this.mayClose = mayClose;
    this.closed = closed;
    operation = window.getDefaultCloseOperation();
    for (WindowListener other : window.getWindowListeners()) {
      window.removeWindowListener(other);
      others = AWTEventMulticaster.add(others, other);
    }
    window.addWindowListener(this);
    guardExit(window.getJMenuBar());
  }

  /** The window that is guarded. */
  JFrame window() {
    return window;
  }

  @Override
  public void windowClosing(WindowEvent event) {
    boolean agreed = mayClose.getAsBoolean();
    // The window looks at it after its listeners.
    window.setDefaultCloseOperation(agreed ? operation : WindowConstants.DO_NOTHING_ON_CLOSE);
    if (agreed) {
      others.windowClosing(event);
    }
  }

  @Override
  public void windowClosed(WindowEvent event) {
    window.removeWindowListener(this);
    closed.run();
    others.windowClosed(event);
  }

  @Override
  public void windowOpened(WindowEvent event) {
    others.windowOpened(event);
  }

  @Override
  public void windowIconified(WindowEvent event) {
    others.windowIconified(event);
  }

  @Override
  public void windowDeiconified(WindowEvent event) {
    others.windowDeiconified(event);
  }

  @Override
  public void windowActivated(WindowEvent event) {
    others.windowActivated(event);
  }

  @Override
  public void windowDeactivated(WindowEvent event) {
    others.windowDeactivated(event);
  }

  private void guardExit(JMenuBar bar) {
    for (int m = 0; bar != null && m < bar.getMenuCount(); m++) {
      JMenu menu = bar.getMenu(m);
      for (int i = 0; menu != null && i < menu.getItemCount(); i++) {
        JMenuItem item = menu.getItem(i);
        if (item != null && EXIT.equals(item.getText())) {
          guard(item);
        }
      }
    }
  }

  private void guard(JMenuItem item) {
    ActionListener[] actions = item.getActionListeners();
    for (ActionListener action : actions) {
      item.removeActionListener(action);
    }
    item.addActionListener(
        event -> {
          if (mayClose.getAsBoolean()) {
            for (ActionListener action : actions) {
              action.actionPerformed(event);
            }
          }
        });
  }
}
