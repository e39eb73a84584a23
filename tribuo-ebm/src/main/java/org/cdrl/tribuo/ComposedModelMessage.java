package org.cdrl.tribuo;

import com.google.protobuf.Any;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Schema;
import org.cdrl.tribuo.ComposedModel.Part;
import org.cdrl.tribuo.protos.ComposedModelProto;
import org.cdrl.tribuo.protos.ConceptProto;
import org.cdrl.tribuo.protos.PartProto;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;

/** A {@link ComposedModel} as a message. */
final class ComposedModelMessage {
  private ComposedModelMessage() {}

  /** Writes a model. */
  static <T extends Output<T>> ModelProto of(ComposedModel<T> model, ModelDataCarrier<T> carrier) {
    ComposedModelProto.Builder content =
        ComposedModelProto.newBuilder()
            .setMetadata(Metadata.serialize(carrier))
            .setMixture(model.isMixture());
    for (Part<T> part : model.parts()) {
      Schema schema = part.model().table().schema();
      PartProto.Builder proto =
          PartProto.newBuilder().setModel(part.model().serialize()).setWeight(part.weight());
      part.concepts().forEach(concept -> proto.addConcepts(toProto(schema, concept)));
      content.addParts(proto);
    }
    return ModelProto.newBuilder()
        .setVersion(ComposedModel.CURRENT_VERSION)
        .setClassName(ComposedModel.class.getName())
        .setSerializedData(CheckedMessage.pack(content.build()))
        .build();
  }

  private static ConceptProto toProto(Schema schema, Concept concept) {
    ConceptProto.Builder proto = ConceptProto.newBuilder().setWeight(concept.weight());
    concept
        .condition()
        .labels()
        .forEach(
            (column, label) ->
                proto.putLabels(
                    column,
                    label instanceof Integer position
                        ? schema.column(schema.indexOf(column)).labels().get(position)
                        : (String) label));
    return proto.build();
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException for a version that this release does not know
   * @throws IllegalStateException if the message is damaged or its parts do not fit together
   */
  static ComposedModel<?> read(int version, Any message) {
    CheckedMessage.requireVersion(version, ComposedModel.CURRENT_VERSION, ComposedModel.class);
    ComposedModelProto proto = CheckedMessage.unpack(message, ComposedModelProto.parser());
    ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
    if (proto.getPartsCount() == 0) {
      throw new IllegalStateException("Invalid protobuf: a composition without parts");
    }
    try {
      return model(carrier, proto);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IllegalStateException("Invalid protobuf: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // whether the parts' outputs are alike is checked
  private static <T extends Output<T>> ComposedModel<T> model(
      ModelDataCarrier<?> carrier, ComposedModelProto proto) {
    List<Part<T>> parts = new ArrayList<>();
    for (PartProto part : proto.getPartsList()) {
      CDRLModel<T> model = (CDRLModel<T>) Model.deserialize(part.getModel());
      List<Concept> concepts = new ArrayList<>();
      for (ConceptProto concept : part.getConceptsList()) {
        Condition condition = Condition.none();
        for (Map.Entry<String, String> label : concept.getLabelsMap().entrySet()) {
          condition = condition.and(label.getKey(), label.getValue());
        }
        concepts.add(new Concept(condition, concept.getWeight()));
      }
      parts.add(new Part<>(model, part.getWeight(), concepts));
      SameDomains.require(parts.get(0).model(), model);
    }
    return new ComposedModel<>(carrier.name(), carrier.provenance(), parts, proto.getMixture());
  }
}
