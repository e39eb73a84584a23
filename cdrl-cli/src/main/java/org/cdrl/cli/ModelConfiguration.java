package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.ProvenanceOrdering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cdrl.files.WholeFile;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.tribuo.MutableDataset;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;

/** What a model was trained by and on, as a configuration that does the same again. */
final class ModelConfiguration {
  /** The name of the trainer in files that this writes. */
  static final String TRAINER = "trainer";

  /** The name of the data source in files that this writes. */
  static final String SOURCE = "source";

  /** Data sets that have what their source has. */
  private static final Set<String> AS_THEY_ARE =
      Set.of(MutableDataset.class.getName(), SourceDataset.class.getName());

  private final ModelProvenance provenance;

  ModelConfiguration(ModelProvenance provenance) {
    this.provenance = provenance;
  }

  /** Whether the data came as they are from a source that can be configured. */
  boolean hasSource() {
    DatasetProvenance data = provenance.getDatasetProvenance();
    return AS_THEY_ARE.contains(data.getClassName())
        && data.getTransformationProvenance().getList().isEmpty()
        && data.getSourceProvenance() instanceof ConfiguredObjectProvenance;
  }

  /**
   * Writes the configuration, with the trainer as {@value #TRAINER}, the source as {@value #SOURCE}
   * if there is one, and all that they refer to.
   *
   * @param file replaced once the new one is complete
   * @param change of the trainer's settings
   */
  void write(Path file, UnaryOperator<Map<String, Property>> change) throws IOException {
    ProvenanceOrdering order = ProvenanceUtil.orderProvenances(provenance);
    List<ConfigurationData> components = ProvenanceUtil.extractConfigurationFromOrdering(order);
    try (ConfigurationManager manager = new ConfigurationManager()) {
      for (int n = 0; n < components.size(); n++) {
        ConfigurationData component = components.get(n);
        Object of = order.traversalOrder.get(n);
        if (of == provenance.getTrainerProvenance()) {
          Map<String, Property> settings = new LinkedHashMap<>(component.getProperties());
          component = renamed(component, TRAINER, change.apply(settings));
        } else if (hasSource() && of == provenance.getDatasetProvenance().getSourceProvenance()) {
          component = renamed(component, SOURCE, component.getProperties());
        }
        manager.addConfiguration(component);
      }
      WholeFile.write(file, out -> manager.save(out, "xml", true));
    }
  }

  private static ConfigurationData renamed(
      ConfigurationData component, String name, Map<String, Property> settings) {
    return new ConfigurationData(name, component.getClassName(), settings);
  }
}
