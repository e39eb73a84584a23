package org.cdrl;

import org.cdrl.config.Execution;
import org.cdrl.internal.persistence.Checkpoint;
import org.cdrl.internal.persistence.StoredModel;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.internal.training.TrainingState;
import org.cdrl.value.Scaling;

/**
 * Makes models of a run's weights.
 *
 * @param data it is trained on
 * @param scaling of the data
 * @param execution of the models
 * @param device it runs on
 * @param training its graph
 * @param length of the run
 * @param meter of the run
 */
record RunModels(
    TrainingData data,
    Scaling scaling,
    Execution execution,
    Device device,
    TrainingSession training,
    RunLength length,
    ProgressMeter meter) {
  /** A model of a moment of the run. */
  CdrlModel of(TrainingState state) {
    return of(Checkpoint.Weights.of(state));
  }

  /** The same of weights that were kept. */
  CdrlModel of(Checkpoint.Weights weights) {
    return new CdrlModel(stored(weights), execution);
  }

  /** A model of a moment as a file holds it. */
  StoredModel stored(Checkpoint.Weights weights) {
    return new StoredModel(
        length.config(),
        data.columns(),
        data.attributes(),
        data.labels(),
        scaling,
        meter.summary(data.size(), weights.iteration(), length.config(), training, device),
        weights.energy(),
        weights.initializer(),
        weights.spectral(),
        new byte[0]);
  }
}
