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
    return new CdrlModel(stored(state), execution);
  }

  /** The model that validated best. */
  CdrlModel of(Checkpoint.Best best) {
    return new CdrlModel(
        stored(best.iteration(), best.energy(), best.initializer(), best.spectral()), execution);
  }

  /** A model of a moment as a file holds it. */
  StoredModel stored(TrainingState state) {
    return stored(
        state.iteration(), state.energyAverage(), state.initializerAverage(), state.spectral());
  }

  private StoredModel stored(
      long iteration, float[] energy, float[] initializer, float[] spectral) {
    return new StoredModel(
        length.config(),
        data.columns(),
        data.attributes(),
        data.labels(),
        scaling,
        meter.summary(data.size(), iteration, length.config(), training, device),
        energy,
        initializer,
        spectral,
        new byte[0]);
  }
}
