package org.cdrl.internal.persistence;

import java.util.List;
import org.cdrl.config.CdrlConfig;
import org.cdrl.value.Attribute;
import org.cdrl.value.LabelCoordinates;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;

/**
 * All that a model is.
 *
 * @param config how it was trained
 * @param columns names
 * @param attributes condition attributes
 * @param labels which columns stand for labels
 * @param scaling of the columns
 * @param summary of the run
 * @param energy averaged parameters of f, flat, not normalised
 * @param initializer averaged parameters of g, flat; empty for DRL
 * @param spectral power-iteration vectors of f, flat
 * @param attachment what a layer above keeps with the model; empty if nothing
 */
public record StoredModel(
    CdrlConfig config,
    List<String> columns,
    List<Attribute> attributes,
    LabelCoordinates labels,
    Scaling scaling,
    TrainingSummary summary,
    float[] energy,
    float[] initializer,
    float[] spectral,
    byte[] attachment) {
  public StoredModel {
    columns = List.copyOf(columns);
    attributes = List.copyOf(attributes);
  }

  /** This model with other bytes of a layer above. */
  public StoredModel withAttachment(byte[] bytes) {
    return new StoredModel(
        config,
        columns,
        attributes,
        labels,
        scaling,
        summary,
        energy,
        initializer,
        spectral,
        bytes.clone());
  }

  /** This model with another summary. */
  public StoredModel withSummary(TrainingSummary other) {
    return new StoredModel(
        config,
        columns,
        attributes,
        labels,
        scaling,
        other,
        energy,
        initializer,
        spectral,
        attachment);
  }
}
