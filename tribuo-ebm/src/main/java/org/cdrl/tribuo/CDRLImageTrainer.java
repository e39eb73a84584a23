package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.Typicality;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Setting;
import org.cdrl.image.Factor;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.image.MemoryImages;
import org.cdrl.tribuo.dataset.LabelledImages;
import org.cdrl.tribuo.dataset.SourceDataset;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/**
 * Trains energy-based generative models of images with convolutional networks (Cooperative
 * Diffusion Recovery Likelihood) from data sets whose features are pixels, such as those of
 * Tribuo's IDXDataSource. Labels become conditions to draw by; examples without one are learned
 * from, too.
 *
 * <p>A feature's name is the number of its value in the image's rows from 0 on, or pixel.ROW.COLUMN
 * (with .r, .g or .b). A feature that an example lacks is black. An example's weight says how much
 * it counts, as for {@link CDRLTrainer}.
 *
 * <p>The same data, settings, machine and number of threads give the same model, bit for bit,
 * without a time budget.
 *
 * <p>See:
 *
 * <pre>
 * Zhu Y, Xie J, Wu Y N, Gao R
 * "Learning Energy-Based Models by Cooperative Diffusion Recovery Likelihood"
 * ICLR 2024.
 * </pre>
 */
public final class CDRLImageTrainer extends ResumableTrainer<Label, CDRLImageModel> {
  /** The condition that labels are in the engine's model, where their source has no name. */
  private static final String CLASS = "class";

  private static final double WHITE = 255;

  /** Images that tell what is usual. */
  private static final int USUAL = 250;

  private static final Logger LOG = Logger.getLogger(CDRLImageTrainer.class.getName());

  /** What the engine calls settings, and this trainer. */
  private static final Map<String, String> OF_ENGINE =
      Map.of(
          "energyLearningRate", "learningRate",
          "initializerLearningRate", "learningRate",
          "energyWidth", "networkWidth",
          "initializerWidth", "networkWidth");

  private static final SettingFields FIELDS = new SettingFields(new CDRLImageTrainer(), List.of());

  @Config(mandatory = true, description = "Rows of pixels.")
  int height;

  @Config(mandatory = true, description = "Pixels per row.")
  int width;

  @Config(description = "1 for grey images (default), 3 for red, green and blue.")
  int channels = 1;

  @Config(description = "Value of a black pixel. Default 0.")
  double black = 0;

  @Config(description = "Value of a white pixel. Default 255.")
  double white = WHITE;

  @Config(
      description =
          "Whether left and right may be exchanged; not for digits or letters. Default false.")
  boolean mirror = false;

  @Config(
      description =
          "SMALL networks, for images of any size; or the paper's: CIFAR10 or IMAGENET32 for 32 x 32,"
              + " CELEBA64 for 64 x 64, all in colour. Default SMALL.")
  ImageNetworks networks = ImageNetworks.SMALL;

  @Config(
      description =
          "Channels of the small networks at full resolution, even, 4 to 2048; cost grows with its"
              + " square. Default 64; 32 for a few minutes of training.")
  int networkWidth = 0;

  @Config(
      description =
          "Adam's step size; lower it if training diverges. Default 1e-3 for small networks, 1e-4"
              + " for the paper's.")
  double learningRate = -1;

  @Config(
      description =
          "Probability with which a label is hidden in training, 0 to below 1; guidance needs it."
              + " Default .1.")
  double conditionDropout = -1;

  @Config(
      description =
          "Share of the chains next to data that start in training away from a proposal, uphill,"
              + " at least 0 and below 1; DRL does not use it. Default .5 for small networks, 0 for"
              + " the paper's. Raise it to .5 to make noise unlikely and long chains stay with the"
              + " data; without gapLimit training then may diverge on all but the smallest images.")
  double noisyStarts = -1;

  @Config(
      description =
          "Energy gap per pixel and channel, in nats, at which an image has no weight in the"
              + " energy's loss."
              + " 0 is no limit, the default for the paper's networks; .2 for small ones. Set it to .2"
              + " if training diverges, or with noisyStarts; much smaller values slow learning.")
  double gapLimit = -1;

  @Config(
      description =
          "Noises by which a label is predicted, at least 1; more are steadier at a cost in"
              + " proportion. Default 2.")
  int draws = 2;

  @Config(
      description =
          "Whether convolutions multiply in bfloat16: faster on GPUs and on CPUs with instructions"
              + " for it, very slow on others. Default false.")
  boolean bfloat16 = false;

  @Config(
      description =
          "Whether TensorFlow compiles iterations with XLA, which GPUs may gain from. Default"
              + " false.")
  boolean xla = false;

  @Config(
      description =
          "GPUs that share every batch, which they must divide. Default 1, which is the processor"
              + " where there is no GPU.")
  int gpus = 1;

  /** For OLCUT, and for builders, which check later. */
  CDRLImageTrainer() {}

  /**
   * Changes settings.
   *
   * @param height rows of pixels
   * @param width pixels per row
   * @param channels 1 for grey images, 3 for red, green and blue
   */
  public static CDRLImageTrainerBuilder builder(int height, int width, int channels) {
    return new CDRLImageTrainerBuilder(FIELDS, height, width, channels);
  }

  /** The engine's settings that it has under their own names, for {@link TrainerBuilder#set}. */
  public static List<Setting<?>> settings() {
    return FIELDS.settings();
  }

  @Override
  public synchronized void postConfig() {
    begin();
    require(height >= 1 && height <= 512, "height", "must be from 1 to 512, not " + height);
    require(width >= 1 && width <= 512, "width", "must be from 1 to 512, not " + width);
    require(channels == 1 || channels == 3, "channels", "must be 1 or 3, not " + channels);
    require(
        Double.isFinite(black) && Double.isFinite(white) && black != white,
        "white",
        "must be another finite number than black, not " + white);
    require(
        networks.fitAnySize() || networkWidth == 0,
        "networkWidth",
        "is for small networks; " + networks + " has its own");
    require(draws >= 1, "draws", "must be at least 1, not " + draws);
    requireBuilds(this::chosen, OF_ENGINE);
  }

  private CdrlConfig.Builder chosen() {
    int channelsOfNetworks =
        networkWidth == 0 ? ImageArchitecture.ENERGY_WIDTH.defaultValue() : networkWidth;
    CdrlConfig.Builder chosen =
        ImageDefaults.of(networks.of(height, width, channels, channelsOfNetworks), method);
    if (learningRate != -1) {
      chosen.energyLearningRate(learningRate).initializerLearningRate(learningRate);
    }
    return FIELDS.apply(this, chosen);
  }

  /**
   * Trains. Ends early when the thread is interrupted (it stays interrupted) or the listener says
   * so; what was learned so far is returned. Interrupted again while it finds out what images are
   * usual, it returns a model without scores.
   *
   * @throws IllegalArgumentException if the data cannot be learned from, naming the feature that is
   *     no pixel
   * @throws UncheckedIOException if a checkpoint cannot be read or written
   * @throws org.cdrl.TrainingDivergedException if training goes wrong
   */
  @Override
  public CDRLImageModel train(
      Dataset<Label> data, Map<String, Provenance> runProvenance, int invocationCount) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("There is nothing to learn from: no examples");
    }
    Invocations.Invocation invocation = invocation(invocationCount);
    // The first model has the bits of the engine's own with this seed.
    long own = invocation.number() == 0 ? seed : invocation.seed();
    CdrlConfig config = chosen().seed(own).build();
    ImageShape.of(data.getProvenance()).ifPresent(shape -> shape.require(height, width, channels));
    PixelFeatures pixels =
        PixelFeatures.of(data.getFeatureMap(), height, width, channels, black, white);
    ImageRows rows = new ImageRows(images(data, pixels), config.imageArchitecture(), mirror);
    Path checkpoint;
    boolean resumed;
    CdrlTrainer trainer;
    try {
      checkpoint = invocation.checkpoint(checkpointFolder);
      resumed = checkpoint != null && Files.exists(checkpoint);
      trainer = resumed ? resume(config, checkpoint) : CdrlTrainer.of(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (checkpoint != null) {
      trainer = trainer.checkpoint(checkpoint, checkpointInterval);
    }
    CdrlModel engine =
        limit()
            .map(trainer::budget)
            .orElse(trainer)
            .rollBacks(CdrlTrainer.ROLL_BACKS)
            .execution(execution())
            .fit(rows.data().weights(weights(data)), progress(LOG));
    return new CDRLImageModel(
        "cdrl-image-model",
        new ModelProvenance(
            CDRLImageModel.class.getName(),
            OffsetDateTime.now(ZoneId.systemDefault()),
            data.getProvenance(),
            invocation.provenance(),
            facts(engine, resumed, runProvenance, LOG)),
        data.getFeatureIDMap(),
        data.getOutputIDInfo(),
        pixels,
        draws,
        engine,
        typicality(engine, rows));
  }

  /** What is usual, also after an interruption that ended training; null if another one comes. */
  private static Typicality typicality(CdrlModel engine, ImageRows rows) {
    boolean interrupted = Thread.interrupted();
    try {
      return Typicality.of(
          Typicality.evidence(engine.sampler().batch(CDRLImageModel.PIECE), usual(rows)));
    } catch (CancellationException e) {
      LOG.warning("Interrupted before it was known what images are usual: the model has no scores");
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Some of the images that were learned from, from the first to the last. */
  private static float[][] usual(ImageRows rows) {
    int some = Math.min(USUAL, rows.size());
    return rows.rows(IntStream.range(0, some).map(r -> (int) ((long) r * rows.size() / some)));
  }

  private CdrlTrainer resume(CdrlConfig config, Path checkpoint) throws IOException {
    CdrlTrainer trainer = CdrlTrainer.resume(checkpoint);
    Invocations.requireSameSettings(checkpoint, config, trainer.config());
    // How long a run in minutes is to be was found out at its beginning.
    int asked = config.optimisation().iterations();
    return minutes > 0 || asked == trainer.config().optimisation().iterations()
        ? trainer
        : trainer.iterations(asked);
  }

  @Override
  Execution execution() {
    return super.execution().xla(xla).replicas(gpus).mixedPrecision(bfloat16);
  }

  /** The images, which are read as they are needed where the source has them. */
  private ImageSet images(Dataset<Label> data, PixelFeatures pixels) {
    if (data instanceof SourceDataset<Label> lazy
        && lazy.source() instanceof LabelledImages source
        && black == 0
        && white == WHITE) {
      ImageSet set = source.images();
      new ImageShape(set.height(), set.width(), set.channels(), source.toString())
          .require(height, width, channels);
      return set;
    }
    ImmutableOutputInfo<Label> ids = data.getOutputIDInfo();
    List<String> labels = labels(ids);
    byte[][] images = new byte[data.size()][];
    int[][] values = new int[data.size()][];
    int n = 0;
    for (Example<Label> example : data) {
      images[n] = pixels.image(example);
      values[n++] = new int[] {ids.getID(example.getOutput())};
    }
    boolean one = labels.size() < 2;
    return new MemoryImages(
        height,
        width,
        channels,
        images,
        one ? List.of() : List.of(new Factor(CLASS, labels)),
        one ? new int[data.size()][0] : values);
  }

  /** The labels in the order of their numbers. */
  static List<String> labels(ImmutableOutputInfo<Label> outputs) {
    List<String> labels = new ArrayList<>();
    for (int id = 0; id < outputs.size(); id++) {
      labels.add(outputs.getOutput(id).getLabel());
    }
    return labels;
  }

  @Override
  public String toString() {
    return "CDRLImageTrainer("
        + height
        + " x "
        + width
        + " x "
        + channels
        + ", method="
        + method
        + ", networkWidth="
        + networkWidth
        + ", iterations="
        + iterations
        + ", seed="
        + seed
        + ")";
  }
}
