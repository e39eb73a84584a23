package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.zip.CRC32;
import org.cdrl.tribuo.protos.CheckedProto;

/**
 * A message with a checksum inside what Tribuo stores, which has none: without it a damaged byte
 * could pass as another model.
 */
final class CheckedMessage {
  private CheckedMessage() {}

  static Any pack(Message message) {
    ByteString content = message.toByteString();
    return Any.pack(
        CheckedProto.newBuilder().setContent(content).setChecksum(checksum(content)).build());
  }

  /**
   * Reads a message.
   *
   * @throws IllegalStateException if it is damaged or something else, or names a class that models
   *     do not have
   */
  static <M extends Message> M unpack(Any packed, Parser<M> parser) {
    String expected = Any.pack(CheckedProto.getDefaultInstance()).getTypeUrl();
    if (!packed.getTypeUrl().equals(expected)) {
      throw new IllegalStateException(
          "Invalid protobuf: expected " + expected + ", found " + packed.getTypeUrl());
    }
    try {
      CheckedProto checked = CheckedProto.parseFrom(packed.getValue());
      if (checked.getChecksum() != checksum(checked.getContent())) {
        throw new IllegalStateException(
            "Invalid protobuf: the model is damaged, its checksum does not fit its content");
      }
      M message = parser.parseFrom(checked.getContent());
      KnownClasses.require(message);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "Invalid protobuf: the model is damaged: " + e.getMessage(), e);
    }
  }

  private static int checksum(ByteString content) {
    CRC32 crc = new CRC32();
    content.asReadOnlyByteBufferList().forEach(crc::update);
    return (int) crc.getValue();
  }

  /**
   * Fails for a version that is not known.
   *
   * @throws IllegalArgumentException saying which is
   */
  static void requireVersion(int version, int newest, Class<?> type) {
    if (version < 0 || version > newest) {
      throw new IllegalArgumentException(
          "Unknown version "
              + version
              + " of "
              + type.getName()
              + "; this release reads versions 0 to "
              + newest
              + ", use a newer one");
    }
  }
}
