package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import org.junit.jupiter.api.Test;
import org.tribuo.protos.core.FeatureDomainProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.MutableFeatureMapProto;
import org.tribuo.protos.core.VariableInfoProto;

/** Classes that a model's file names are looked at before they are initialized. */
class KnownClassesTest {
  /** A class that tells whether it was initialized. */
  static final class Trap {
    static {
      System.setProperty("cdrl.trap", "sprung");
    }
  }

  private static void refused(com.google.protobuf.Message message) {
    String said =
        assertThrows(IllegalStateException.class, () -> KnownClasses.require(message)).getMessage();
    assertTrue(said.contains(Trap.class.getName()), said);
    assertNull(System.getProperty("cdrl.trap"));
  }

  @Test
  void otherClassesAreRefusedAtEveryDepth() {
    String trap = Trap.class.getName();
    refused(ModelProto.newBuilder().setClassName(trap).build());
    VariableInfoProto feature = VariableInfoProto.newBuilder().setClassName(trap).build();
    MutableFeatureMapProto map = MutableFeatureMapProto.newBuilder().addInfo(feature).build();
    refused(
        ModelProto.newBuilder()
            .setClassName(CDRLModel.class.getName())
            .setSerializedData(
                Any.pack(FeatureDomainProto.newBuilder().setSerializedData(Any.pack(map)).build()))
            .build());
  }

  @Test
  void classesThatAreNotThereAreNamed() {
    ModelProto message = ModelProto.newBuilder().setClassName("com.example.Gone").build();
    String said =
        assertThrows(IllegalStateException.class, () -> ModelReader.read(message)).getMessage();
    assertTrue(said.contains("needs the class com.example.Gone"), said);
  }
}
