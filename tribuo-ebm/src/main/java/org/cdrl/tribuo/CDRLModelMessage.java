package org.cdrl.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.io.IOException;
import org.cdrl.table.TableModel;
import org.cdrl.tribuo.columns.Absent;
import org.cdrl.tribuo.columns.FeatureColumns;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.tribuo.protos.CDRLModelProto;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.ProtoUtil;
import org.tribuo.protos.core.ModelProto;

/** A {@link CDRLModel} as a message. */
final class CDRLModelMessage {
  private CDRLModelMessage() {}

  /** Writes a model. */
  static <T extends Output<T>> ModelProto of(CDRLModel<T> model, ModelDataCarrier<T> carrier) {
    CDRLModelProto content =
        CDRLModelProto.newBuilder()
            .setMetadata(Metadata.serialize(carrier))
            .setConditioning(model.conditioning().serialize())
            .addAllColumns(model.features().toProtos())
            .setAbsent(model.features().absent().name())
            .setTable(ByteString.copyFrom(model.table().toBytes()))
            .build();
    return ModelProto.newBuilder()
        .setVersion(CDRLModel.CURRENT_VERSION)
        .setClassName(CDRLModel.class.getName())
        .setSerializedData(CheckedMessage.pack(content))
        .build();
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException for a version that this release does not know
   * @throws IllegalStateException if the message is damaged or its parts do not fit together
   */
  static CDRLModel<?> read(int version, Any message) {
    CheckedMessage.requireVersion(version, CDRLModel.CURRENT_VERSION, CDRLModel.class);
    CDRLModelProto proto = CheckedMessage.unpack(message, CDRLModelProto.parser());
    ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
    Conditioning<?> conditioning = ProtoUtil.deserialize(proto.getConditioning());
    for (Output<?> output : carrier.outputDomain().getDomain()) {
      if (!conditioning.outputType().isInstance(output)) {
        throw new IllegalStateException(
            "Invalid protobuf: expected outputs of "
                + conditioning.outputType().getName()
                + ", found "
                + output.getClass().getName());
      }
    }
    try {
      TableModel table = TableModel.fromBytes("The model", proto.getTable().toByteArray());
      try {
        return model(carrier, conditioning, proto, table);
      } catch (RuntimeException e) {
        table.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Invalid protobuf: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // the outputs were compared with the conditioning's type
  private static <T extends Output<T>> CDRLModel<T> model(
      ModelDataCarrier<?> carrier,
      Conditioning<?> conditioning,
      CDRLModelProto proto,
      TableModel table) {
    return new CDRLModel<>(
        carrier.name(),
        carrier.provenance(),
        carrier.featureDomain(),
        (ImmutableOutputInfo<T>) carrier.outputDomain(),
        FeatureColumns.fromProtos(
            proto.getColumnsList(), table.schema().columns(), Absent.valueOf(proto.getAbsent())),
        (Conditioning<T>) conditioning,
        table);
  }
}
