package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
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
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.ImageDefaults;
import org.cdrl.config.Method;
import org.cdrl.config.Optimisation;
import org.cdrl.image.Factor;
import org.cdrl.image.ImageRows;
import org.cdrl.image.MemoryImages;
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
  /** The condition that labels are, in the engine's model. */
  static final String LABEL = "label";

  private static final Logger LOG = Logger.getLogger(CDRLImageTrainer.class.getName());

  /** What the engine calls settings, and this trainer. */
  private static final Map<String, String> OF_ENGINE =
      Map.of(
          "energyLearningRate", "learningRate",
          "initializerLearningRate", "learningRate",
          "conditionDropout", "labelDropout",
          "energyWidth", "networkWidth",
          "initializerWidth", "networkWidth");

  @Config(mandatory = true, description = "Rows of pixels.")
  private int height;

  @Config(mandatory = true, description = "Pixels per row.")
  private int width;

  @Config(description = "1 for grey images (default), 3 for red, green and blue.")
  private int channels = 1;

  @Config(description = "Value of a black pixel. Default 0.")
  private double black = 0;

  @Config(description = "Value of a white pixel. Default 255.")
  private double white = 255;

  @Config(
      description =
          "Whether left and right may be exchanged; not for digits or letters. Default false.")
  private boolean mirror = false;

  @Config(
      description =
          "Channels of the networks at full resolution, even, at least 4; cost grows with its"
              + " square. Default 64; 32 for a few minutes of training.")
  private int networkWidth = 0;

  @Config(
      description =
          "CDRL trains an initializer beside the energy; DRL the energy alone, samples slower and"
              + " cannot predict. Default CDRL.")
  private Method method = Method.CDRL;

  @Config(
      description =
          "Training iterations beside those of the pre-training (500, at most half as"
              + " many); more is better until quality stops improving. Default 10000, or as many"
              + " as there are minutes for.")
  private int iterations = 0;

  @Config(
      description =
          "Examples per iteration; larger is smoother at a cost in proportion. Default 32; 128 on a"
              + " GPU.")
  private int batchSize = 0;

  @Config(description = "Adam's step size; lower it if training diverges. Default 1e-3.")
  private double learningRate = -1;

  @Config(
      description =
          "Probability with which a label is hidden in training, 0 to below 1; guidance needs it."
              + " Default .1.")
  private double labelDropout = -1;

  @Config(
      description =
          "Share of the chains next to data that start in training between a proposal and a noised"
              + " image, at least 0 and below 1; DRL does not use it. Default 0. Raise it to .5"
              + " to make noise unlikely and long chains stay with the data; without gapLimit"
              + " training then may diverge on all but the smallest images.")
  private double noisyStarts = -1;

  @Config(
      description =
          "Energy gap per pixel and channel, in nats, at which an image has no weight in the"
              + " energy's loss."
              + " Default 0: no limit. Set it to .2 if training diverges, or with noisyStarts; much"
              + " smaller values slow learning.")
  private double gapLimit = -1;

  @Config(
      description =
          "Noises by which a label is predicted, at least 1; more are steadier at a cost in"
              + " proportion. Default 2.")
  private int draws = 2;

  @Config(
      description =
          "Whether convolutions multiply in bfloat16: faster on GPUs and on CPUs with instructions"
              + " for it, very slow on others. Default false.")
  private boolean bfloat16 = false;

  /** For OLCUT. */
  private CDRLImageTrainer() {}

  /**
   * Changes settings.
   *
   * @param height rows of pixels
   * @param width pixels per row
   * @param channels 1 for grey images, 3 for red, green and blue
   */
  public static Builder builder(int height, int width, int channels) {
    return new Builder(height, width, channels);
  }

  /** Called by OLCUT once the settings are there. */
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
    requireOneLength(iterations);
    require(draws >= 1, "draws", "must be at least 1, not " + draws);
    requireBuilds(this::settings, OF_ENGINE);
  }

  private CdrlConfig.Builder settings() {
    int channelsOfNetworks =
        networkWidth == 0 ? ImageArchitecture.ENERGY_WIDTH.defaultValue() : networkWidth;
    return ImageDefaults.of(
            ImageArchitecture.smallFor(height, width, channels, channelsOfNetworks), method)
        .setGiven(Optimisation.ITERATIONS, given(iterations))
        .setGiven(Optimisation.ENERGY_LEARNING_RATE, given(learningRate))
        .setGiven(Optimisation.INITIALIZER_LEARNING_RATE, given(learningRate))
        .setGiven(Optimisation.BATCH_SIZE, given(batchSize))
        .setGiven(CdrlConfig.CONDITION_DROPOUT, given(labelDropout))
        .setGiven(Chains.NOISY_STARTS, given(noisyStarts))
        .setGiven(Optimisation.GAP_LIMIT, given(gapLimit));
  }

  /**
   * Trains. Ends early when the thread is interrupted (it stays interrupted) or the listener says
   * so; what was learned so far is returned.
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
    CdrlConfig config = settings().seed(invocation.seed()).build();
    IdxShape.of(data.getProvenance()).ifPresent(shape -> shape.require(height, width, channels));
    PixelFeatures pixels =
        PixelFeatures.of(data.getFeatureMap(), height, width, channels, black, white);
    ImageRows rows = new ImageRows(images(data, pixels), config.imageArchitecture(), mirror);
    Path checkpoint;
    boolean resumed;
    CdrlTrainer trainer;
    try {
      checkpoint = invocation.checkpoint(checkpointFolder);
      resumed = checkpoint != null && Files.exists(checkpoint);
      trainer = trainer(config, checkpoint, resumed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CdrlModel engine =
        limit()
            .map(trainer::budget)
            .orElse(trainer)
            .rollBacks(CdrlTrainer.ROLL_BACKS)
            .execution(execution().mixedPrecision(bfloat16))
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
        engine);
  }

  private CdrlTrainer trainer(CdrlConfig config, Path checkpoint, boolean resumed)
      throws IOException {
    if (checkpoint == null) {
      return CdrlTrainer.of(config);
    }
    CdrlTrainer trainer = resumed ? CdrlTrainer.resume(checkpoint) : CdrlTrainer.of(config);
    CdrlConfig stored = trainer.config();
    // How long a run in minutes is to be was found out at its beginning.
    CdrlConfig asked =
        minutes == 0
            ? config
            : config.toBuilder().iterations(stored.optimisation().iterations()).build();
    Invocations.requireSameSettings(checkpoint, asked, stored);
    return trainer.checkpoint(checkpoint, checkpointInterval);
  }

  private static MemoryImages images(Dataset<Label> data, PixelFeatures pixels) {
    List<String> labels = labels(data.getOutputIDInfo());
    byte[][] images = new byte[data.size()][];
    int[][] values = new int[data.size()][];
    int n = 0;
    for (Example<Label> example : data) {
      images[n] = pixels.image(example);
      values[n++] = new int[] {labels.indexOf(example.getOutput().getLabel())};
    }
    boolean one = labels.size() < 2;
    return new MemoryImages(
        pixels.height(),
        pixels.width(),
        pixels.channels(),
        images,
        one ? List.of() : List.of(new Factor(LABEL, labels)),
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

  /**
   * Makes trainers; what every setting does is told at the trainer's own, and in its provenance.
   */
  public static final class Builder {
    private final List<Consumer<CDRLImageTrainer>> settings = new ArrayList<>();

    private Builder(int height, int width, int channels) {
      set(
          trainer -> {
            trainer.height = height;
            trainer.width = width;
            trainer.channels = channels;
          });
    }

    private Builder set(Consumer<CDRLImageTrainer> setting) {
      settings.add(setting);
      return this;
    }

    /** Values of black and white pixels; default 0 and 255. */
    public Builder range(double black, double white) {
      return set(
          trainer -> {
            trainer.black = black;
            trainer.white = white;
          });
    }

    /** Whether left and right may be exchanged; default not. */
    public Builder mirror(boolean mirror) {
      return set(trainer -> trainer.mirror = mirror);
    }

    /** Channels of the networks at full resolution; default 64. */
    public Builder networkWidth(int networkWidth) {
      return set(trainer -> trainer.networkWidth = networkWidth);
    }

    /** CDRL (default) or DRL. */
    public Builder method(Method method) {
      return set(trainer -> trainer.method = method);
    }

    /** Training iterations; default 10,000, or as many as there are minutes for. */
    public Builder iterations(int iterations) {
      return set(trainer -> trainer.iterations = iterations);
    }

    /** Examples per iteration; default 32. */
    public Builder batchSize(int examples) {
      return set(trainer -> trainer.batchSize = examples);
    }

    /** Adam's step size; default 1e-3. */
    public Builder learningRate(double rate) {
      return set(trainer -> trainer.learningRate = rate);
    }

    /** Probability with which a label is hidden in training; default .1. */
    public Builder labelDropout(double probability) {
      return set(trainer -> trainer.labelDropout = probability);
    }

    /** Share of the chains next to data that start between proposal and noise; default 0. */
    public Builder noisyStarts(double share) {
      return set(trainer -> trainer.noisyStarts = share);
    }

    /**
     * Energy gap, in nats per pixel and channel, at which an image has no weight in the energy's
     * loss; default 0: no limit.
     */
    public Builder gapLimit(double nats) {
      return set(trainer -> trainer.gapLimit = nats);
    }

    /** Noises by which a label is predicted; default 2. */
    public Builder draws(int draws) {
      return set(trainer -> trainer.draws = draws);
    }

    /** Whether convolutions multiply in bfloat16; default not. */
    public Builder bfloat16(boolean bfloat16) {
      return set(trainer -> trainer.bfloat16 = bfloat16);
    }

    /** Minutes to train, instead of iterations; default 0: no limit. */
    public Builder minutes(double minutes) {
      return set(trainer -> trainer.minutes = minutes);
    }

    /** Threads inside an operation; default 0: one per core. */
    public Builder threads(int threads) {
      return set(trainer -> trainer.threads = threads);
    }

    /**
     * Folder for checkpoints, one file per invocation; a run whose file is there goes on from it.
     *
     * @param interval iterations between two, at least 1
     */
    public Builder checkpoints(Path folder, int interval) {
      return set(
          trainer -> {
            trainer.checkpointFolder = folder;
            trainer.checkpointInterval = interval;
          });
    }

    /** Seed of all random numbers. */
    public Builder seed(long seed) {
      return set(trainer -> trainer.seed = seed);
    }

    /** Iterations between two lines in the log, -1 for none; default 100. */
    public Builder loggingInterval(int iterations) {
      return set(trainer -> trainer.loggingInterval(iterations));
    }

    /**
     * A trainer with these settings.
     *
     * @throws PropertyException naming the setting that is wrong
     */
    public CDRLImageTrainer build() {
      CDRLImageTrainer trainer = new CDRLImageTrainer();
      settings.forEach(setting -> setting.accept(trainer));
      trainer.postConfig();
      return trainer;
    }
  }
}
