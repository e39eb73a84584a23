package org.cdrl.weka.view;

import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

/** Drives and paints components from a test's thread. */
public final class Swing {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private Swing() {}

  /** Does something on the event thread. */
  public static void run(Runnable action) throws InterruptedException, InvocationTargetException {
    SwingUtilities.invokeAndWait(action);
  }

  /** Asks something on the event thread. */
  public static <T> T ask(Callable<T> question) throws Exception {
    FutureTask<T> answer = new FutureTask<>(question);
    SwingUtilities.invokeAndWait(answer);
    return answer.get();
  }

  /** Waits until something is so on the event thread. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!ask(condition)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Waited in vain until " + what);
      }
      Thread.sleep(30);
    }
  }

  /**
   * Does something that asks a question in a dialog, and answers it.
   *
   * @param button the answer's text
   * @return what the dialog says
   */
  public static String answer(Runnable asking, String button) throws Exception {
    // A dialog keeps its caller waiting.
    SwingUtilities.invokeLater(asking);
    await("a dialog offers " + button, () -> findButton(button) != null);
    return ask(
        () -> {
          AbstractButton found = findButton(button);
          JOptionPane pane =
              (JOptionPane) SwingUtilities.getAncestorOfClass(JOptionPane.class, found);
          found.doClick();
          return String.valueOf(pane.getMessage());
        });
  }

  private static AbstractButton findButton(String text) {
    for (Window window : Window.getWindows()) {
      if (window instanceof JDialog && window.isShowing()) {
        AbstractButton found = findButton(window, text);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static AbstractButton findButton(Container container, String text) {
    for (Component child : container.getComponents()) {
      AbstractButton found =
          child instanceof AbstractButton button && text.equals(button.getText())
              ? button
              : child instanceof Container inner ? findButton(inner, text) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Texts of labels and buttons in sight that are wider than their places. */
  public static List<String> clipped(Container container) {
    List<String> clipped = new ArrayList<>();
    for (Component child : container.getComponents()) {
      String text =
          child instanceof AbstractButton button
              ? button.getText()
              : child instanceof JLabel label ? label.getText() : null;
      boolean cut =
          child.getWidth() < child.getPreferredSize().width
              || child.getX() + child.getWidth() > container.getWidth();
      if (child.isVisible() && text != null && !text.isBlank() && cut) {
        clipped.add(text);
      }
      if (child.isVisible() && child instanceof Container inner) {
        clipped.addAll(clipped(inner));
      }
    }
    return clipped;
  }

  /** Paints a component of no window at a size. */
  public static void paint(Component component, int width, int height, String name)
      throws Exception {
    run(
        () -> {
          component.setSize(width, height);
          forget(component);
          layOut(component);
          // What depends on widths is laid out again.
          forget(component);
          layOut(component);
        });
    paint(component, name);
  }

  /** Paints a component as it is. */
  public static void paint(Component component, String name) throws Exception {
    BufferedImage image =
        new BufferedImage(component.getWidth(), component.getHeight(), BufferedImage.TYPE_INT_RGB);
    run(
        () -> {
          Graphics2D canvas = image.createGraphics();
          component.printAll(canvas);
          canvas.dispose();
        });
    write(image, name);
  }

  private static void write(BufferedImage image, String name) throws IOException {
    Path folder = Path.of(System.getProperty("images", "target/images"));
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
  }

  /** Without a window, nobody tells layouts that something has changed. */
  private static void forget(Component component) {
    component.invalidate();
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        forget(child);
      }
    }
  }

  private static void layOut(Component component) {
    component.doLayout();
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        layOut(child);
      }
    }
  }
}
