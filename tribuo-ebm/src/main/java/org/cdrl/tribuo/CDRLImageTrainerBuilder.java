package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Makes trainers of images; see {@link CDRLImageTrainer#builder}. */
public final class CDRLImageTrainerBuilder
    extends TrainerBuilder<CDRLImageTrainer, CDRLImageTrainerBuilder> {
  CDRLImageTrainerBuilder(int height, int width, int channels) {
    set(
        trainer -> {
          trainer.height = height;
          trainer.width = width;
          trainer.channels = channels;
        });
  }

  /** Values of black and white pixels; default 0 and 255. */
  public CDRLImageTrainerBuilder range(double black, double white) {
    return set(
        trainer -> {
          trainer.black = black;
          trainer.white = white;
        });
  }

  /** Whether left and right may be exchanged; default not. */
  public CDRLImageTrainerBuilder mirror(boolean mirror) {
    return set(trainer -> trainer.mirror = mirror);
  }

  /** The networks; default small ones. */
  public CDRLImageTrainerBuilder networks(ImageNetworks networks) {
    return set(trainer -> trainer.networks = networks);
  }

  /** Channels of the small networks at full resolution; default 64. */
  public CDRLImageTrainerBuilder networkWidth(int networkWidth) {
    return set(trainer -> trainer.networkWidth = networkWidth);
  }

  /** Adam's step size; default 1e-3. */
  public CDRLImageTrainerBuilder learningRate(double rate) {
    return set(trainer -> trainer.learningRate = rate);
  }

  /** Probability with which a label is hidden in training; default .1. */
  public CDRLImageTrainerBuilder labelDropout(double probability) {
    return set(trainer -> trainer.labelDropout = probability);
  }

  /** Share of the chains next to data that start between proposal and noise; default 0. */
  public CDRLImageTrainerBuilder noisyStarts(double share) {
    return set(trainer -> trainer.noisyStarts = share);
  }

  /**
   * Energy gap, in nats per pixel and channel, at which an image has no weight in the energy's
   * loss; default 0: no limit.
   */
  public CDRLImageTrainerBuilder gapLimit(double nats) {
    return set(trainer -> trainer.gapLimit = nats);
  }

  /** Noises by which a label is predicted; default 2. */
  public CDRLImageTrainerBuilder draws(int draws) {
    return set(trainer -> trainer.draws = draws);
  }

  /** Whether convolutions multiply in bfloat16; default not. */
  public CDRLImageTrainerBuilder bfloat16(boolean bfloat16) {
    return set(trainer -> trainer.bfloat16 = bfloat16);
  }

  /** Whether TensorFlow compiles iterations with XLA; default not. */
  public CDRLImageTrainerBuilder xla(boolean xla) {
    return set(trainer -> trainer.xla = xla);
  }

  /** GPUs that share every batch; default 1, which is the processor where there is no GPU. */
  public CDRLImageTrainerBuilder gpus(int gpus) {
    return set(trainer -> trainer.gpus = gpus);
  }

  /**
   * A trainer with these settings.
   *
   * @throws PropertyException naming the setting that is wrong
   */
  @Override
  public CDRLImageTrainer build() {
    return told(new CDRLImageTrainer());
  }
}
