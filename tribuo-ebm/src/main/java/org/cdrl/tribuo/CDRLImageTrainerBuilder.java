package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Makes trainers of images; see {@link CDRLImageTrainer#builder}. */
public final class CDRLImageTrainerBuilder
    extends TrainerBuilder<CDRLImageTrainer, CDRLImageTrainerBuilder> {
  CDRLImageTrainerBuilder(SettingFields fields, int height, int width, int channels) {
    super(fields);
    change(
        trainer -> {
          trainer.height = height;
          trainer.width = width;
          trainer.channels = channels;
        });
  }

  /** Values of black and white pixels; default 0 and 255. */
  public CDRLImageTrainerBuilder range(double black, double white) {
    return change(
        trainer -> {
          trainer.black = black;
          trainer.white = white;
        });
  }

  /** Whether left and right may be exchanged; default not. */
  public CDRLImageTrainerBuilder mirror(boolean mirror) {
    return change(trainer -> trainer.mirror = mirror);
  }

  /** The networks; default small ones. */
  public CDRLImageTrainerBuilder networks(ImageNetworks networks) {
    return change(trainer -> trainer.networks = networks);
  }

  /** Channels of the small networks at full resolution; default 64. */
  public CDRLImageTrainerBuilder networkWidth(int networkWidth) {
    return change(trainer -> trainer.networkWidth = networkWidth);
  }

  /** Adam's step size; default 1e-3. */
  public CDRLImageTrainerBuilder learningRate(double rate) {
    return change(trainer -> trainer.learningRate = rate);
  }

  /** Noises by which a label is predicted; default 2. */
  public CDRLImageTrainerBuilder draws(int draws) {
    return change(trainer -> trainer.draws = draws);
  }

  /** Whether convolutions multiply in bfloat16; default not. */
  public CDRLImageTrainerBuilder bfloat16(boolean bfloat16) {
    return change(trainer -> trainer.bfloat16 = bfloat16);
  }

  /** Whether TensorFlow compiles iterations with XLA; default not. */
  public CDRLImageTrainerBuilder xla(boolean xla) {
    return change(trainer -> trainer.xla = xla);
  }

  /** GPUs that share every batch; default 1, which is the processor where there is no GPU. */
  public CDRLImageTrainerBuilder gpus(int gpus) {
    return change(trainer -> trainer.gpus = gpus);
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
