package org.cdrl.tribuo.conditioning;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import org.cdrl.tribuo.protos.ConditioningProto;

/** Conditionings as messages, by Tribuo's convention. */
final class Protos {
  /** The version of all that is written here. */
  static final int VERSION = 0;

  private Protos() {}

  static ConditioningProto of(Conditioning<?> conditioning, Message data) {
    return ConditioningProto.newBuilder()
        .setVersion(VERSION)
        .setClassName(conditioning.getClass().getName())
        .setSerializedData(Any.pack(data))
        .build();
  }

  /**
   * Fails for a version that is not known.
   *
   * @throws IllegalArgumentException saying which is
   */
  static void requireVersion(int version, Class<?> type) {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Unknown version "
              + version
              + " of "
              + type.getName()
              + "; this release reads version "
              + VERSION
              + ", use a newer one");
    }
  }
}
