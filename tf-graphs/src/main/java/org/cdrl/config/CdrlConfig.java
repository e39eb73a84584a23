package org.cdrl.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cdrl.schedule.NoiseSchedule;

/**
 * Everything that decides what a training run learns; immutable. How a machine executes it is told
 * by {@link Execution}. Every setting is described in one place, as a {@link Setting} of the group
 * that it belongs to; docs/settings.md lists them.
 *
 * <p>The defaults were chosen by measuring; see docs/benchmarks/engine.md.
 */
public final class CdrlConfig extends SettingGroup {
  /** The training method. */
  public static final Setting<Method> METHOD =
      Setting.choice(
          "method",
          Method.CDRL,
          "CDRL trains an initializer beside the energy; DRL the energy alone, samples slower, and"
              + " needs about twice the Langevin steps for the same quality.");

  /** Probability with which conditions are hidden in training. */
  public static final Setting<Double> CONDITION_DROPOUT =
      Setting.number(
          "conditionDropout",
          .1,
          v -> v >= 0 && v < 1,
          "at least 0 and below 1",
          "Probability with which a condition is hidden in training, each on its own, so that the"
              + " model also learns the density without it; guidance needs it. Raise it to .3 or"
              + " more with several conditions, whose composition needs many rows with only one"
              + " shown.");

  /** Seed of all random numbers. */
  public static final Setting<Long> SEED =
      Setting.any("seed", 1, "Seed of weights, batches and noise.");

  private static final List<Setting<?>> SETTINGS = List.of(METHOD, CONDITION_DROPOUT, SEED);

  private static final String NETWORKS = "networks";
  private static final String OF_VECTORS = "vectors";
  private static final String OF_IMAGES = "images";

  private final Chains chains;
  private final Architecture architecture;
  private final Optimisation optimisation;

  private CdrlConfig(Map<Setting<?>, Object> given, Architecture architecture) {
    super(SETTINGS, given);
    chains = new Chains(given);
    this.architecture = architecture;
    optimisation = new Optimisation(given);
  }

  /** {@link #METHOD}. */
  public Method method() {
    return get(METHOD);
  }

  /** {@link #CONDITION_DROPOUT}. */
  public double conditionDropout() {
    return get(CONDITION_DROPOUT);
  }

  /** {@link #SEED}. */
  public long seed() {
    return get(SEED);
  }

  /** Noise levels, and the chains between them. */
  public Chains chains() {
    return chains;
  }

  /** What the networks are made of. */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * The networks of a model of images.
   *
   * @throws IllegalStateException if the networks are of vectors
   */
  public ImageArchitecture imageArchitecture() {
    if (architecture instanceof ImageArchitecture ofImages) {
      return ofImages;
    }
    throw new IllegalStateException("The model is of vectors, not of images");
  }

  /** How long the networks learn, and how. */
  public Optimisation optimisation() {
    return optimisation;
  }

  /** The noise schedule of these settings. */
  public NoiseSchedule schedule() {
    return method() == Method.CDRL
        ? NoiseSchedule.cdrl(chains.levels())
        : NoiseSchedule.drl(chains.levels());
  }

  /**
   * Iterations in which the initializer learns alone, before the others: {@code
   * pretrainingIterations}, but at most half as many as {@code iterations}, so that the energy
   * learns in short runs too; 0 for DRL.
   */
  public int pretraining() {
    return method() == Method.CDRL
        ? Math.min(optimisation.pretrainingIterations(), optimisation.iterations() / 2)
        : 0;
  }

  /** Iterations of all phases: {@link #pretraining} and the others. */
  public long plannedIterations() {
    return (long) pretraining() + optimisation.iterations();
  }

  /**
   * The most iterations with which these settings are good.
   *
   * @param most that are tried
   * @param good true up to some number of iterations, and false beyond
   * @return from 1, even if that is not good, to {@code most}
   */
  public int longest(int most, Predicate<CdrlConfig> good) {
    int fit = 1;
    int beyond = most + 1;
    while (beyond - fit > 1) {
      int middle = fit + (beyond - fit) / 2;
      if (good.test(toBuilder().iterations(middle).build())) {
        fit = middle;
      } else {
        beyond = middle;
      }
    }
    return fit;
  }

  /** The defaults: CDRL on vectors. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The defaults of images with values in [-1, 1], which are those of vectors but for:
   *
   * <ul>
   *   <li>{@code stepSize} {@link StepSize#CDRL_IMAGE}: coefficient 4e-4, noise exponent 1
   *   <li>{@code spread} .5
   *   <li>{@code predictData} true
   *   <li>{@code batchSize} 32
   *   <li>{@code energyLearningRate} 1e-4 and {@code initializerLearningRate} 3e-4
   * </ul>
   *
   * <p>Settings of vectors' networks are refused; the architecture has its own.
   */
  public static Builder images(ImageArchitecture architecture) {
    Builder builder = builder();
    builder.images = architecture;
    return builder
        .stepSize(StepSize.CDRL_IMAGE)
        .spread(.5)
        .predictData(true)
        .batchSize(32)
        .energyLearningRate(1e-4)
        .initializerLearningRate(3e-4);
  }

  /**
   * The defaults of images for one method; DRL has 30 Langevin steps, of half the variance ({@link
   * StepSize#DRL}), and no initializer.
   */
  public static Builder images(ImageArchitecture architecture, Method method) {
    return method == Method.CDRL
        ? images(architecture)
        : images(architecture).method(method).langevinSteps(30).stepSize(StepSize.DRL);
  }

  /** The defaults of DRL on vectors: 30 Langevin steps, no initializer. */
  public static Builder drl() {
    return builder().method(Method.DRL).langevinSteps(30);
  }

  /** The settings of the engine in the order of its documents, but for those of networks. */
  public static List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(SETTINGS);
    all.addAll(Chains.SETTINGS);
    all.addAll(Optimisation.SETTINGS);
    return all;
  }

  /** The settings of vectors' networks. */
  public static List<Setting<?>> settingsOfVectors() {
    return VectorArchitecture.SETTINGS;
  }

  /** The settings of networks of images. */
  public static List<Setting<?>> settingsOfImages() {
    return ImageArchitecture.SETTINGS;
  }

  /** All settings by name, with those of the networks and which kind of networks they are. */
  public Map<String, String> allTexts() {
    boolean ofImages = architecture instanceof ImageArchitecture;
    Map<String, String> texts = texts();
    texts.putAll(chains.texts());
    texts.putAll(optimisation.texts());
    texts.put(NETWORKS, ofImages ? OF_IMAGES : OF_VECTORS);
    texts.putAll(architecture.texts());
    return texts;
  }

  /**
   * Reads what {@link #allTexts} tells.
   *
   * @param texts what is missing has its default
   * @throws IllegalArgumentException naming the setting that is not known, or whose value is wrong
   */
  public static CdrlConfig parse(Map<String, String> texts) {
    Map<String, String> rest = new LinkedHashMap<>(texts);
    String networks = rest.remove(NETWORKS);
    boolean ofImages = OF_IMAGES.equals(networks);
    if (!ofImages && networks != null && !networks.equals(OF_VECTORS)) {
      throw new SettingException(NETWORKS, networks, OF_VECTORS + " or " + OF_IMAGES);
    }
    List<Setting<?>> rows = new ArrayList<>(settings());
    rows.addAll(ofImages ? ImageArchitecture.SETTINGS : VectorArchitecture.SETTINGS);
    Map<Setting<?>, Object> values = parse(rows, rest);
    return new CdrlConfig(
        values, ofImages ? new ImageArchitecture(values) : new VectorArchitecture(values));
  }

  /** These settings, to change some. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.values.putAll(bySetting());
    builder.values.putAll(chains.bySetting());
    builder.values.putAll(optimisation.bySetting());
    if (architecture instanceof ImageArchitecture ofImages) {
      builder.images = ofImages;
    } else {
      builder.values.putAll(architecture.bySetting());
    }
    return builder;
  }

  @Override
  List<Object> parts() {
    return List.of(bySetting(), chains, architecture, optimisation);
  }

  @Override
  public String toString() {
    return super.toString() + " " + chains + " " + optimisation + " " + architecture;
  }

  /** Builds a configuration; every setting has a default, and is described where it is defined. */
  public static final class Builder
      implements Chains.Setters<Builder>,
          Optimisation.Setters<Builder>,
          VectorArchitecture.Setters<Builder> {
    private final Map<Setting<?>, Object> values = new HashMap<>();

    /** Null for networks of vectors. */
    private ImageArchitecture images;

    private Builder() {}

    /**
     * Changes a setting.
     *
     * @param setting of {@link CdrlConfig#settings} or {@link CdrlConfig#settingsOfVectors}
     */
    @Override
    public <T> Builder set(Setting<T> setting, T value) {
      values.put(setting, value);
      return this;
    }

    /** Changes a setting unless the value is null, which leaves it as it is. */
    public <T> Builder setGiven(Setting<T> setting, T value) {
      return value == null ? this : set(setting, value);
    }

    /** {@link CdrlConfig#METHOD}; defaults of DRL are set by {@link CdrlConfig#drl()}. */
    public Builder method(Method value) {
      return set(METHOD, value);
    }

    /** {@link CdrlConfig#CONDITION_DROPOUT}. */
    public Builder conditionDropout(double value) {
      return set(CONDITION_DROPOUT, value);
    }

    /** {@link CdrlConfig#SEED}. */
    public Builder seed(long value) {
      return set(SEED, value);
    }

    /**
     * Checks the settings and builds.
     *
     * @throws IllegalArgumentException naming the setting, its value and what it may be
     */
    public CdrlConfig build() {
      requireNone(
          ImageArchitecture.SETTINGS,
          "images' networks; give it to the ImageArchitecture, by its method with");
      if (images == null) {
        return new CdrlConfig(values, new VectorArchitecture(values));
      }
      requireNone(
          VectorArchitecture.SETTINGS,
          "vectors' networks; those of images have theirs in the ImageArchitecture");
      return new CdrlConfig(values, images);
    }

    private void requireNone(List<Setting<?>> settings, String whose) {
      for (Setting<?> setting : settings) {
        if (values.containsKey(setting)) {
          throw new IllegalArgumentException(setting + " is a setting of " + whose);
        }
      }
    }
  }
}
