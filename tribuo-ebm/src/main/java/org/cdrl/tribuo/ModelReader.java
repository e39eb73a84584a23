package org.cdrl.tribuo;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** Reads models of Tribuo, of whatever class, with errors that name the file. */
final class ModelReader {
  private ModelReader() {}

  /**
   * Reads a model.
   *
   * @throws IOException if the file cannot be read or is no model of Tribuo, saying so
   */
  static Model<?> read(Path file) throws IOException {
    return read(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads a model from the bytes of its file.
   *
   * @throws IOException if they are no model of Tribuo, saying so
   */
  static Model<?> read(String name, byte[] bytes) throws IOException {
    try {
      return read(ModelProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new IOException(name + " is damaged or no model of Tribuo: " + root.getMessage(), e);
    }
  }

  /**
   * Reads a model that examples can be drawn from.
   *
   * @throws IOException if the bytes are no such model, saying so
   */
  static ExampleGenerator<?> generator(String name, byte[] bytes) throws IOException {
    Model<?> model = read(name, bytes);
    if (model instanceof ExampleGenerator<?> generator) {
      return generator;
    }
    throw new IOException(
        name
            + " holds a "
            + model.getClass().getName()
            + ", which cannot draw examples; give a model of CDRLTrainer");
  }

  /**
   * Reads a model of a table.
   *
   * @throws IOException if the bytes are no such model, saying so
   */
  static CDRLModel<?> single(String name, byte[] bytes) throws IOException {
    ExampleGenerator<?> model = generator(name, bytes);
    if (model instanceof CDRLModel<?> single) {
      return single;
    }
    model.close();
    throw new IOException(name + " holds several models composed; give one of CDRLTrainer");
  }

  /**
   * The class that a file names as that of its model; Tribuo writes it before the model.
   *
   * @return empty for a file of something else
   * @throws IOException if the file cannot be read
   */
  static String className(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      CodedInputStream message = CodedInputStream.newInstance(in);
      for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        if (field == ModelProto.CLASS_NAME_FIELD_NUMBER) {
          return message.readStringRequireUtf8();
        }
        if (field != ModelProto.VERSION_FIELD_NUMBER || !message.skipField(tag)) {
          return "";
        }
      }
      return "";
    } catch (InvalidProtocolBufferException e) {
      return "";
    }
  }

  /**
   * Reads a model's message.
   *
   * @throws IllegalStateException if it names a class that models do not have
   */
  static Model<?> read(ModelProto message) {
    KnownClasses.require(message);
    return Model.deserialize(message);
  }
}
