package org.cdrl.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction, good ones and others. */
final class PickleBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Instructions, a character each. */
  PickleBytes op(String instructions) {
    return raw(instructions.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** An argument in lines. */
  PickleBytes text(String lines) {
    return raw(lines.getBytes(StandardCharsets.UTF_8));
  }

  PickleBytes one(int argument) {
    bytes.write(argument);
    return this;
  }

  PickleBytes four(int argument) {
    return raw(little(4).putInt(argument).array());
  }

  PickleBytes eight(long argument) {
    return raw(little(8).putLong(argument).array());
  }

  /** Puts a text on the stack. */
  PickleBytes string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return op("X").four(utf8.length).raw(utf8);
  }

  /** Puts a tensor of floats on the stack. */
  PickleBytes tensor(String storage, int size, int[] shape, int[] stride) {
    op("c").text("torch._utils\n_rebuild_tensor_v2\n").op("((");
    string("storage").op("c").text("torch\nFloatStorage\n").string(storage).string("cpu");
    op("J").four(size).op("tQ").op("K").one(0);
    return tuple(shape).tuple(stride).op("tR");
  }

  private PickleBytes tuple(int[] numbers) {
    op("(");
    for (int number : numbers) {
      op("J").four(number);
    }
    return op("t");
  }

  PickleBytes with(PickleBytes other) {
    return raw(other.bytes());
  }

  private PickleBytes raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
