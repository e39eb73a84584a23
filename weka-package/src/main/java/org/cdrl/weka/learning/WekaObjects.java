package org.cdrl.weka.learning;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.StreamCorruptedException;
import org.cdrl.weka.console.SchemeException;
import weka.core.SerializationHelper;

/**
 * Reads files of objects that Weka serialized. Classes of other libraries, whose objects may run
 * code while they are read, are refused before they are initialized.
 */
final class WekaObjects {
  /** What a scheme of this package is made of: Weka's own, and the values of Java. */
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=200;maxarray=1000000000;org.cdrl.weka.**;weka.core.*;weka.classifiers.**;"
              + "weka.filters.**;weka.datagenerators.**;java.lang.*;java.math.*;java.text.*;"
              + "java.util.*;sun.util.calendar.*;!*");

  private WekaObjects() {}

  /** Knows which class it refused, which Java's message does not tell. */
  private static final class Guard implements ObjectInputFilter {
    Class<?> refused;

    @Override
    public Status checkInput(FilterInfo info) {
      Status status = FILTER.checkInput(info);
      if (status == Status.REJECTED) {
        refused = info.serialClass();
      }
      return status;
    }
  }

  /**
   * Reads the first object of a file.
   *
   * @throws SchemeException if it holds objects of other classes, or is damaged
   */
  static Object read(File file) throws Exception {
    Guard guard = new Guard();
    try (InputStream bytes = new BufferedInputStream(new FileInputStream(file));
        ObjectInputStream in = SerializationHelper.getObjectInputStream(bytes)) {
      in.setObjectInputFilter(guard);
      return in.readObject();
    } catch (InvalidClassException e) {
      throw new SchemeException(
          "The model "
              + file
              + " is refused: "
              + (guard.refused == null
                  ? e.getMessage()
                  : "it holds an object of "
                      + guard.refused.getTypeName()
                      + ", which no CDRL consists of"),
          e);
    } catch (StreamCorruptedException | EOFException | ClassNotFoundException e) {
      throw new SchemeException("The model " + file + " is damaged: " + e, e);
    }
  }
}
