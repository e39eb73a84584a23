package org.cdrl.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import org.tribuo.protos.core.ModelProto;

/** A model as Java serializes it: the bytes of its message. */
record SerializedForm(byte[] bytes) implements Serializable {
  private Object readResolve() throws InvalidObjectException {
    try {
      return ModelReader.read(ModelProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | IllegalStateException e) {
      InvalidObjectException wrong =
          new InvalidObjectException("The serialized model is damaged: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }
}
