package org.cdrl.tribuo.columns;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.data.columnar.RowProcessor;

/** A provenance may come from a stranger's model. */
class ColumnHintsTest {
  /** A class that tells whether it was initialized. */
  static final class Trap {
    static {
      System.setProperty("cdrl.trap", "sprung");
    }
  }

  private static ConfiguredObjectProvenanceImpl provenance(
      String type, Map<String, Provenance> settings) {
    Map<String, Provenance> all = new HashMap<>(settings);
    all.put("class-name", new StringProvenance("class-name", type));
    all.put("host-short-name", new StringProvenance("host-short-name", "Part"));
    return new ConfiguredObjectProvenanceImpl(all);
  }

  @Test
  void classesThatCannotBeConfiguredAreNotInitialized() {
    ConfiguredObjectProvenanceImpl field = provenance(Trap.class.getName(), Map.of());
    ConfiguredObjectProvenanceImpl rows =
        provenance(
            RowProcessor.class.getName(),
            Map.of("fieldProcessorList", new ListProvenance<>(List.of(field))));
    String said =
        assertThrows(IllegalStateException.class, () -> ColumnHints.of(rows)).getMessage();
    assertTrue(said.contains(Trap.class.getName()), said);
    assertNull(System.getProperty("cdrl.trap"));
  }
}
