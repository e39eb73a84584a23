package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.List;
import java.util.Map;
import org.cdrl.tribuo.protos.CheckedProto;
import org.tribuo.anomaly.protos.TribuoAnomalyCore;
import org.tribuo.classification.protos.TribuoClassificationCore;
import org.tribuo.multilabel.protos.TribuoMultilabelCore;
import org.tribuo.protos.ProtoSerializable;
import org.tribuo.protos.core.TribuoCore;
import org.tribuo.protos.core.TribuoCoreImpl;
import org.tribuo.regression.protos.TribuoRegressionCore;

/**
 * Checks the classes that a message names. Tribuo initializes whatever class a file names before it
 * looks what it is; here a class is looked at first, and must be a provenance or one that Tribuo
 * stores.
 */
final class KnownClasses {
  private static final List<Class<?>> KINDS =
      List.of(Provenance.class, ProtoSerializable.class, Enum.class);

  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(TribuoCore.getDescriptor().getMessageTypes())
          .add(TribuoCoreImpl.getDescriptor().getMessageTypes())
          .add(TribuoClassificationCore.getDescriptor().getMessageTypes())
          .add(TribuoRegressionCore.getDescriptor().getMessageTypes())
          .add(TribuoMultilabelCore.getDescriptor().getMessageTypes())
          .add(TribuoAnomalyCore.getDescriptor().getMessageTypes())
          .add(CheckedProto.getDescriptor().getFile().getMessageTypes())
          .build();

  /** Fields that hold a class which is loaded when the message is read. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "class_name", List.of(),
          "provenance_class_name", List.of(),
          // The type of an enumeration's value.
          "additional", List.of("EnumProvenance"));

  private KnownClasses() {}

  /**
   * Fails for a message that names another class, whatever depth it is at.
   *
   * @throws IllegalStateException naming the class
   */
  static void require(Message message) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getValue() instanceof List<?> values) {
        values.forEach(value -> require(message, field.getKey(), value));
      } else {
        require(message, field.getKey(), field.getValue());
      }
    }
  }

  private static void require(Message message, FieldDescriptor field, Object value) {
    if (value instanceof Message part) {
      require(part.getDescriptorForType().equals(Any.getDescriptor()) ? content(part) : part);
    } else if (value instanceof String name && holdsClass(message, field)) {
      requireKnown(name);
    }
  }

  private static boolean holdsClass(Message message, FieldDescriptor field) {
    List<String> of = FIELDS.get(field.getName());
    return of != null
        && (of.isEmpty()
            || message.getAllFields().values().stream()
                .anyMatch(value -> of.stream().anyMatch(String.valueOf(value)::endsWith)));
  }

  /** What is packed; empty if its type is not known, and then nothing here reads it. */
  private static Message content(Message packed) {
    try {
      Any any = Any.parseFrom(packed.toByteString());
      Descriptor type = TYPES.getDescriptorForTypeUrl(any.getTypeUrl());
      return type == null
          ? Any.getDefaultInstance()
          : DynamicMessage.parseFrom(type, any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Invalid protobuf: the model is damaged", e);
    }
  }

  private static void requireKnown(String name) {
    Class<?> named;
    try {
      named = Class.forName(name, false, KnownClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException(
          "Invalid protobuf: the model needs the class " + name + ", which is not there", e);
    }
    if (KINDS.stream().noneMatch(kind -> kind.isAssignableFrom(named))) {
      throw new IllegalStateException(
          "Invalid protobuf: the model names the class "
              + name
              + ", which is neither a provenance nor a part of Tribuo's models");
    }
  }
}
